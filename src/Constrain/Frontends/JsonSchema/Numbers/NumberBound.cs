// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>One end of a range of numbers.</summary>
internal readonly record struct NumberBound(JsonDecimal Value, bool IsExclusive)
{
    /// <summary>Of two lower bounds, the one that excludes more.</summary>
    public static NumberBound Higher(NumberBound a, NumberBound b) =>
        a.Value.CompareTo(b.Value) is int order && (order > 0 || (order == 0 && a.IsExclusive)) ? a : b;

    /// <summary>Of two upper bounds, the one that excludes more.</summary>
    public static NumberBound Lower(NumberBound a, NumberBound b) =>
        a.Value.CompareTo(b.Value) is int order && (order < 0 || (order == 0 && a.IsExclusive)) ? a : b;

    /// <summary>Whether no number is between the two.</summary>
    public static bool IsEmpty(NumberBound low, NumberBound high) =>
        low.Value > high.Value || (low.Value == high.Value && (low.IsExclusive || high.IsExclusive));

    /// <summary>As a lower bound: the least integer that it allows, included.</summary>
    public NumberBound IntegerAbove() =>
        new(IsExclusive && Value.IsInteger ? Next(Value, 1) : Value.Ceiling(), false);

    /// <summary>As an upper bound: the greatest integer that it allows, included.</summary>
    public NumberBound IntegerBelow() =>
        new(IsExclusive && Value.IsInteger ? Next(Value, -1) : Value.Floor(), false);

    private static JsonDecimal Next(JsonDecimal integer, int step) =>
        new((integer.Significand * System.Numerics.BigInteger.Pow(10, integer.Exponent)) + step, 0);
}

/// <summary>One end of a range as the digits that a text is compared with, one by one from the left.</summary>
/// <param name="Whole">The digits before the point, without zeros before them.</param>
/// <param name="Fraction">The digits after the point, without zeros after them.</param>
/// <param name="IsExclusive">Whether the bound itself is out of the range.</param>
internal sealed record DigitBound(string Whole, string Fraction, bool IsExclusive)
{
    /// <summary>The bound of a plain decimal; of the absolute value.</summary>
    public static DigitBound Plain(NumberBound bound) => new(bound.Value.WholeDigits, bound.Value.FractionDigits, bound.IsExclusive);

    /// <summary>The bound of a normalised mantissa: one digit before the point.</summary>
    public static DigitBound Mantissa(NumberBound bound) => new(bound.Value.Digits[..1], bound.Value.Digits[1..], bound.IsExclusive);
}
