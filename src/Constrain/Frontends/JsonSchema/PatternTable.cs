// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Patterns and formats as regexes over string bodies; each pattern of a schema is compiled once.</summary>
internal sealed class PatternTable(JsonTerminals terminals)
{
    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    /// <summary>The bodies of the strings in which the pattern matches somewhere.</summary>
    /// <exception cref="GrammarException">The pattern cannot be compiled; the location is an offset into it.</exception>
    public Regex Search(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out Regex? regex))
        {
            _patterns.Add(pattern, regex = RegexFrontend.Search(pattern, RegexDialect.Ecma262, terminals.Strings.Encoding));
        }

        return regex;
    }

    /// <summary>The bodies of the strings of a format; null when the format is not known.</summary>
    public Regex? Format(string format) => terminals.Format(format);
}
