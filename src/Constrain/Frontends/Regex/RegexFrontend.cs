// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>From the text of a regex to a regex over bytes.</summary>
/// <remarks>Exact or refused: see README.md beside this file for what is refused and why.</remarks>
internal static class RegexFrontend
{
    /// <summary>The texts that the regex matches as a whole, as if anchored at both ends.</summary>
    /// <param name="pattern">The regex.</param>
    /// <param name="dialect">Whose rules it is read by.</param>
    /// <param name="encoding">How characters are written.</param>
    /// <exception cref="GrammarException">
    /// The regex is malformed, cannot be enforced exactly or passes a limit; the place is an offset in UTF-16 units.
    /// </exception>
    public static Regex Full(string pattern, RegexDialect dialect, CharEncoding encoding) =>
        PatternLowering.Full(PatternParser.Parse(pattern, dialect), encoding);

    /// <summary>The texts in which the regex matches somewhere, as JSON Schema's <c>pattern</c> has it.</summary>
    /// <param name="pattern">The regex.</param>
    /// <param name="dialect">Whose rules it is read by.</param>
    /// <param name="encoding">How characters are written.</param>
    /// <exception cref="GrammarException">
    /// The regex is malformed, cannot be enforced exactly or passes a limit; the place is an offset in UTF-16 units.
    /// </exception>
    public static Regex Search(string pattern, RegexDialect dialect, CharEncoding encoding) =>
        PatternLowering.Search(PatternParser.Parse(pattern, dialect), encoding);
}
