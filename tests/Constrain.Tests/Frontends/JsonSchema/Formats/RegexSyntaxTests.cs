// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Constrain.Frontends.JsonSchema;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The format <c>regex</c> against another engine's verdicts.</summary>
public sealed class RegexSyntaxTests
{
    private static readonly Constraint Checking = Of(JsonSchemaOptions.ForChecking);
    private static readonly Constraint Writing = Of(new JsonSchemaOptions());

    [Fact]
    public void Verdicts_AreThoseOfNode()
    {
        int regexes = 0;
        foreach (string line in File.ReadLines(CaseFile()))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string text = document.RootElement.GetProperty("text").GetString()!;
            bool isRegex = document.RootElement.GetProperty("isRegex").GetBoolean();
            regexes += isRegex ? 1 : 0;
            Assert.True(Accepts(Checking, text) == isRegex, text);
            Assert.True(isRegex || !Accepts(Writing, text), text);
        }

        Assert.InRange(regexes, 500, 1000);
    }

    [Theory]
    [InlineData(@"^[a-z]+(?:\.\d{1,3})*$")]
    [InlineData(@"(a|b)\1")]
    [InlineData(@"(?=x)(?!y)\bz\u0041\x41")]
    [InlineData("[é\U0001F600-]*?")]
    public void Regex_ThatEveryEngineReads_IsWritten(string text) => Assert.True(Accepts(Writing, text) && Accepts(Checking, text));

    [Theory]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData(@"\p{Script=Greek}")]
    [InlineData(@"\k<n>(?<n>a)")]
    [InlineData(@"\1(a)")]
    [InlineData(@"[а-я]")]
    [InlineData(@"[\uD83D\uDE00-\u{1F64F}]")]
    [InlineData(@"[\uD800-\uDBFF][\uDC00-\uDFFF]")]
    [InlineData("a{0007,08}")]
    public void Regex_OfThisLanguageAlone_IsOnlyAccepted(string text)
    {
        Assert.True(Accepts(Checking, text));
        Assert.False(Accepts(Writing, text));
    }

    [Theory]
    [InlineData(@"\2(a)")]
    [InlineData(@"(?<n>a)(?<n>b)")]
    [InlineData(@"[я-а]")]
    [InlineData(@"[\u{1F64F}-\uD83D\uDE00]")]
    [InlineData("(?=a)*")]
    [InlineData("a{2,1}")]
    [InlineData("a**")]
    [InlineData("]")]
    public void Text_ThatIsNoRegex_IsRejected(string text) => Assert.False(Accepts(Checking, text) || Accepts(Writing, text));

    private static Constraint Of(JsonSchemaOptions options) => Constraint.FromJsonSchema("""{"type":"string","format":"regex"}""", options);

    private static bool Accepts(Constraint constraint, string text) =>
        constraint.Check('"' + Encoding.UTF8.GetString(JsonStringEncoding.Canonical(text)) + '"').IsAccepted;

    private static string CaseFile([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "regex-syntax-cases.jsonl");
}
