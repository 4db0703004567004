// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>JSON number text → value.</summary>
internal sealed partial record JsonDecimal
{
    /// <summary>Characters of a number that are quoted in a message.</summary>
    private const int MaxQuoted = 40;

    /// <summary>Reads a number within the limits; false where <see cref="Parse"/> says why not.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out JsonDecimal? value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (GrammarException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>Reads a number as RFC 8259 writes it: <c>-0</c>, <c>1.50</c>, <c>1e400</c>.</summary>
    /// <param name="text">The number without space around it.</param>
    /// <param name="location">Where it stands, for the error.</param>
    /// <exception cref="GrammarException">
    /// <see cref="GrammarError.Syntax"/>: not a JSON number. <see cref="GrammarError.LimitExceeded"/>: more than
    /// <see cref="MaxDigits"/> significant digits, or a first digit beyond 10^±<see cref="MaxMagnitude"/>.
    /// </exception>
    public static JsonDecimal Parse(ReadOnlySpan<char> text, SourceLocation? location = null)
    {
        int position = text is ['-', ..] ? 1 : 0;
        ReadOnlySpan<char> whole = ReadDigits(text, ref position);
        ReadOnlySpan<char> fraction = [];
        ReadOnlySpan<char> exponent = [];
        bool isValid = whole.Length > 0 && (whole.Length == 1 || whole[0] != '0');
        if (position < text.Length && text[position] == '.')
        {
            position++;
            fraction = ReadDigits(text, ref position);
            isValid &= fraction.Length > 0;
        }

        bool isExponentNegative = false;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            position++;
            isExponentNegative = position < text.Length && text[position] == '-';
            position += position < text.Length && text[position] is '+' or '-' ? 1 : 0;
            exponent = ReadDigits(text, ref position);
            isValid &= exponent.Length > 0;
        }

        if (!isValid || position != text.Length)
        {
            throw new GrammarException(GrammarError.Syntax, $"\"{Quoted(text)}\" is not a JSON number", location);
        }

        // Zeros around the digits cost nothing, so they are cut before anything is measured.
        int zerosBefore = CountZeros(whole, fraction, fromEnd: false);
        if (zerosBefore == whole.Length + fraction.Length)
        {
            return Zero;
        }

        int zerosAfter = CountZeros(whole, fraction, fromEnd: true);
        int digits = whole.Length + fraction.Length - zerosBefore - zerosAfter;
        long power = PowerOf(exponent, isExponentNegative);
        long magnitude = whole.Length - 1L - zerosBefore + power;
        if (digits > MaxDigits)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"the number {Quoted(text)} has {digits} significant digits; the limit is {MaxDigits}",
                location,
                hint: "round it");
        }

        if (Math.Abs(magnitude) > MaxMagnitude)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"the number {Quoted(text)} is beyond 10^±{MaxMagnitude}",
                location,
                hint: magnitude > 0 ? "leave the bound out, or use a smaller one" : "use 0");
        }

        var significand = BigInteger.Parse(string.Concat(whole, fraction).AsSpan(zerosBefore, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return new JsonDecimal(text[0] == '-' ? -significand : significand, (int)(power - fraction.Length + zerosAfter));
    }

    private static ReadOnlySpan<char> ReadDigits(ReadOnlySpan<char> text, scoped ref int position)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return text[start..position];
    }

    /// <summary>How many zeros stand at one end of the digits of both parts together.</summary>
    private static int CountZeros(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, bool fromEnd)
    {
        int wholeAt = fromEnd ? whole.LastIndexOfAnyExcept('0') : whole.IndexOfAnyExcept('0');
        int fractionAt = fromEnd ? fraction.LastIndexOfAnyExcept('0') : fraction.IndexOfAnyExcept('0');
        return fromEnd
            ? fractionAt >= 0 ? fraction.Length - 1 - fractionAt : fraction.Length + whole.Length - 1 - wholeAt
            : wholeAt >= 0 ? wholeAt : whole.Length + (fractionAt >= 0 ? fractionAt : fraction.Length);
    }

    /// <summary>The exponent; one that no text is long enough to make up for is cut short.</summary>
    private static long PowerOf(ReadOnlySpan<char> digits, bool isNegative)
    {
        ReadOnlySpan<char> significant = digits.TrimStart('0');
        long power = significant.Length switch
        {
            0 => 0,
            > 12 => 1_000_000_000_000,
            _ => long.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture),
        };
        return isNegative ? -power : power;
    }

    private static string Quoted(ReadOnlySpan<char> text) => text.Length <= MaxQuoted ? text.ToString() : string.Concat(text[..MaxQuoted], "…");
}
