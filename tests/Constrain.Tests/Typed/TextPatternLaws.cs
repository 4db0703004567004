// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Constrain.Frontends.Patterns;
using Constrain.Regexes;
using Constrain.Typed;
using FsCheck.Xunit;
using CompiledRegex = Constrain.Regexes.Regex;
using Regex = System.Text.RegularExpressions.Regex;

namespace Constrain.Tests.Typed;

/// <summary>The regexes of scalars, against .NET's readers and .NET's regexes.</summary>
public sealed class TextPatternLaws
{
    /// <summary>Every pattern that a type schema can hold.</summary>
    public static TheoryData<string> Patterns => [.. ScalarSchema.All.Values
        .SelectMany(scalar => new[] { (string?)scalar.ToJson()["pattern"], scalar.KeyPattern() })
        .Concat([TextPatterns.Email, TextPatterns.Url, TextPatterns.NotBlank])
        .OfType<string>().Where(pattern => pattern.Length > 0).Distinct()];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Pattern_IsCompiledByTheFrontEnd_AndMeansWhatItMeansToDotNet(string pattern)
    {
        RegexBuilder builder = new();
        CompiledRegex compiled = RegexFrontend.Search(pattern, RegexDialect.Ecma262, new Utf8CharEncoding(builder));
        Regex judge = new(pattern.EndsWith('$') ? pattern[..^1] + "\\z" : pattern);
        Random random = new(1);
        for (int i = 0; i < 300; i++)
        {
            string text = PatternSampler.Sample(pattern, random);
            Assert.True(Accepts(builder, compiled, text), text);
            int place = random.Next(text.Length + 1);
            string changed = random.Next(2) == 0 || place == text.Length
                ? text.Insert(place, $"{(char)random.Next(' ', '~')}")
                : text.Remove(place, 1);
            Assert.True(judge.IsMatch(changed) == Accepts(builder, compiled, changed), changed);
        }
    }

    [Theory]
    [InlineData("0", "9")]
    [InlineData("0", "10")]
    [InlineData("-10", "9")]
    [InlineData("-128", "127")]
    [InlineData("0", "1009")]
    public void IntegerPattern_AcceptsExactlyTheIntegersOfTheRange(string minimum, string maximum)
    {
        Regex pattern = new(TextPatterns.Integer(minimum, maximum));
        (int least, int most) = (int.Parse(minimum, CultureInfo.InvariantCulture), int.Parse(maximum, CultureInfo.InvariantCulture));
        for (int number = -2000; number <= 2000; number++)
            Assert.Equal(number >= least && number <= most, pattern.IsMatch($"{number}"));
        Assert.All(["-0", "00", "01", "", "+1"], text => Assert.DoesNotMatch(pattern, text));
    }

    [Property(MaxTest = 500)]
    public void IntegerPattern_OfALargeRange_AgreesWithComparison(BigInteger number)
    {
        BigInteger near = (BigInteger)ulong.MaxValue + (number % 3000);
        Assert.Equal(near <= ulong.MaxValue, Regex.IsMatch($"{near}", TextPatterns.Integer("0", $"{ulong.MaxValue}")));
    }

    [Theory]
    [InlineData("a|b", "^(?:a|b)$")]
    [InlineData("^a|b$", "^(?:^a|b$)$")]
    [InlineData("^ab$", "^ab$")]
    [InlineData("^ab\\$", "^(?:^ab\\$)$")]
    public void Whole_AnchorsWhatIsNotAnchored(string pattern, string expected) => Assert.Equal(expected, TextPatterns.Whole(pattern));

    [Fact]
    public void UrisAndEmails_AreWhatDotNetTakesForThem()
    {
        Random random = new(1);
        for (int i = 0; i < 5_000; i++)
        {
            string uri = PatternSampler.Sample(TextPatterns.Uri, random);
            Assert.True(Uri.TryCreate(uri, UriKind.Absolute, out _), uri);
            string url = PatternSampler.Sample(TextPatterns.Url, random);
            Assert.True(new UrlAttribute().IsValid(url) && Uri.TryCreate(url, UriKind.Absolute, out _), url);
            string email = PatternSampler.Sample(TextPatterns.Email, random);
            Assert.True(new EmailAddressAttribute().IsValid(email), email);
        }
    }

    [Theory]
    [InlineData(typeof(TimeSpan))]
    [InlineData(typeof(DateTime))]
    [InlineData(typeof(DateTimeOffset))]
    [InlineData(typeof(DateOnly))]
    [InlineData(typeof(TimeOnly))]
    [InlineData(typeof(Guid))]
    [InlineData(typeof(char))]
    [InlineData(typeof(Uri))]
    [InlineData(typeof(byte[]))]
    public void Text_ThatMatches_IsRead(Type type)
    {
        string pattern = (string)ScalarSchema.All[type].ToJson()["pattern"]!;
        Random random = new(1);
        for (int i = 0; i < 5_000; i++)
            Assert.NotNull(JsonSerializer.Deserialize(JsonSerializer.Serialize(PatternSampler.Sample(pattern, random)), type));
    }

    private static bool Accepts(RegexBuilder builder, CompiledRegex regex, string text)
    {
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
            regex = builder.Derivative(regex, letter);
        return regex.IsNullable;
    }
}
