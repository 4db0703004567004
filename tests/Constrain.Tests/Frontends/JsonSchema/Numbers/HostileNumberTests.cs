// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

/// <summary>Bounds and divisors at the limits: small regexes, or an error that says what to do.</summary>
public sealed class HostileNumberTests
{
    private readonly RegexBuilder _regexes = new();

    [Theory]
    [InlineData("12345678901234567890", "98765432109876543210", true, 65)]
    [InlineData("12345678901234567890", "98765432109876543210", false, 150)]
    [InlineData("0.12345678901234567890", "9876543210.987654321", false, 200)]
    [InlineData("0", null, true, 6)]
    [InlineData("1", "1e308", true, 625)]
    [InlineData("1", "1e308", false, 700)]
    [InlineData("-1e1000", "1e1000", true, 2010)]
    [InlineData("1e-1000", "1e1000", false, 3150)]
    public void Range_HasAFewStatesForEachDigitOfItsBounds(string min, string? max, bool integer, int limit)
    {
        Regex range = Of(NumberNotation.Canonical).Range(
            JsonDecimal.Parse(min), false, max is null ? null : JsonDecimal.Parse(max), false, integer);
        Assert.InRange(CountStates(range), 2, limit);
    }

    [Fact]
    public void Range_OfLongBounds_IsExact()
    {
        string digits = string.Concat(Enumerable.Repeat("1234567890", 99));
        (JsonDecimal min, JsonDecimal max) = (JsonDecimal.Parse(digits + "5"), JsonDecimal.Parse(digits + "7.5"));
        foreach (NumberNotation notation in new NumberNotation[] { NumberNotation.Canonical, NumberNotation.Any })
        {
            Regex range = Of(notation).Range(min, true, max, false);
            Assert.False(_regexes.Accepts(range, digits + "5"));
            Assert.True(_regexes.Accepts(range, digits + "5.0000000000000000000000000001"));
            Assert.True(_regexes.Accepts(range, digits + "7.50"));
            Assert.False(_regexes.Accepts(range, digits + "7.51"));
            Assert.Equal(digits.Length + 1, _regexes.MinLength(range));
        }
    }

    [Theory]
    [InlineData("7", 19)]
    [InlineData("10", 7)]
    [InlineData("1000", 9)]
    [InlineData("1024", 164)]
    [InlineData("86400", 146)]
    [InlineData("1e64", 80)]
    [InlineData("0.01", 8)]
    [InlineData("0.25", 40)]
    [InlineData("1e-64", 80)]
    public void MultipleOf_HasFewStates(string divisor, int limit) =>
        Assert.InRange(CountStates(Of(NumberNotation.Canonical).MultipleOf(JsonDecimal.Parse(divisor))), 2, limit);

    [Theory]
    [InlineData("1e64", 65)]
    [InlineData("1e-64", 1)]
    [InlineData("19997", 5)]
    [InlineData("0.0009765625", 1)]
    [InlineData("16384", 5)]
    [InlineData("1.999", 4)]
    public void MultipleOf_ALargeDivisorInARange_IsDecided(string divisor, long shortest)
    {
        NumberRegex numbers = Of(NumberNotation.Canonical);
        JsonDecimal number = JsonDecimal.Parse(divisor);
        Regex multiples = numbers.MultipleOf(number);
        Assert.True(_regexes.IsEmpty(_regexes.Intersect(multiples, numbers.Range(JsonDecimal.Zero, true, number, true))));
        Assert.True(_regexes.IsEmpty(_regexes.Intersect(multiples, numbers.Range(-number, true, JsonDecimal.Zero, true))));
        var twice = new JsonDecimal(number.Significand * 2, number.Exponent);
        Assert.Equal(number.ToString().Length, _regexes.MinLength(_regexes.Intersect(multiples, numbers.Range(number, false, twice, true))));
        Assert.Equal(shortest, _regexes.MinLength(_regexes.Intersect(multiples, numbers.Range(number, false, null, false))));
    }

    [Theory]
    [InlineData("20011")]
    [InlineData("123456789")]
    [InlineData("0.123456789")]
    [InlineData("3.14159265358979")]
    [InlineData("1e65")]
    [InlineData("1e-65")]
    [InlineData("1e1000")]
    [InlineData("1e-1000")]
    public void MultipleOf_TooManyRemainders_IsLimitExceeded(string divisor)
    {
        GrammarException error = Assert.Throws<GrammarException>(
            () => Of(NumberNotation.Canonical).MultipleOf(JsonDecimal.Parse(divisor), location: SourceLocation.AtPointer("/multipleOf")));
        Assert.Equal(GrammarError.LimitExceeded, error.Error);
        Assert.Equal("multipleOf", error.Construct);
        Assert.Equal("/multipleOf", error.Location?.Pointer);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void MultipleOf_OfManyDivisors_IsTheirConjunction()
    {
        NumberRegex numbers = Of(NumberNotation.Canonical);
        Regex set = numbers.Range(JsonDecimal.One, false, null, false, integer: true);
        foreach (string divisor in new[] { "4", "6", "10", "7", "0.5" })
        {
            set = _regexes.Intersect(set, numbers.MultipleOf(JsonDecimal.Parse(divisor), integer: true));
        }

        Assert.Equal("420".Length, _regexes.MinLength(set));
        Assert.True(_regexes.Accepts(set, "420"));
        Assert.False(_regexes.Accepts(set, "210"));
    }

    private int CountStates(Regex regex)
    {
        var seen = new HashSet<Regex> { regex };
        var queue = new Queue<Regex>(seen);
        while (queue.TryDequeue(out Regex? node))
        {
            foreach (char c in "-.0123456789eE+")
            {
                Regex next = _regexes.Derivative(node, (byte)c);
                if (next != _regexes.Nothing && seen.Add(next))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return seen.Count;
    }

    private NumberRegex Of(NumberNotation notation) => new(_regexes, notation);
}
