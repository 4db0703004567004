// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>The classes that each dialect has names for: <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>.</c> and the line ends.</summary>
/// <remarks>
/// Sources: ECMA-262, CharacterClassEscape, WhiteSpace and LineTerminator; RE2's syntax page; .NET's RegexCharClass, of which the
/// tests check every UTF-16 unit. .NET sees a character past U+FFFF as two surrogates, which are in no class but negated ones.
/// </remarks>
internal sealed class DialectClasses
{
    private static readonly CodePointSet AsciiDigit = CodePointSet.Range('0', '9');
    private static readonly CodePointSet AsciiWord = CodePointSet.OfRanges([new('0', '9'), new('A', 'Z'), new('_', '_'), new('a', 'z')]);

    /// <summary>General category Zs, written out: nearly every regex needs it, and the categories take milliseconds to compute.</summary>
    private static readonly CodePointSet SpaceSeparator =
        CodePointSet.OfRanges([new(0x2000, 0x200A)]).Union(CodePointSet.OfChars(" \u00A0\u1680\u202F\u205F\u3000"));

    private static readonly CodePointSet Newline = CodePointSet.Of('\n');

    private static readonly Lazy<DialectClasses> Ecma262 = new(static () => new DialectClasses
    {
        Digit = AsciiDigit,
        Word = AsciiWord,
        BoundaryWord = AsciiWord,
        Space = CodePointSet.OfChars("\t\n\v\f\r\uFEFF\u2028\u2029").Union(SpaceSeparator),
        LineEnd = CodePointSet.OfChars("\n\r\u2028\u2029"),
    });

    private static readonly Lazy<DialectClasses> DotNet = new(static () =>
    {
        CodePointSet word = Basic(GeneralCategories.UnionOf(
            UnicodeCategory.UppercaseLetter,
            UnicodeCategory.LowercaseLetter,
            UnicodeCategory.TitlecaseLetter,
            UnicodeCategory.ModifierLetter,
            UnicodeCategory.OtherLetter,
            UnicodeCategory.NonSpacingMark,
            UnicodeCategory.DecimalDigitNumber,
            UnicodeCategory.ConnectorPunctuation));
        return new DialectClasses
        {
            Digit = Basic(GeneralCategories.Of(UnicodeCategory.DecimalDigitNumber)),
            Word = word,
            BoundaryWord = word.Union(CodePointSet.Range(0x200C, 0x200D)),
            Space = CodePointSet.OfRanges([new('\t', '\r'), new(0x85, 0x85), new(0x2028, 0x2029)]).Union(SpaceSeparator),
            LineEnd = Newline,
        };
    });

    private static readonly Lazy<DialectClasses> Re2 = new(static () => new DialectClasses
    {
        Digit = AsciiDigit,
        Word = AsciiWord,
        BoundaryWord = AsciiWord,
        Space = CodePointSet.OfChars("\t\n\f\r "),
        LineEnd = Newline,
    });

    /// <summary><c>\d</c>.</summary>
    public required CodePointSet Digit { get; init; }

    /// <summary><c>\w</c>.</summary>
    public required CodePointSet Word { get; init; }

    /// <summary>What <c>\b</c> takes for a part of a word.</summary>
    public required CodePointSet BoundaryWord { get; init; }

    /// <summary><c>\s</c>.</summary>
    public required CodePointSet Space { get; init; }

    /// <summary>What <c>.</c> does not match, and beside which <c>^</c> and <c>$</c> hold under the flag m.</summary>
    public required CodePointSet LineEnd { get; init; }

    /// <summary>The classes of a dialect.</summary>
    public static DialectClasses For(RegexDialect dialect) => dialect switch
    {
        RegexDialect.Ecma262 => Ecma262.Value,
        RegexDialect.DotNet => DotNet.Value,
        _ => Re2.Value,
    };

    /// <summary>Without the characters past U+FFFF.</summary>
    public static CodePointSet Basic(CodePointSet set) => set.Intersect(CodePointSet.Range(0, char.MaxValue));

    /// <summary>RE2's <c>[:name:]</c>; null when there is none of that name.</summary>
    public static CodePointSet? Posix(ReadOnlySpan<char> name) => name switch
    {
        "alnum" => CodePointSet.OfRanges([new('0', '9'), new('A', 'Z'), new('a', 'z')]),
        "alpha" => CodePointSet.OfRanges([new('A', 'Z'), new('a', 'z')]),
        "ascii" => CodePointSet.Range(0, 127),
        "blank" => CodePointSet.OfChars("\t "),
        "cntrl" => CodePointSet.OfRanges([new(0, 31), new(127, 127)]),
        "digit" => AsciiDigit,
        "graph" => CodePointSet.Range('!', '~'),
        "lower" => CodePointSet.Range('a', 'z'),
        "print" => CodePointSet.Range(' ', '~'),
        "punct" => CodePointSet.OfRanges([new('!', '/'), new(':', '@'), new('[', '`'), new('{', '~')]),
        "space" => CodePointSet.OfChars("\t\n\v\f\r "),
        "upper" => CodePointSet.Range('A', 'Z'),
        "word" => AsciiWord,
        "xdigit" => CodePointSet.OfRanges([new('0', '9'), new('A', 'F'), new('a', 'f')]),
        _ => null,
    };
}
