// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Diagnostics;
using System.Text;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>How one character is written in bytes: plainly, or as in a JSON string, where some must be escaped and any may be.</summary>
/// <remarks>
/// What the lowering relies on: every character has at least one form; no form is empty or a prefix of another, of the same or
/// of another character; so a text has exactly one decoding. A regex of characters is then lowered by lowering its letters, since
/// the set of all forms of a language commutes with union, concatenation, repeat and intersection, and with complement within
/// <see cref="AnyText"/>.
/// </remarks>
internal abstract class CharEncoding(RegexBuilder builder)
{
    /// <summary>Makes the regexes.</summary>
    public RegexBuilder Builder { get; } = builder;

    /// <summary>Every text, the empty one included: any number of <see cref="Of"/> all characters.</summary>
    public abstract Regex AnyText { get; }

    /// <summary>All forms of each character of the set. Called often with the same sets: memoize.</summary>
    public abstract Regex Of(CodePointSet set);

    /// <summary>The character of which the bytes are a form.</summary>
    public virtual int Decode(ReadOnlySpan<byte> form) => throw new NotSupportedException("the bytes stand for no characters");
}

/// <summary>Characters as their UTF-8.</summary>
internal sealed class Utf8CharEncoding(Utf8 utf8, RegexBuilder builder) : CharEncoding(builder)
{
    /// <summary>Creates the encoding with a memo of its own.</summary>
    public Utf8CharEncoding(RegexBuilder builder)
        : this(new Utf8(builder), builder)
    {
    }

    /// <inheritdoc/>
    public override Regex AnyText => utf8.AnyText;

    /// <inheritdoc/>
    public override Regex Of(CodePointSet set) => utf8.Of(set);

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> form)
    {
        OperationStatus status = Rune.DecodeFromUtf8(form, out Rune rune, out int length);
        Debug.Assert(status == OperationStatus.Done && length == form.Length, "a form is one character");
        return rune.Value;
    }
}
