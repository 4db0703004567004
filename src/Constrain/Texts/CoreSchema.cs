// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;

namespace Constrain.Texts;

/// <summary>What a plain scalar means.</summary>
internal enum PlainMeaning
{
    String,
    Null,
    True,
    False,
    Integer,
    Float,

    /// <summary>An infinity, or what is not a number: YAML has them, JSON has not.</summary>
    NotFinite,
}

/// <summary>The core schema of YAML: plain scalars as values of JSON.</summary>
/// <remarks>Source: YAML 1.2.2, section 10.3.2, "Tag Resolution". Threads: any.</remarks>
internal static class CoreSchema
{
    /// <summary>Digits of a hexadecimal or octal number: the time of writing it in decimal grows faster than its length.</summary>
    public const int MaxBaseDigits = 10_000;

    /// <summary>What a plain scalar means.</summary>
    public static PlainMeaning Of(ReadOnlySpan<char> text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => PlainMeaning.Null,
        "true" or "True" or "TRUE" => PlainMeaning.True,
        "false" or "False" or "FALSE" => PlainMeaning.False,
        ".nan" or ".NaN" or ".NAN" => PlainMeaning.NotFinite,
        _ when IsBase(text, 'x', char.IsAsciiHexDigit) || IsBase(text, 'o', c => c is >= '0' and <= '7') => PlainMeaning.Integer,
        _ => OfNumber(text[0] is '+' or '-' ? text[1..] : text),
    };

    /// <summary>An integer or a float as a JSON number with the same value.</summary>
    public static string Number(string text)
    {
        if (text is ['0', 'x' or 'o', ..])
        {
            return (text[1] == 'x' ? BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : Octal(text.AsSpan(2)))
                .ToString(CultureInfo.InvariantCulture);
        }

        string sign = text[0] == '-' ? "-" : string.Empty;
        ReadOnlySpan<char> digits = text.AsSpan().TrimStart("+-");
        int end = digits.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> whole = (end < 0 ? digits : digits[..end]).TrimStart('0');
        ReadOnlySpan<char> rest = end < 0 ? [] : digits[end..];
        string point = rest is ['.'] or ['.', not (>= '0' and <= '9'), ..] ? ".0" : string.Empty;
        return string.Concat(sign, whole.Length == 0 ? "0" : whole, point, point.Length == 0 ? rest : rest[1..]);
    }

    private static bool IsBase(ReadOnlySpan<char> text, char letter, Predicate<char> isDigit)
    {
        if (text.Length < 3 || text[0] != '0' || text[1] != letter)
        {
            return false;
        }

        foreach (char digit in text[2..])
        {
            if (!isDigit(digit))
            {
                return false;
            }
        }

        return true;
    }

    private static PlainMeaning OfNumber(ReadOnlySpan<char> text)
    {
        if (text is ".inf" or ".Inf" or ".INF")
        {
            return PlainMeaning.NotFinite;
        }

        ReadOnlySpan<char> rest = text;
        int whole = SkipDigits(ref rest), fraction = 0;
        bool hasPoint = rest is ['.', ..];
        if (hasPoint)
        {
            rest = rest[1..];
            fraction = SkipDigits(ref rest);
        }

        if (whole + fraction == 0)
        {
            return PlainMeaning.String;
        }

        if (rest.IsEmpty)
        {
            return hasPoint ? PlainMeaning.Float : PlainMeaning.Integer;
        }

        if (rest[0] is not ('e' or 'E'))
        {
            return PlainMeaning.String;
        }

        rest = rest is [_, '+' or '-', ..] ? rest[2..] : rest[1..];
        return SkipDigits(ref rest) > 0 && rest.IsEmpty ? PlainMeaning.Float : PlainMeaning.String;
    }

    private static int SkipDigits(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        int count = end < 0 ? text.Length : end;
        text = text[count..];
        return count;
    }

    private static BigInteger Octal(ReadOnlySpan<char> digits)
    {
        BigInteger value = BigInteger.Zero;
        foreach (char digit in digits)
        {
            value = (value << 3) + (digit - '0');
        }

        return value;
    }
}
