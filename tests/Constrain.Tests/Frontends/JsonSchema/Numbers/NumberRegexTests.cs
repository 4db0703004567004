// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

/// <summary>Which texts each notation has, and small scopes in full.</summary>
public sealed class NumberRegexTests
{
    private static readonly string[] Mantissas =
        ["1", "1.7976931348623157", "1.7976931348623158", "2", "2.99", "3", "4.9406564584124654", "9.999999999999999999"];

    private static readonly NumberNotation[] Notations = [NumberNotation.Canonical, NumberNotation.Any];

    private static readonly bool[] Both = [false, true];

    private readonly RegexBuilder _regexes = new();

    [Theory]
    [InlineData("0", true, true)]
    [InlineData("-0", true, true)]
    [InlineData("7", true, true)]
    [InlineData("-120", true, true)]
    [InlineData("123456789012345678901234567890", true, true)]
    [InlineData("1.5", false, false)]
    [InlineData("1.0", false, true)]
    [InlineData("-0.00", false, true)]
    [InlineData("1e3", false, true)]
    [InlineData("1.5e3", false, true)]
    [InlineData("1.50e1", false, true)]
    [InlineData("1.5E+016", false, true)]
    [InlineData("1.55e1", false, false)]
    [InlineData("1e-1", false, false)]
    [InlineData("1e-0", false, true)]
    [InlineData("0e-5", false, true)]
    [InlineData("10e0", false, false)]
    [InlineData("01", false, false)]
    [InlineData("+1", false, false)]
    [InlineData("1.", false, false)]
    [InlineData("", false, false)]
    [InlineData("-", false, false)]
    public void Integers_HaveTheTextsOfTheirNotation(string text, bool canonical, bool any)
    {
        Assert.Equal(canonical, _regexes.Accepts(Of(NumberNotation.Canonical).Integers, text));
        Assert.Equal(any, _regexes.Accepts(Of(NumberNotation.Any).Integers, text));
    }

    [Theory]
    [InlineData("0", true, true, true)]
    [InlineData("-0.0", true, true, true)]
    [InlineData("1.50", true, true, true)]
    [InlineData("1e-05", true, true, true)]
    [InlineData("1.7976931348623157e+308", true, true, true)]
    [InlineData("-1.7976931348623157E308", true, true, true)]
    [InlineData("1.79769313486231580e308", false, true, true)]
    [InlineData("1e309", false, true, true)]
    [InlineData("9.9e999", false, true, true)]
    [InlineData("5e-324", true, true, true)]
    [InlineData("4.9406564584124654e-324", true, true, true)]
    [InlineData("2e-324", false, true, true)]
    [InlineData("1e-999", false, true, true)]
    [InlineData("0e999", true, true, true)]
    [InlineData("-0.000e-05", true, true, true)]
    [InlineData("1e0000", false, false, true)]
    [InlineData("12e3", false, false, true)]
    [InlineData("0.5e3", false, false, true)]
    [InlineData("1e1000", false, false, true)]
    [InlineData("1.12345678901234567890e5", true, true, true)]
    [InlineData("1.123456789012345678901e5", false, false, true)]
    [InlineData("01.5", false, false, false)]
    [InlineData("1.e5", false, false, false)]
    [InlineData("1e", false, false, false)]
    [InlineData("1e+", false, false, false)]
    [InlineData(".5", false, false, false)]
    public void Numbers_HaveTheTextsOfTheirNotation(string text, bool canonical, bool any, bool unrestricted)
    {
        Assert.Equal(canonical, _regexes.Accepts(Of(NumberNotation.Canonical).All, text));
        Assert.Equal(canonical, _regexes.Accepts(Of(NumberNotation.Canonical).Unrestricted, text));
        Assert.Equal(any, _regexes.Accepts(Of(NumberNotation.Any).All, text));
        Assert.Equal(unrestricted, _regexes.Accepts(Of(NumberNotation.Any).Unrestricted, text));
    }

    [Fact]
    public void CanonicalScientific_IsWhatDoublesHold()
    {
        Regex all = Of(NumberNotation.Canonical).All;
        for (int exponent = -330; exponent <= 310; exponent++)
        {
            foreach (string mantissa in Mantissas)
            {
                string text = $"{mantissa}e{exponent}";
                double value = double.Parse(text, CultureInfo.InvariantCulture);
                if (_regexes.Accepts(all, text))
                {
                    Assert.True(double.IsFinite(value) && value != 0, text);
                }
                else
                {
                    Assert.True(exponent is < -323 or > 307, text);
                }
            }
        }
    }

    [Fact]
    public void IntegerRange_OfEverySmallPairOfBounds_HoldsTheIntegersInIt()
    {
        NumberRegex numbers = Of(NumberNotation.Canonical);
        string[] texts =
        [
            .. Enumerable.Range(-135, 271).Select(i => i.ToString(CultureInfo.InvariantCulture)), "-0", "1200", "-1200", "00", "-01", "1.0", "1e0",
        ];
        for (int low = -120; low <= 120; low++)
        {
            for (int high = low; high <= 120; high++)
            {
                for (int flags = 0; flags < 4; flags++)
                {
                    (int first, int last) = (low + (flags & 1), high - (flags >> 1));
                    Regex range = numbers.Range(new JsonDecimal(low, 0), (flags & 1) != 0, new JsonDecimal(high, 0), flags >> 1 != 0, integer: true);
                    Assert.Equal(first > last, range == _regexes.Nothing);
                    for (int i = 0; i < texts.Length; i++)
                    {
                        int value = i < 271 ? i - 135 : i == 271 ? 0 : int.MaxValue;
                        if (_regexes.Accepts(range, texts[i]) != (first <= value && value <= last))
                        {
                            Assert.Fail($"{texts[i]} in {low}..{high}, flags {flags}");
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Range_OfEveryShortPairOfBounds_HoldsExactlyTheTextsInIt(bool any)
    {
        NumberNotation notation = any ? NumberNotation.Any : NumberNotation.Canonical;
        NumberRegex numbers = Of(notation);
        JsonDecimal?[] bounds =
        [
            null, .. "-20 -10 -9.5 -1 -0.1 0 0.05 0.1 0.95 1 1.05 9 9.9 10 10.1 19 99 100".Split(' ').Select(t => JsonDecimal.Parse(t)),
        ];
        int accepted = 0;
        foreach (JsonDecimal? min in bounds)
        {
            foreach (JsonDecimal? max in bounds)
            {
                for (int flags = 0; flags < 8; flags++)
                {
                    (bool minExclusive, bool maxExclusive, bool integer) = ((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
                    Regex range = numbers.Range(min, minExclusive, max, maxExclusive, integer);
                    NumberTexts.Walk(_regexes, integer ? numbers.Integers : numbers.All, range, "-019.e", 4, (text, inAll, inRange) =>
                    {
                        bool expected = inAll && NumberTexts.IsInside(JsonDecimal.Parse(text), min, minExclusive, max, maxExclusive);
                        accepted += inRange ? 1 : 0;
                        if (expected != inRange)
                        {
                            Assert.Fail($"\"{text}\" in {min}..{max}, flags {flags}: {inRange}");
                        }
                    });
                }
            }
        }

        Assert.True(accepted > 50_000);
    }

    [Theory]
    [InlineData("0.1", "12", false, false)]
    [InlineData("-1.5", "0.05", true, false)]
    [InlineData("0", "1e4", true, true)]
    [InlineData("-0.001", "-1e-4", false, true)]
    public void Range_OverLongerTexts_HoldsExactlyTheTextsInIt(string min, string max, bool minExclusive, bool maxExclusive)
    {
        NumberRegex numbers = Of(NumberNotation.Canonical);
        (JsonDecimal low, JsonDecimal high) = (JsonDecimal.Parse(min), JsonDecimal.Parse(max));
        NumberTexts.Walk(_regexes, numbers.All, numbers.Range(low, minExclusive, high, maxExclusive), "-0159.eE+", 6, (text, inAll, inRange) =>
        {
            if (inRange != (inAll && NumberTexts.IsInside(JsonDecimal.Parse(text), low, minExclusive, high, maxExclusive)))
            {
                Assert.Fail($"\"{text}\" in {min}..{max}: {inRange}");
            }
        });
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("7")]
    [InlineData("10")]
    [InlineData("15")]
    [InlineData("100")]
    [InlineData("0.1")]
    [InlineData("0.25")]
    [InlineData("0.3")]
    [InlineData("1.5")]
    [InlineData("0.015625")]
    [InlineData("2.5e1")]
    public void MultipleOf_AndItsComplement_AreExactOverShortTexts(string divisor)
    {
        JsonDecimal number = JsonDecimal.Parse(divisor);
        foreach (NumberNotation notation in Notations)
        {
            NumberRegex numbers = Of(notation);
            foreach (bool integer in Both)
            {
                Regex multiples = numbers.MultipleOf(number, integer);
                Regex others = numbers.NotMultipleOf(number, integer);
                Regex all = _regexes.Union(multiples, others);
                int count = 0;
                NumberTexts.Walk(_regexes, all, multiples, "-0123456789.", 4, Check);
                NumberTexts.Walk(_regexes, all, multiples, "-01257.e", 5, Check);
                Assert.True(count > 20);

                void Check(string text, bool inAll, bool isMultiple)
                {
                    bool isOther = _regexes.Accepts(others, text);
                    count += isMultiple ? 1 : 0;
                    bool hasText = inAll || isMultiple;
                    if ((isMultiple && isOther)
                        || (hasText && isMultiple != JsonDecimal.Parse(text).IsMultipleOf(number))
                        || (hasText && integer && !JsonDecimal.Parse(text).IsInteger)
                        || hasText != _regexes.Accepts(NotationOfMultiples(numbers, notation, number, integer), text))
                    {
                        Assert.Fail($"\"{text}\" of {divisor}, {notation}, integer {integer}: {isMultiple} and {isOther}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NonIntegers_AreTheComplementOfIntegers(bool any)
    {
        NumberNotation notation = any ? NumberNotation.Any : NumberNotation.Canonical;
        NumberRegex numbers = Of(notation);
        Regex all = notation == NumberNotation.Any ? numbers.All : PlainDecimals(numbers);
        Regex integers = notation == NumberNotation.Any ? numbers.Integers : numbers.MultipleOf(JsonDecimal.One);
        Assert.True(_regexes.IsEmpty(_regexes.Intersect(numbers.NonIntegers, integers)));
        Assert.True(_regexes.IsEmpty(_regexes.Except(all, _regexes.Union(numbers.NonIntegers, integers))));
        Assert.True(_regexes.IsEmpty(_regexes.Except(_regexes.Union(numbers.NonIntegers, integers), all)));
        Assert.False(_regexes.Accepts(numbers.NonIntegers, "1.0"));
        Assert.True(_regexes.Accepts(numbers.NonIntegers, "1.05"));
    }

    [Theory]
    [InlineData("5", "5 -5 5.0 5.00 5e0 5E+00 5.0e-000 50e-1 0.5e1 5.01 4.99", "5 5.0 5.00 5e0 5E+00 5.0e-000")]
    [InlineData("0", "0 -0 0.0 -0.00 0e5 -0.0E-9 0e999 1 00", "0 -0 0.0 -0.00 0e5 -0.0E-9 0e999")]
    [InlineData("-1.50", "-1.5 -1.50 -1.5e0 -15e-1 1.5 -1.51 -1.49 -1", "-1.5 -1.50 -1.5e0")]
    [InlineData("1e3", "1000 1000.0 1e3 1.0e+03 10e2 999 1001 100 10000", "1000 1000.0 1e3 1.0e+03")]
    public void Constant_HoldsEveryTextOfItsValueInTheNotation(string value, string texts, string accepted)
    {
        foreach (NumberNotation notation in Notations)
        {
            Regex constant = Of(notation).Constant(JsonDecimal.Parse(value));
            Assert.Equal(accepted, string.Join(' ', texts.Split(' ').Where(t => _regexes.Accepts(constant, t))));
        }
    }

    [Theory]
    [InlineData(null, null, false, 1)]
    [InlineData("100", null, false, 3)]
    [InlineData("100", null, true, 3)]
    [InlineData("101", null, false, 3)]
    [InlineData(null, "-1000", false, 4)]
    [InlineData(null, "-1000", true, 5)]
    [InlineData("0.5", "0.75", false, 3)]
    [InlineData("0.0000000001", "0.0000000002", false, 5)]
    [InlineData("1e300", "1e300", false, 5)]
    [InlineData("1e300", "1e300", true, 301)]
    public void MinLength_OfARange_IsThatOfItsShortestText(string? min, string? max, bool integer, long expected)
    {
        Regex range = Of(NumberNotation.Canonical).Range(
            min is null ? null : JsonDecimal.Parse(min), false, max is null ? null : JsonDecimal.Parse(max), false, integer);
        Assert.Equal(expected, _regexes.MinLength(range));
    }

    private Regex NotationOfMultiples(NumberRegex numbers, NumberNotation notation, JsonDecimal divisor, bool integer)
    {
        bool scientific = notation == NumberNotation.Any && (divisor.Significand.IsOne || (integer && JsonDecimal.One.IsMultipleOf(divisor)));
        return (integer, scientific, notation) switch
        {
            (false, true, _) => numbers.All,
            (true, true, _) or (true, _, NumberNotation.Canonical) => numbers.Integers,
            (false, false, _) => PlainDecimals(numbers),
            _ => Plain(numbers.Integers),
        };
    }

    private Regex PlainDecimals(NumberRegex numbers) => Plain(numbers.All);

    private Regex Plain(Regex regex) => _regexes.Intersect(
        regex, _regexes.Star(_regexes.Bytes(ByteSet.OfAscii("-.0123456789"))));

    private NumberRegex Of(NumberNotation notation) => new(_regexes, notation);
}
