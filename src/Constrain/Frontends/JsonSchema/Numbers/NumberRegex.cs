// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Sets of JSON numbers as regexes over their texts, exact for every decimal.</summary>
/// <remarks>
/// <para>
/// A number has many texts, so a set is taken relative to a <em>notation</em>, a set of texts: it holds exactly those texts of
/// the notation whose value is in the set. Then union and intersection of sets are those of the regexes, and within one
/// notation complement is as well. Notations (<c>-0</c> has the value 0 in each):
/// </para>
/// <list type="bullet">
/// <item>plain integers: <c>-?(0|[1-9]\d*)</c>;</item>
/// <item>plain decimals: <c>-?(0|[1-9]\d*)(\.\d+)?</c>;</item>
/// <item>normalised scientific: <c>-?d(\.\d+)?[eE][+-]?\d{1,3}</c>, where d is 0 for the value 0 alone. In
/// <see cref="NumberNotation.Canonical"/> only the value 0 and the absolute values from 3e-324 to 1.7976931348623157e308,
/// which a double holds as neither 0 nor infinity; in <see cref="NumberNotation.Any"/> every exponent of three digits. Both with
/// at most <see cref="ScientificRanges.MaxFractionDigits"/> digits after the point.</item>
/// </list>
/// <para>
/// <see cref="All"/>, <see cref="Range"/> and <see cref="Constant"/> are relative to plain decimals and scientific, so
/// <c>Except(All, …)</c> of them is the complement. Sets that are relative to less come with their complement:
/// <see cref="Integers"/> and <see cref="NonIntegers"/>, <see cref="MultipleOf"/> and <see cref="NotMultipleOf"/>. Whatever is
/// made of these members by union and intersection holds no text of a wrong value.
/// </para>
/// Threads: any; what is made twice at once is the same object by interning.
/// </remarks>
internal sealed class NumberRegex(RegexBuilder regexes, NumberNotation notation)
{
    /// <summary>
    /// Digits before the point of a canonical number in a document: with 308 it is below 1e308, so a double holds it. With no
    /// limit, a model that writes on and on would give a number that readers take for infinity.
    /// </summary>
    private const int MaxWrittenDigits = 308;

    private static readonly NumberBound Zero = new(JsonDecimal.Zero, false);

    private static readonly NumberBound One = new(JsonDecimal.One, false);

    private readonly DigitRanges _decimals = new(regexes);
    private readonly DigitRanges _writtenDecimals = new(regexes, maxLength: MaxWrittenDigits);
    private readonly DigitRanges _writtenIntegers = new(regexes, regexes.Epsilon, MaxWrittenDigits);
    private readonly ScientificRanges _scientific = new(regexes, notation);
    private readonly DigitRanges _integers = new(
        regexes,
        notation != NumberNotation.Any ? regexes.Epsilon : regexes.Optional(regexes.Concat(regexes.Literal("."), ZerosOf(regexes))));

    /// <summary>Every number, in plain decimals or scientific notation: what complements are relative to.</summary>
    public Regex All => field ??= Range(null, false, null, false);

    /// <summary>
    /// Every number that a document may hold, whatever else is asked of it: <see cref="Unrestricted"/>, in
    /// <see cref="NumberNotation.Canonical"/> with at most 308 digits before the point.
    /// </summary>
    public Regex Written => field ??= notation != NumberNotation.Any
        ? Signed(regexes.Union(_writtenDecimals.Plain(null, null), _scientific.Positive(Zero, null), _scientific.Zero))
        : Unrestricted;

    /// <summary>
    /// Every integer that a document may hold: <see cref="Integers"/> with the same limit, and without <c>-0</c>, which readers
    /// of unsigned integers refuse.
    /// </summary>
    public Regex WrittenIntegers => field ??= notation != NumberNotation.Any
        ? regexes.Union(regexes.Literal("0"), Signed(_writtenIntegers.Plain(DigitBound.Plain(One), null)))
        : Integers;

    /// <summary>
    /// Every number where nothing is asked of it. In <see cref="NumberNotation.Any"/> that is the whole grammar of RFC 8259,
    /// of which <see cref="All"/> is a part: <c>12e3</c> and <c>0.5E+0007</c> are in this one only. Otherwise it is <see cref="All"/>.
    /// </summary>
    public Regex Unrestricted => field ??= notation != NumberNotation.Any ? All : regexes.Concat(PlainDecimals, AnyExponent());

    /// <summary>
    /// The integers. <see cref="NumberNotation.Canonical"/>: plain integers only, since readers refuse <c>1.0</c> for an integer.
    /// <see cref="NumberNotation.Any"/>: every text in <see cref="All"/> with the value of an integer, <c>1.0</c> and <c>1.5e3</c> too.
    /// </summary>
    public Regex Integers => field ??= Range(null, false, null, false, integer: true);

    /// <summary>
    /// The numbers that are no integers. <see cref="NumberNotation.Canonical"/>: in plain decimals.
    /// <see cref="NumberNotation.Any"/>: every such text in <see cref="All"/>.
    /// </summary>
    public Regex NonIntegers => field ??= NotMultipleOf(JsonDecimal.One);

    /// <summary>Plain decimals: <c>-?(0|[1-9]\d*)(\.\d+)?</c>.</summary>
    private Regex PlainDecimals => field ??= Signed(_decimals.Plain(null, null));

    /// <summary>The numbers between two bounds, in the notations of <see cref="All"/>.</summary>
    /// <param name="min">The lower bound; null for none.</param>
    /// <param name="minExclusive">Whether the lower bound itself is out.</param>
    /// <param name="max">The upper bound; null for none.</param>
    /// <param name="maxExclusive">Whether the upper bound itself is out.</param>
    /// <param name="integer">
    /// The integers between the bounds, in the notations of <see cref="Integers"/>: the same set as the intersection with
    /// that, but a smaller regex.
    /// </param>
    public Regex Range(JsonDecimal? min, bool minExclusive, JsonDecimal? max, bool maxExclusive, bool integer = false)
    {
        NumberBound? low = min is null ? null : new NumberBound(min, minExclusive);
        NumberBound? high = max is null ? null : new NumberBound(max, maxExclusive);
        DigitRanges digits = integer ? _integers : _decimals;
        return Signed(Magnitudes(low, high, integer, digits), Magnitudes(Negated(high), Negated(low), integer, digits));
    }

    /// <summary>The numbers between two bounds as a document may hold them: <see cref="Written"/>, or <see cref="WrittenIntegers"/>.</summary>
    /// <remarks>
    /// The same set as the intersection with those, without one. Two bounds that have few enough digits limit those of a number,
    /// so that no limit is needed beside them.
    /// </remarks>
    /// <param name="min">The lower bound; null for none.</param>
    /// <param name="minExclusive">Whether the lower bound itself is out.</param>
    /// <param name="max">The upper bound; null for none.</param>
    /// <param name="maxExclusive">Whether the upper bound itself is out.</param>
    /// <param name="integer">The integers between the bounds.</param>
    public Regex WrittenRange(JsonDecimal? min, bool minExclusive, JsonDecimal? max, bool maxExclusive, bool integer)
    {
        if (min is null && max is null)
        {
            return integer ? WrittenIntegers : Written;
        }

        if (notation == NumberNotation.Any || (min?.Magnitude < MaxWrittenDigits && max?.Magnitude < MaxWrittenDigits && !integer))
        {
            return Range(min, minExclusive, max, maxExclusive, integer);
        }

        NumberBound? low = min is null ? null : new NumberBound(min, minExclusive);
        NumberBound? high = max is null ? null : new NumberBound(max, maxExclusive);
        DigitRanges digits = integer ? _writtenIntegers : _writtenDecimals;
        // No integer is written -0.
        NumberBound? below = Negated(high);
        below = !integer ? below : below is { } b ? NumberBound.Higher(b, One) : One;
        return Signed(Magnitudes(low, high, integer, digits), Magnitudes(below, Negated(low), integer, digits));
    }

    /// <summary>All texts of one value in the notations of <see cref="All"/>. Its shortest one is its <see cref="JsonDecimal.ToString"/>.</summary>
    /// <remarks>In <see cref="NumberNotation.Yaml"/>, parsers take a number that no double holds for a string, so it has no text.</remarks>
    public Regex Constant(JsonDecimal value) =>
        notation == NumberNotation.Yaml ? WrittenRange(value, false, value, false, integer: false) : Range(value, false, value, false);

    /// <summary>
    /// The multiples of a number. In plain decimals; in <see cref="NumberNotation.Any"/> in scientific notation as well when the
    /// number is a power of ten.
    /// </summary>
    /// <param name="divisor">The number, above 0.</param>
    /// <param name="integer">
    /// The integers among the multiples: in plain integers; in <see cref="NumberNotation.Any"/> with <c>.0</c> too, and in
    /// scientific notation as well when the number is a power of ten or when every integer is a multiple.
    /// </param>
    /// <param name="location">Where the number stands in the schema, for the error.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: more than 20,000 remainders to tell apart, or a last digit beyond 10^±64.</exception>
    public Regex MultipleOf(JsonDecimal divisor, bool integer = false, SourceLocation? location = null)
    {
        Debug.Assert(divisor.Sign > 0, "the keyword was checked where it was read");
        if (integer && JsonDecimal.One.IsMultipleOf(divisor))
        {
            return Integers;
        }

        Regex plain = Signed(PlainMultiples(divisor, integer, location));
        return HasScientificMultiples(divisor) ? regexes.Union(plain, ScientificMultiples(divisor, true, integer)) : plain;
    }

    /// <summary>The numbers that are no multiples of a number, in the notations that <see cref="MultipleOf"/> has for it.</summary>
    /// <param name="divisor">The number, above 0.</param>
    /// <param name="integer">The integers among them.</param>
    /// <param name="location">Where the number stands in the schema, for the error.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: more than 20,000 remainders to tell apart, or a last digit beyond 10^±64.</exception>
    public Regex NotMultipleOf(JsonDecimal divisor, bool integer = false, SourceLocation? location = null)
    {
        Debug.Assert(divisor.Sign > 0, "the keyword was checked where it was read");
        if (integer && JsonDecimal.One.IsMultipleOf(divisor))
        {
            return regexes.Nothing;
        }

        // One sign before both, so that the complement is taken of digits alone.
        Regex all = (integer ? _integers : _decimals).Plain(null, null);
        Regex plain = Signed(regexes.Except(all, PlainMultiples(divisor, integer, location)));
        return HasScientificMultiples(divisor) ? regexes.Union(plain, ScientificMultiples(divisor, false, integer)) : plain;
    }

    private Regex PlainMultiples(JsonDecimal divisor, bool integer, SourceLocation? location) => integer
        ? Divisibility.IntegerMultiples(regexes, divisor, notation == NumberNotation.Any, location)
        : Divisibility.Multiples(regexes, divisor, true, location);

    private bool HasScientificMultiples(JsonDecimal divisor) => notation == NumberNotation.Any && divisor.Significand.IsOne;

    private Regex ScientificMultiples(JsonDecimal divisor, bool isMultiple, bool integer)
    {
        Regex positive = _scientific.Multiples(divisor.Exponent, isMultiple);
        if (integer)
        {
            positive = regexes.Intersect(positive, _scientific.Multiples(0, true));
        }

        return Signed(isMultiple ? regexes.Union(_scientific.Zero, positive) : positive);
    }

    /// <summary>The texts without a sign of the absolute values between two bounds, which may be negative.</summary>
    private Regex Magnitudes(NumberBound? from, NumberBound? to, bool integer, DigitRanges digits)
    {
        NumberBound low = from is { } f ? NumberBound.Higher(f, Zero) : Zero;
        if (to is { } t && NumberBound.IsEmpty(low, t))
        {
            return regexes.Nothing;
        }

        Regex plain = integer
            ? Plain(digits, low.IntegerAbove(), to?.IntegerBelow())
            : Plain(digits, low, to);
        if (integer && notation != NumberNotation.Any)
        {
            return plain;
        }

        Regex positive = _scientific.Positive(low, to);
        if (integer)
        {
            positive = regexes.Intersect(positive, _scientific.Multiples(0, true));
        }

        return regexes.Union(plain, positive, low == Zero ? _scientific.Zero : regexes.Nothing);
    }

    private Regex Plain(DigitRanges digits, NumberBound low, NumberBound? high) =>
        high is { } to && NumberBound.IsEmpty(low, to)
            ? regexes.Nothing
            : digits.Plain(low == Zero ? null : DigitBound.Plain(low), high is null ? null : DigitBound.Plain(high.Value));

    private Regex Signed(Regex magnitudes) => Signed(magnitudes, magnitudes);

    private Regex Signed(Regex positive, Regex negative) => positive == negative
        ? regexes.Concat(regexes.Optional(regexes.Literal("-")), positive)
        : regexes.Union(positive, regexes.Concat(regexes.Literal("-"), negative));

    private Regex AnyExponent() => regexes.Optional(regexes.Concat(
        regexes.Bytes(ByteSet.OfAscii("eE")),
        regexes.Optional(regexes.Bytes(ByteSet.OfAscii("+-"))),
        regexes.Repeat(regexes.Bytes(ByteSet.Range((byte)'0', (byte)'9')), 1, Regex.Repeat.Unbounded)));

    private static NumberBound? Negated(NumberBound? bound) => bound is { } b ? new NumberBound(-b.Value, b.IsExclusive) : null;

    private static Regex ZerosOf(RegexBuilder regexes) => regexes.Repeat(regexes.Literal("0"), 1, Regex.Repeat.Unbounded);
}
