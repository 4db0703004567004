// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>Numbers by value, exactly: <c>1.50</c>, <c>15e-1</c> and <c>1.5</c> have one canonical text.</summary>
internal static class DecimalText
{
    /// <summary>The canonical text of a JSON number: sign, digits without zeros at either end, and a power of ten.</summary>
    public static string Canonical(ReadOnlySpan<char> number)
    {
        bool isNegative = number[0] == '-';
        number = isNegative ? number[1..] : number;
        int e = number.IndexOfAny('e', 'E');
        BigInteger exponent = e < 0 ? 0 : BigInteger.Parse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        ReadOnlySpan<char> mantissa = e < 0 ? number : number[..e];
        int point = mantissa.IndexOf('.');
        string digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        string significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        return significant.Length == 0 ? "0" : $"{(isNegative ? "-" : "")}{significant}e{exponent}";
    }

    /// <summary>A canonical text as a person writes it, where that is not long.</summary>
    public static string Plain(string canonical)
    {
        const int Longest = 20;
        int e = canonical.IndexOf('e', StringComparison.Ordinal);
        if (e < 0 || !int.TryParse(canonical.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent)
            || Math.Abs((long)exponent) > Longest)
        {
            return canonical;
        }

        string sign = canonical[0] == '-' ? "-" : "", digits = canonical[sign.Length..e];
        if (exponent >= 0)
        {
            return sign + digits + new string('0', exponent);
        }

        digits = digits.PadLeft(1 - exponent, '0');
        return $"{sign}{digits[..(digits.Length + exponent)]}.{digits[(digits.Length + exponent)..]}";
    }
}
