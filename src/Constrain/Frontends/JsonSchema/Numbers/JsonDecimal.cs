// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The value of a JSON number, exactly: <see cref="Significand"/> × 10^<see cref="Exponent"/>.</summary>
/// <remarks>
/// Invariant: the significand is no multiple of ten, and zero is 0 × 10^0; so equal values are equal records, and the sign of
/// a zero is gone. Limits: see <see cref="MaxDigits"/> and <see cref="MaxMagnitude"/>.
/// </remarks>
internal sealed partial record JsonDecimal : IComparable<JsonDecimal>
{
    /// <summary>Significant digits of a number that is read. A double needs 767 at the most, written out to the last one.</summary>
    public const int MaxDigits = 1_000;

    /// <summary>The power of ten of the first digit of a number that is read, in either direction. Doubles reach -324 and 308.</summary>
    public const int MaxMagnitude = 1_000;

    /// <summary>0.</summary>
    public static readonly JsonDecimal Zero = new(BigInteger.Zero, 0);

    /// <summary>1.</summary>
    public static readonly JsonDecimal One = new(BigInteger.One, 0);

    /// <summary>Creates a value from any significand and exponent.</summary>
    public JsonDecimal(BigInteger significand, int exponent)
    {
        while (!significand.IsZero)
        {
            (BigInteger quotient, BigInteger remainder) = BigInteger.DivRem(significand, 10);
            if (!remainder.IsZero)
            {
                break;
            }

            (significand, exponent) = (quotient, exponent + 1);
        }

        Significand = significand;
        Exponent = significand.IsZero ? 0 : exponent;
    }

    /// <summary>The digits without the zeros around them; negative for a negative number.</summary>
    public BigInteger Significand { get; }

    /// <summary>The power of ten of the last digit that is not zero.</summary>
    public int Exponent { get; }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Significand.Sign;

    /// <summary>Whether the value is an integer, however it was written.</summary>
    public bool IsInteger => Exponent >= 0;

    /// <summary>The significand's decimal digits, without a sign; "0" for zero.</summary>
    public string Digits => field ??= BigInteger.Abs(Significand).ToString(CultureInfo.InvariantCulture);

    /// <summary>The power of ten of the first digit: the exponent in normalised scientific notation; 0 for zero.</summary>
    public int Magnitude => Significand.IsZero ? 0 : Exponent + Digits.Length - 1;

    /// <summary>The digits before the decimal point of the absolute value; "0" when there are none.</summary>
    public string WholeDigits => Exponent >= 0 ? Digits + new string('0', Exponent) : Magnitude < 0 ? "0" : Digits[..(Magnitude + 1)];

    /// <summary>The digits after the decimal point of the absolute value, without zeros at the end; empty for an integer.</summary>
    public string FractionDigits =>
        Exponent >= 0 ? string.Empty : Magnitude < 0 ? new string('0', -Magnitude - 1) + Digits : Digits[(Magnitude + 1)..];

    public static JsonDecimal operator -(JsonDecimal value) => new(-value.Significand, value.Exponent);

    public static bool operator <(JsonDecimal a, JsonDecimal b) => a.CompareTo(b) < 0;

    public static bool operator >(JsonDecimal a, JsonDecimal b) => a.CompareTo(b) > 0;

    public static bool operator <=(JsonDecimal a, JsonDecimal b) => a.CompareTo(b) <= 0;

    public static bool operator >=(JsonDecimal a, JsonDecimal b) => a.CompareTo(b) >= 0;

    /// <summary>The greatest integer that is not above this value.</summary>
    public JsonDecimal Floor()
    {
        if (IsInteger)
        {
            return this;
        }

        (BigInteger quotient, BigInteger remainder) = BigInteger.DivRem(Significand, BigInteger.Pow(10, -Exponent));
        return new JsonDecimal(remainder.Sign < 0 ? quotient - 1 : quotient, 0);
    }

    /// <summary>The least integer that is not below this value.</summary>
    public JsonDecimal Ceiling() => -(-this).Floor();

    /// <summary>What is left of this value after the greatest multiple of the divisor towards zero; it has the sign of this value.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public JsonDecimal Remainder(JsonDecimal divisor)
    {
        int exponent = Math.Min(Exponent, divisor.Exponent);
        return new JsonDecimal(BigInteger.Remainder(SignificandAt(exponent), divisor.SignificandAt(exponent)), exponent);
    }

    /// <summary>Whether the value is an integer times the divisor.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public bool IsMultipleOf(JsonDecimal divisor) => Remainder(divisor).Sign == 0;

    /// <summary>Equality of values. Written out because the digits that are remembered are no part of the value.</summary>
    public bool Equals(JsonDecimal? other) => other is not null && Exponent == other.Exponent && Significand == other.Significand;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Significand, Exponent);

    /// <inheritdoc/>
    public int CompareTo(JsonDecimal? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (Sign != other.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        // The first digits decide most comparisons without any long arithmetic.
        if (Magnitude != other.Magnitude)
        {
            return Sign * Magnitude.CompareTo(other.Magnitude);
        }

        int exponent = Math.Min(Exponent, other.Exponent);
        return SignificandAt(exponent).CompareTo(other.SignificandAt(exponent));
    }

    /// <summary>The shortest plain decimal, without an exponent: <c>-0.05</c>, <c>1500</c>, <c>0</c>.</summary>
    public override string ToString()
    {
        string fraction = FractionDigits;
        return (Sign < 0 ? "-" : string.Empty) + WholeDigits + (fraction.Length == 0 ? string.Empty : "." + fraction);
    }

    private BigInteger SignificandAt(int exponent) =>
        exponent == Exponent ? Significand : Significand * BigInteger.Pow(10, Exponent - exponent);
}
