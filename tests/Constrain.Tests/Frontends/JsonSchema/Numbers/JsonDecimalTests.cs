// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

public sealed class JsonDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("-0.0e-5", "0")]
    [InlineData("0e99999999999999999999", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("1E+2", "100")]
    [InlineData("1e-2", "0.01")]
    [InlineData("0.5e3", "500")]
    [InlineData("123.456e1", "1234.56")]
    [InlineData("123.456e-5", "0.00123456")]
    [InlineData("1e0000000000000000000000000003", "1000")]
    [InlineData("0.00000000000000000000000000000000001", "0.00000000000000000000000000000000001")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void Parse_ValidText_PrintsCanonically(string text, string canonical) =>
        Assert.Equal(canonical, JsonDecimal.Parse(text).ToString());

    [Fact]
    public void Parse_ExponentBeyondDoubles_IsExact()
    {
        JsonDecimal value = JsonDecimal.Parse("1e400");
        Assert.Equal("1" + new string('0', 400), value.ToString());
        Assert.True(value > JsonDecimal.Parse("9.99e399"));
        Assert.Equal("0." + new string('0', 399) + "1", JsonDecimal.Parse("1e-400").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("-00")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5.0")]
    [InlineData("1 ")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("1٣")]
    public void Parse_NotJson_IsSyntaxError(string text) =>
        Assert.Equal(GrammarError.Syntax, Assert.Throws<GrammarException>(() => JsonDecimal.Parse(text)).Error);

    [Theory]
    [InlineData("1e1001")]
    [InlineData("1e-1001")]
    [InlineData("-1e99999999999999999999999999999999999999")]
    [InlineData("1e-99999999999999999999999999999999999999")]
    [InlineData("10e1000")]
    public void Parse_BeyondMagnitude_IsLimitExceeded(string text)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => JsonDecimal.Parse(text, SourceLocation.AtPointer("/minimum")));
        Assert.Equal(GrammarError.LimitExceeded, error.Error);
        Assert.Equal("/minimum", error.Location?.Pointer);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void Parse_TooManyDigits_IsLimitExceeded()
    {
        string limit = new('7', JsonDecimal.MaxDigits);
        Assert.Equal(limit, JsonDecimal.Parse(limit).ToString());
        GrammarException error = Assert.Throws<GrammarException>(() => JsonDecimal.Parse("0." + limit + "7"));
        Assert.Equal(GrammarError.LimitExceeded, error.Error);
        Assert.True(error.Message.Length < 200, "a long number is not quoted whole");
    }

    [Fact]
    public void Parse_ManyZerosAroundTheDigits_DoNotCount()
    {
        string zeros = new('0', 5_000_000);
        Assert.Equal("7.5", JsonDecimal.Parse("7.5" + zeros).ToString());
        Assert.Equal("7.5", JsonDecimal.Parse("0." + zeros + "75e5000001").ToString());
        Assert.Equal("7.5", JsonDecimal.Parse("75" + zeros + "e-5000001").ToString());
        Assert.Equal(GrammarError.LimitExceeded, Assert.Throws<GrammarException>(() => JsonDecimal.Parse("75" + zeros)).Error);
    }

    [Theory]
    [InlineData("5", true)]
    [InlineData("5.0", true)]
    [InlineData("5e0", true)]
    [InlineData("0.5e1", true)]
    [InlineData("0.5", false)]
    [InlineData("5e-1", false)]
    [InlineData("-0.0", true)]
    public void IsInteger_IsOfTheValue(string text, bool expected) => Assert.Equal(expected, JsonDecimal.Parse(text).IsInteger);

    [Theory]
    [InlineData("1.5", "1", "2")]
    [InlineData("-1.5", "-2", "-1")]
    [InlineData("-0.001", "-1", "0")]
    [InlineData("7", "7", "7")]
    [InlineData("1e30", "1e30", "1e30")]
    public void FloorAndCeiling_AreTheIntegersAround(string text, string floor, string ceiling)
    {
        Assert.Equal(JsonDecimal.Parse(floor), JsonDecimal.Parse(text).Floor());
        Assert.Equal(JsonDecimal.Parse(ceiling), JsonDecimal.Parse(text).Ceiling());
    }

    [Theory]
    [InlineData("0.0075", "0.0001", true)]
    [InlineData("0.00751", "0.0001", false)]
    [InlineData("0.3", "0.1", true)]
    [InlineData("1e308", "0.5", true)]
    [InlineData("1e308", "0.123456789", false)]
    [InlineData("-4.5", "1.5", true)]
    [InlineData("0", "7", true)]
    public void IsMultipleOf_IsExact(string value, string divisor, bool expected) =>
        Assert.Equal(expected, JsonDecimal.Parse(value).IsMultipleOf(JsonDecimal.Parse(divisor)));
}
