// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Numbers in normalised scientific notation, <c>d(\.d+)?[eE][+-]?d{1,3}</c>, without their sign.</summary>
/// <remarks>
/// Normalised is: one digit before the point, which is 0 for the value 0 alone. So two numbers compare by their exponents
/// first and by the digits of their mantissas then, which is regular; without it, zeros after the point would have to be
/// counted against the exponent.
/// </remarks>
internal sealed class ScientificRanges
{
    /// <summary>
    /// Digits after the point: with no limit, "is an integer" would count them against three digits of exponent in a hundred
    /// thousand states. The longest double needs 16. The limit holds in both notations, so that what is generated in the
    /// canonical one is accepted in the other.
    /// </summary>
    public const int MaxFractionDigits = 20;

    /// <summary>The exponent has three digits at most.</summary>
    private const int MaxExponent = 999;

    private readonly RegexBuilder _regexes;
    private readonly DigitRanges _mantissas;
    private readonly DigitRanges _exponents;
    private readonly Regex _digit;
    private readonly Regex _anyMantissa;
    private readonly Regex _limitedMantissa;
    private readonly NumberBound _least;
    private readonly NumberBound _greatest;
    private readonly bool _isYaml;

    public ScientificRanges(RegexBuilder regexes, NumberNotation notation)
    {
        _regexes = regexes;
        _isYaml = notation == NumberNotation.Yaml;
        _mantissas = new DigitRanges(regexes);
        _exponents = new DigitRanges(regexes, regexes.Epsilon);
        _digit = regexes.Bytes(ByteSet.Range((byte)'0', (byte)'9'));
        _anyMantissa = _mantissas.SameLength(null, null, 1);
        _limitedMantissa = regexes.Concat(regexes.Bytes(ByteSet.Range((byte)'1', (byte)'9')), Fraction(regexes.Repeat(_digit, 1, MaxFractionDigits)));

        // Canonical: what a double can hold. Below the least, half of the texts would be read as 0; above the greatest, as infinity.
        (_least, _greatest) = notation != NumberNotation.Any
            ? (new NumberBound(new JsonDecimal(3, -324), false), new NumberBound(JsonDecimal.Parse("1.7976931348623157e308"), false))
            : (new NumberBound(new JsonDecimal(1, -MaxExponent), false), new NumberBound(new JsonDecimal(1, MaxExponent + 1), true));
    }

    /// <summary>The texts of the value 0.</summary>
    public Regex Zero => _regexes.Concat(
        _regexes.Literal("0"), Fraction(_regexes.Repeat(_regexes.Literal("0"), 1, MaxFractionDigits)), Exponent(-MaxExponent, MaxExponent));

    /// <summary>The texts of the values above 0 between two bounds. Null is no bound.</summary>
    public Regex Positive(NumberBound from, NumberBound? to) =>
        Between(NumberBound.Higher(from, _least), to is { } t ? NumberBound.Lower(t, _greatest) : _greatest);

    /// <summary>
    /// The texts of the multiples of 10^<paramref name="power"/> above 0, for <see cref="NumberNotation.Any"/>; or of
    /// the numbers above 0 that are none.
    /// </summary>
    /// <remarks>A number is a multiple when its last digit that is not 0 stands at or before that power.</remarks>
    public Regex Multiples(int power, bool isMultiple)
    {
        Regex nonZero = _regexes.Bytes(ByteSet.Range((byte)'1', (byte)'9'));
        Regex zero = _regexes.Literal("0");
        Regex regex = _regexes.Nothing;
        for (int last = 0; last <= MaxFractionDigits; last++)
        {
            // The digit at index `last` after the point has the power exponent - last.
            int least = Math.Clamp(power + last, -MaxExponent, MaxExponent + 1);
            Regex exponent = isMultiple ? Exponent(least, MaxExponent) : Exponent(-MaxExponent, least - 1);
            Regex zerosAfter = _regexes.Repeat(zero, 0, MaxFractionDigits - last);
            Regex mantissa = last == 0
                ? Fraction(_regexes.Repeat(zero, 1, MaxFractionDigits))
                : _regexes.Concat(_regexes.Literal("."), _regexes.Repeat(_digit, last - 1, last - 1), nonZero, zerosAfter);
            regex = _regexes.Union(regex, _regexes.Concat(mantissa, exponent));
        }

        return _regexes.Concat(nonZero, regex);
    }

    private Regex Between(NumberBound low, NumberBound high)
    {
        if (NumberBound.IsEmpty(low, high))
        {
            return _regexes.Nothing;
        }

        (int first, int last) = (low.Value.Magnitude, high.Value.Magnitude);
        if (first == last)
        {
            return WithExponent(_mantissas.SameLength(DigitBound.Mantissa(low), DigitBound.Mantissa(high), 1), first, last);
        }

        // An end that allows every mantissa joins the exponents in between.
        Regex lowEnd = _mantissas.SameLength(DigitBound.Mantissa(low), null, 1);
        Regex highEnd = _mantissas.SameLength(null, DigitBound.Mantissa(high), 1);
        return _regexes.Union(
            lowEnd == _anyMantissa ? _regexes.Nothing : WithExponent(lowEnd, first, first),
            WithExponent(_anyMantissa, lowEnd == _anyMantissa ? first : first + 1, last - 1),
            WithExponent(highEnd, last, last));
    }

    private Regex WithExponent(Regex mantissa, int first, int last) => _regexes.Concat(
        mantissa == _anyMantissa ? _limitedMantissa : _regexes.Intersect(mantissa, _limitedMantissa), Exponent(first, last));

    private Regex Fraction(Regex digits) => _regexes.Concat(_regexes.Literal("."), digits) is var fraction && _isYaml ? fraction : _regexes.Optional(fraction);

    /// <summary>The letter and the exponents from first to last, with one to three digits; nothing when first is above last.</summary>
    private Regex Exponent(int first, int last)
    {
        Regex sign = _isYaml ? _regexes.Literal("+") : _regexes.Optional(_regexes.Literal("+"));
        return _regexes.Concat(
            _regexes.Bytes(ByteSet.OfAscii("eE")),
            _regexes.Union(
                _regexes.Concat(sign, Counts(Math.Max(first, 0), last)),
                _regexes.Concat(_regexes.Literal("-"), Counts(Math.Max(-last, 0), -first))));
    }

    /// <summary>The numbers from first to last, with zeros before them or not, three digits at most.</summary>
    private Regex Counts(int first, int last)
    {
        Regex regex = _regexes.Nothing;
        for ((int length, int greatest) = (1, 9); greatest <= MaxExponent; (length, greatest) = (length + 1, (greatest * 10) + 9))
        {
            int to = Math.Min(last, greatest);
            if (first <= to)
            {
                regex = _regexes.Union(regex, _exponents.SameLength(Bound(first, length), Bound(to, length), length));
            }
        }

        return regex;
    }

    private static DigitBound Bound(int value, int length) =>
        new(value.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0'), string.Empty, false);
}
