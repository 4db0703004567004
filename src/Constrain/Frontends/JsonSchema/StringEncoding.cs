// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>How the characters of a string are written between its quotes, or before a style is chosen.</summary>
internal abstract class StringEncoding(RegexBuilder builder) : CharEncoding(builder)
{
    /// <summary>The canonical form of a string.</summary>
    public abstract byte[] FormOf(string value);

    /// <summary>Whether a string has no form but the canonical one.</summary>
    public abstract bool HasOneSpelling(string value);
}
