// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;
using Constrain.Frontends.JsonSchema;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

[Properties(Arbitrary = [typeof(Decimals)], MaxTest = 1000)]
public sealed class JsonDecimalLaws
{
    [Property]
    public bool PrintThenParse_IsTheSameValue(AnyDecimal a) => JsonDecimal.Parse(a.ToString()) == a.Value;

    [Property]
    public bool EveryTextOfAValue_ParsesToIt(AnyDecimal a) =>
        NumberTexts.Plain(a.Value).Concat(NumberTexts.Scientific(a.Value)).All(t => JsonDecimal.Parse(t) == a.Value);

    [Property]
    public bool Comparison_IsThatOfCrossMultipliedFractions(AnyDecimal a, AnyDecimal b) =>
        Math.Sign(a.Value.CompareTo(b.Value)) == Scaled(a.Value).CompareTo(Scaled(b.Value));

    [Property]
    public bool Equality_IsThatOfValues(AnyDecimal a, AnyDecimal b) =>
        (a.Value == b.Value) == (Scaled(a.Value) == Scaled(b.Value))
        && (a.Value != b.Value || a.Value.GetHashCode() == b.Value.GetHashCode());

    [Property]
    public bool Remainder_IsThatOfScaledIntegers(AnyDecimal a, AnyDecimal b) =>
        b.Value.Sign == 0 || Scaled(a.Value.Remainder(b.Value)) == BigInteger.Remainder(Scaled(a.Value), Scaled(b.Value));

    [Property]
    public bool SystemDecimal_Agrees(decimal a, decimal b)
    {
        JsonDecimal x = JsonDecimal.Parse(a.ToString(CultureInfo.InvariantCulture));
        JsonDecimal y = JsonDecimal.Parse(b.ToString(CultureInfo.InvariantCulture));
        return Math.Sign(x.CompareTo(y)) == Math.Sign(a.CompareTo(b))
            && x.IsInteger == (decimal.Truncate(a) == a)
            && x.Floor() == JsonDecimal.Parse(decimal.Floor(a).ToString(CultureInfo.InvariantCulture))
            && decimal.Parse(x.ToString(), CultureInfo.InvariantCulture) == a;
    }

    /// <summary>The value times 10^400, an integer for every generated value.</summary>
    private static BigInteger Scaled(JsonDecimal value) => value.Significand * BigInteger.Pow(10, value.Exponent + 400);
}
