// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>Whose rules a regex is read by: its syntax, and what <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>.</c> and <c>$</c> stand for.</summary>
/// <remarks>All dialects work on Unicode code points. What a dialect has and cannot be enforced exactly is refused by name.</remarks>
public enum RegexDialect
{
    /// <summary>
    /// ECMA-262 in Unicode mode, which JSON Schema's <c>pattern</c> asks for. Read leniently where schemas in use do so and
    /// only one meaning is possible: <c>\-</c> and other escaped punctuation, a brace that is no quantifier, <c>(?i)</c> for
    /// the rest of a group, <c>(?P&lt;name&gt;…)</c>.
    /// </summary>
    Ecma262,

    /// <summary>
    /// .NET's <c>System.Text.RegularExpressions</c> without options and with the invariant culture. One difference: .NET counts
    /// UTF-16 units, so that <c>.</c> takes half of a character past U+FFFF, and here it takes the whole character.
    /// </summary>
    DotNet,

    /// <summary>RE2, which is also the syntax of Go and of Rust in the main: no lookaround, ASCII classes.</summary>
    Re2,
}
