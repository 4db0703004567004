// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

/// <summary>A set holds exactly the texts of its notation whose value is in the set.</summary>
[Properties(Arbitrary = [typeof(Decimals)], MaxTest = 500)]
public sealed class NumberRegexLaws
{
    private static readonly RegexBuilder Regexes = new();
    private static readonly NumberRegex Canonical = new(Regexes, NumberNotation.Canonical);
    private static readonly NumberRegex Any = new(Regexes, NumberNotation.Any);

    [Property]
    public bool Range_HoldsTheTextsOfTheNumbersBetweenItsBounds(AnyDecimal a, AnyDecimal b, AnyDecimal value, bool minExclusive, bool maxExclusive, int open)
    {
        (JsonDecimal? min, JsonDecimal? max) = ((open & 7) == 1 ? null : a.Value, (open & 7) == 2 ? null : b.Value);
        return Notations.All(n =>
        {
            Regex range = n.Range(min, minExclusive, max, maxExclusive);
            Regex integers = n.Range(min, minExclusive, max, maxExclusive, integer: true);
            return Each(value.Value, a.Value, b.Value).All(v => TextsOf(v).All(t =>
            {
                bool inside = NumberTexts.IsInside(v, min, minExclusive, max, maxExclusive);
                return Regexes.Accepts(range, t) == (inside && Regexes.Accepts(n.All, t))
                    && Regexes.Accepts(integers, t) == (inside && Regexes.Accepts(n.Integers, t));
            }));
        });
    }

    [Property]
    public bool Complement_HoldsTheOtherTexts(AnyDecimal a, AnyDecimal b, AnyDecimal value, bool minExclusive, bool maxExclusive)
    {
        (JsonDecimal min, JsonDecimal max) = a.Value < b.Value ? (a.Value, b.Value) : (b.Value, a.Value);
        return Notations.All(n =>
        {
            Regex outside = Regexes.Except(n.All, n.Range(min, minExclusive, max, maxExclusive));
            Regex direct = Regexes.Union(n.Range(null, false, min, !minExclusive), n.Range(max, !maxExclusive, null, false));
            Regex other = Regexes.Except(n.All, n.Constant(min));
            return Each(value.Value, min, max).All(v => TextsOf(v).All(t =>
                Regexes.Accepts(outside, t) == (Regexes.Accepts(n.All, t) && !NumberTexts.IsInside(v, min, minExclusive, max, maxExclusive))
                && (min > max || (min == max && (minExclusive || maxExclusive)) || Regexes.Accepts(direct, t) == Regexes.Accepts(outside, t))
                && Regexes.Accepts(other, t) == (Regexes.Accepts(n.All, t) && v != min)));
        });
    }

    [Property]
    public bool Constant_HoldsEveryTextOfItsValueAndNoOther(AnyDecimal a, AnyDecimal b) => Notations.All(n =>
    {
        Regex constant = n.Constant(a.Value);
        return TextsOf(a.Value).All(t => Regexes.Accepts(constant, t) == Regexes.Accepts(n.All, t))
            && TextsOf(b.Value).All(t => Regexes.Accepts(constant, t) == (a.Value == b.Value && Regexes.Accepts(n.All, t)))
            && Regexes.Accepts(constant, a.ToString());
    });

    [Property]
    public bool Integers_HoldTheTextsOfIntegers(AnyDecimal a) => Each(a.Value, a.Value.Floor(), a.Value).All(v => TextsOf(v).All(t =>
        Regexes.Accepts(Any.Integers, t) == (v.IsInteger && Regexes.Accepts(Any.All, t))
        && Regexes.Accepts(Any.NonIntegers, t) == (!v.IsInteger && Regexes.Accepts(Any.All, t))
        && Regexes.Accepts(Canonical.Integers, t) == (v.IsInteger && !t.AsSpan().ContainsAny(".eE"))
        && Regexes.Accepts(Canonical.NonIntegers, t) == (!v.IsInteger && !t.AsSpan().ContainsAny("eE"))));

    [Property]
    public bool MultipleOf_AgreesWithTheRemainder(AnyDecimal value, int divisor, int scale, bool integer)
    {
        var by = new JsonDecimal(1 + Math.Abs(divisor % 2500), scale % 4);
        JsonDecimal multiple = new(value.Value.Significand * by.Significand, Math.Clamp(value.Value.Exponent, -20, 20) + by.Exponent);
        return Notations.All(n =>
        {
            (Regex multiples, Regex others) = (n.MultipleOf(by, integer), n.NotMultipleOf(by, integer));
            return new[] { value.Value, value.Value.Floor(), multiple, multiple.Floor() }.All(v => TextsOf(v).All(t =>
            {
                bool hasText = Regexes.Accepts(integer ? n.Integers : n.All, t)
                    && (!t.AsSpan().ContainsAny("eE") || (n == Any && (by.Significand.IsOne || (integer && JsonDecimal.One.IsMultipleOf(by)))));
                return Regexes.Accepts(multiples, t) == (hasText && v.IsMultipleOf(by))
                    && Regexes.Accepts(others, t) == (hasText && !v.IsMultipleOf(by));
            }));
        });
    }

    [Property]
    public bool MultiplesInARange_AreEmptyExactlyWhenThereIsNone(int low, int width, int divisor, int scale)
    {
        var min = new JsonDecimal(low % 1000, -2);
        var max = new JsonDecimal((low % 1000) + Math.Abs(width % 300), -2);
        var by = new JsonDecimal(1 + Math.Abs(divisor % 400), -Math.Abs(scale % 3));

        // Everything in hundredths: the least multiple that is not below the lower bound.
        int step = (int)(by.Significand * BigInteger.Pow(10, by.Exponent + 2));
        bool isEmpty = new JsonDecimal((int)Math.Ceiling(low % 1000 / (double)step) * step, -2) > max;
        Regex set = Regexes.Intersect(Canonical.Range(min, false, max, false), Canonical.MultipleOf(by));
        return Regexes.IsEmpty(set) == isEmpty && (Regexes.MinLength(set) == Lengths.Infinite) == isEmpty;
    }

    [Property]
    public bool MinLength_IsThatOfTheShortestText(AnyDecimal a, AnyDecimal b)
    {
        Regex range = Canonical.Range(a.Value, false, b.Value, false);
        return range == Regexes.Nothing
            ? a.Value > b.Value && Regexes.MinLength(range) == Lengths.Infinite
            : ShortestText(range) is { } text && text.Length == Regexes.MinLength(range) && NumberTexts.IsInside(JsonDecimal.Parse(text), a.Value, false, b.Value, false);
    }

    [Property(MaxTest = 1000)]
    public bool DoubleAsSerialisersWriteIt_IsANumber(long bits)
    {
        // Any bit pattern is a double: this reaches every magnitude, which random doubles do not.
        double value = BitConverter.Int64BitsToDouble(bits * -7046029254386353131L);
        return !double.IsFinite(value) || IsAccepted(value);
    }

    [Fact]
    public void DoubleAtALimit_AsSerialisersWriteIt_IsANumber() => Assert.All(
        [0.0, -0.0, 1, -1, 0.1, 1e-5, 1e-4, 1e15, 1e16, 1e17, 1e20, 1e21, 1e22, 123456789.125, 1e-6, 1e-7,
         double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 9.88e-324, 1e308, 9007199254740993],
        value => Assert.True(IsAccepted(value), value.ToString("R", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(1e-5, "1e-05", "0.00001", "1E-05")]
    [InlineData(1e16, "1e+16", "10000000000000000", "10000000000000000")]
    [InlineData(1e21, "1e+21", "1e+21", "1E+21")]
    [InlineData(5.0, "5.0", "5", "5")]
    [InlineData(1e-7, "1e-07", "1e-7", "1E-07")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308", "1.7976931348623157e+308", "1.7976931348623157E+308")]
    [InlineData(double.Epsilon, "5e-324", "5e-324", "5E-324")]
    public void SerialisersOfTheLaw_WriteWhatTheRealOnesDo(double value, string python, string javaScript, string dotnet)
    {
        Assert.Equal(python, NumberTexts.Python(value));
        Assert.Equal(javaScript, NumberTexts.JavaScript(value));
        Assert.Equal(dotnet, JsonSerializer.Serialize(value));
    }

    private static NumberRegex[] Notations => [Canonical, Any];

    private static bool IsAccepted(double value)
    {
        string[] texts = [NumberTexts.Python(value), NumberTexts.JavaScript(value), JsonSerializer.Serialize(value)];
        JsonDecimal exact = JsonDecimal.Parse(texts[2]);
        return Notations.All(n =>
        {
            (Regex from, Regex to, Regex above) = (n.Range(exact, false, null, false), n.Range(null, false, exact, false), n.Range(exact, true, null, false));
            return texts.All(t => Regexes.Accepts(n.All, t)
                && Regexes.Accepts(from, t)
                && Regexes.Accepts(to, t)
                && !Regexes.Accepts(above, t)
                && Regexes.Accepts(n.Range(JsonDecimal.Zero, false, null, false), t) == (value >= 0));
        });
    }

    /// <summary>Random values rarely meet a bound, so the bounds themselves and their neighbours are always tried too.</summary>
    private static IEnumerable<JsonDecimal> Each(JsonDecimal value, params JsonDecimal[] bounds) =>
        [value, .. bounds, .. bounds.SelectMany(b => new[] { Nudged(b, 1), Nudged(b, -1), -b, b.Floor(), b.Ceiling() })];

    private static JsonDecimal Nudged(JsonDecimal value, int step) => new((value.Significand * 10) + step, value.Exponent - 1);

    private static IEnumerable<string> TextsOf(JsonDecimal value) => NumberTexts.Plain(value).Concat(NumberTexts.Scientific(value));

    private static string? ShortestText(Regex regex)
    {
        var seen = new HashSet<Regex> { regex };
        var queue = new Queue<(Regex, string)>([(regex, string.Empty)]);
        while (queue.TryDequeue(out (Regex Node, string Text) next))
        {
            if (next.Node.IsNullable)
            {
                return next.Text;
            }

            foreach (char c in "-.0123456789eE+")
            {
                Regex derivative = Regexes.Derivative(next.Node, (byte)c);
                if (derivative != Regexes.Nothing && seen.Add(derivative))
                {
                    queue.Enqueue((derivative, next.Text + c));
                }
            }
        }

        return null;
    }
}
