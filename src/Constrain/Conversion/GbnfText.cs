// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using Constrain.Regexes;

namespace Constrain.Conversion;

/// <summary>The spelling of GBNF's literals, classes and repetitions, as llama.cpp's parser reads them.</summary>
internal static class GbnfText
{
    /// <summary>What llama.cpp takes for a count is limited; larger ones are repetitions of repetitions.</summary>
    private const int MaxCount = 1_000;

    /// <summary>A text in quotes.</summary>
    public static string Literal(ReadOnlySpan<char> text)
    {
        var literal = new StringBuilder("\"");
        foreach (Rune letter in text.EnumerateRunes())
        {
            literal.Append(letter.Value is '"' or '\\' ? $"\\{letter}" : Escaped(letter.Value));
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A class of characters, negated where that is shorter.</summary>
    public static string Class(CodePointSet set)
    {
        if (set.Equals(CodePointSet.All))
        {
            return ".";
        }

        CodePointSet others = CodePointSet.All.Except(set);
        return others.Ranges.Length < set.Ranges.Length ? $"[^{Ranges(others)}]" : $"[{Ranges(set)}]";
    }

    /// <summary>An expression that is one unit, so many times.</summary>
    /// <param name="unit">The expression.</param>
    /// <param name="min">The least count.</param>
    /// <param name="max">The greatest; <see cref="Regex.Repeat.Unbounded"/> for none.</param>
    public static string Repeated(string unit, int min, int max)
    {
        switch (min, max)
        {
            case (0, Regex.Repeat.Unbounded):
                return unit + "*";
            case (1, Regex.Repeat.Unbounded):
                return unit + "+";
            case (0, 1):
                return unit + "?";
            case (_, Regex.Repeat.Unbounded):
                return $"{Exactly(unit, min)} {unit}*";
            case var _ when min == max:
                return Exactly(unit, min);
            case var _ when max <= MaxCount:
                return string.Create(CultureInfo.InvariantCulture, $"{unit}{{{min},{max}}}");
            default:
                return min == 0 ? UpTo(unit, max) : $"{Exactly(unit, min)} {UpTo(unit, max - min)}";
        }
    }

    private static string Exactly(string unit, int count)
    {
        if (count <= MaxCount)
        {
            return count == 1 ? unit : string.Create(CultureInfo.InvariantCulture, $"{unit}{{{count}}}");
        }

        string blocks = Exactly($"({Exactly(unit, MaxCount)})", count / MaxCount);
        return count % MaxCount == 0 ? blocks : $"{blocks} {Exactly(unit, count % MaxCount)}";
    }

    private static string UpTo(string unit, int count)
    {
        if (count <= MaxCount)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{unit}{{0,{count}}}");
        }

        string blocks = UpTo($"({UpTo(unit, MaxCount)})", count / MaxCount);
        return count % MaxCount == 0 ? blocks : $"{blocks} {UpTo(unit, count % MaxCount)}";
    }

    private static string Ranges(CodePointSet set)
    {
        var text = new StringBuilder();
        foreach (CodePointRange range in set.Ranges)
        {
            text.Append(InClass(range.First));
            if (range.Last > range.First)
            {
                text.Append(range.Last > range.First + 1 ? "-" : string.Empty).Append(InClass(range.Last));
            }
        }

        return text.ToString();
    }

    private static string InClass(int character) => character switch
    {
        '[' or ']' or '\\' => $"\\{(char)character}",
        '-' or '^' => $"\\x{character:X2}",
        _ => Escaped(character),
    };

    private static string Escaped(int character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        >= ' ' and < 0x7F => ((char)character).ToString(),
        >= 0x80 and < 0x10000 when char.GetUnicodeCategory((char)character) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter =>
            ((char)character).ToString(),
        < 0x100 => $"\\x{character:X2}",
        < 0x10000 => $"\\u{character:X4}",
        _ => $"\\U{character:X8}",
    };
}
