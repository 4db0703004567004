// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.Frontends.JsonSchema;
using FsCheck;
using FsCheck.Fluent;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

/// <summary>A decimal for laws: few different digits and small exponents, so that values and bounds often meet.</summary>
public sealed class AnyDecimal
{
    internal AnyDecimal(JsonDecimal value) => Value = value;

    internal JsonDecimal Value { get; }

    public override string ToString() => Value.ToString();
}

/// <summary>Generators of <see cref="AnyDecimal"/>.</summary>
public static class Decimals
{
    private static readonly Gen<char> Digit = Gen.Frequency(
        (6, Gen.Elements('0', '1', '9')),
        (2, Gen.Elements('2', '4', '5', '8')),
        (1, Gen.Elements('3', '6', '7')));

    public static Arbitrary<AnyDecimal> AnyDecimal()
    {
        Gen<AnyDecimal> small = OfLength(1, 4, -4, 3);
        Gen<AnyDecimal> large = OfLength(15, 25, -30, 30);
        Gen<AnyDecimal> extreme = OfLength(1, 18, -345, 330);
        return Arb.From(Gen.Frequency((8, small), (2, large), (1, extreme)), Shrink);
    }

    private static Gen<AnyDecimal> OfLength(int minDigits, int maxDigits, int minExponent, int maxExponent) =>
        from length in Gen.Choose(minDigits, maxDigits)
        from digits in Gen.ArrayOf(Digit, length)
        from exponent in Gen.Choose(minExponent, maxExponent)
        from sign in Gen.Elements(1, -1)
        select new AnyDecimal(new JsonDecimal(sign * BigInteger.Parse(digits), exponent));

    private static IEnumerable<AnyDecimal> Shrink(AnyDecimal value)
    {
        JsonDecimal number = value.Value;
        JsonDecimal[] simpler =
        [
            JsonDecimal.Zero,
            new JsonDecimal(number.Significand / 10, number.Exponent + 1),
            new JsonDecimal(number.Significand, number.Exponent / 2),
            new JsonDecimal(BigInteger.Abs(number.Significand), number.Exponent),
        ];
        return simpler.Where(s => s != number).Select(s => new AnyDecimal(s));
    }
}
