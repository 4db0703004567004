// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>Every keyword of every draft is told as what it is there.</summary>
public sealed class KeywordReportTests
{
    /// <summary>A value for each keyword, and what it needs beside it to say something.</summary>
    private static readonly Dictionary<Keyword, string> Members = new()
    {
        [Keyword.Type] = "\"type\":\"object\"",
        [Keyword.Enum] = "\"enum\":[1]",
        [Keyword.AllOf] = "\"allOf\":[{}]",
        [Keyword.AnyOf] = "\"anyOf\":[{}]",
        [Keyword.OneOf] = "\"oneOf\":[{}]",
        [Keyword.Then] = "\"if\":{},\"then\":{}",
        [Keyword.Else] = "\"if\":{},\"else\":{}",
        [Keyword.Ref] = "\"$ref\":\"#/properties/a\",\"properties\":{\"a\":{}}",
        [Keyword.DynamicRef] = "\"$dynamicRef\":\"#/properties/a\",\"properties\":{\"a\":{}}",
        [Keyword.RecursiveRef] = "\"properties\":{\"a\":{\"$recursiveRef\":\"#\"}}",
        [Keyword.MultipleOf] = "\"multipleOf\":2",
        [Keyword.Pattern] = "\"pattern\":\"a\"",
        [Keyword.Format] = "\"format\":\"date\"",
        [Keyword.PrefixItems] = "\"prefixItems\":[{}]",
        [Keyword.AdditionalItems] = "\"items\":[{}],\"additionalItems\":{}",
        [Keyword.UniqueItems] = "\"uniqueItems\":true",
        [Keyword.MinContains] = "\"contains\":{},\"minContains\":1",
        [Keyword.MaxContains] = "\"contains\":{},\"maxContains\":1",
        [Keyword.Required] = "\"required\":[\"a\"]",
        [Keyword.DependentRequired] = "\"dependentRequired\":{\"a\":[\"b\"]}",
        [Keyword.Nullable] = "\"type\":\"null\",\"nullable\":true",
    };

    public static TheoryData<string, SchemaDialect> All()
    {
        var all = new TheoryData<string, SchemaDialect>();
        foreach (Keyword keyword in Enum.GetValues<Keyword>().Where(k => k != Keyword.Unknown && Keywords.NameOf(k) is not ("$schema" or "$id" or "id" or "$vocabulary")))
        {
            foreach (SchemaDialect dialect in Enum.GetValues<SchemaDialect>())
            {
                all.Add(Keywords.NameOf(keyword), dialect);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Keyword_IsToldAsWhatItIsInTheDraft(string name, SchemaDialect dialect)
    {
        Keyword keyword = Keywords.Find(name);
        KeywordStatus status = Dialect.Of(dialect).StatusOf(keyword);
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema("{" + MemberOf(keyword, dialect) + "}", new JsonSchemaOptions { Dialect = dialect });
        Assert.Equal(status, Assert.Single(uses, u => u.Keyword == name).Status);
        Assert.NotEqual(KeywordStatus.Refused, status);
    }

    [Theory]
    [InlineData("""{"then":{"type":"null"}}""", SchemaDialect.Draft202012, "then")]
    [InlineData("""{"else":{"type":"null"}}""", SchemaDialect.Draft7, "else")]
    [InlineData("""{"minContains":1}""", SchemaDialect.Draft201909, "minContains")]
    [InlineData("""{"maxContains":1}""", SchemaDialect.Draft202012, "maxContains")]
    [InlineData("""{"items":{},"additionalItems":false}""", SchemaDialect.Draft7, "additionalItems")]
    [InlineData("""{"additionalItems":false}""", SchemaDialect.Draft201909, "additionalItems")]
    [InlineData("""{"exclusiveMinimum":true}""", SchemaDialect.Draft4, "exclusiveMinimum")]
    [InlineData("""{"minimum":1,"exclusiveMaximum":true}""", SchemaDialect.Draft4, "exclusiveMaximum")]
    [InlineData("""{"definitions":{"a":{}},"$ref":"#/definitions/a","minimum":1}""", SchemaDialect.Draft7, "minimum")]
    public void Keyword_ThatSaysNothingWhereItStands_IsARemarkWithItsReason(string schema, SchemaDialect dialect, string keyword)
    {
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema(schema, new JsonSchemaOptions { Dialect = dialect });
        KeywordUse use = Assert.Single(uses, u => u.Keyword == keyword);
        Assert.Equal(KeywordStatus.Annotation, use.Status);
        Assert.NotNull(use.Reason);
        Assert.True(Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Dialect = dialect, Whitespace = JsonWhitespace.Any }).Check("[0]").IsAccepted);
    }

    [Fact]
    public void Reference_BesideItsSiblings_CountsWithThemSince2019() =>
        Assert.All(
            Constraint.InspectJsonSchema("""{"$ref":"#/$defs/a","minimum":1,"$defs":{"a":{"type":"integer"}}}""").Where(u => u.Keyword != "$defs"),
            u => Assert.Equal(KeywordStatus.Enforced, u.Status));

    [Fact]
    public void Format_IsARemark_WhereTheOptionsSaySo()
    {
        KeywordUse known = Constraint.InspectJsonSchema("""{"format":"date"}""", new JsonSchemaOptions { Formats = FormatHandling.Annotate })[0];
        KeywordUse unknown = Constraint.InspectJsonSchema("""{"format":"color"}""", new JsonSchemaOptions { UnknownFormats = UnknownFormats.Ignore })[0];
        Assert.Equal((KeywordStatus.Annotation, KeywordStatus.Annotation), (known.Status, unknown.Status));
        Assert.NotNull(known.Reason);
        Assert.Contains("color", unknown.Reason, StringComparison.Ordinal);
    }

    private static string MemberOf(Keyword keyword, SchemaDialect dialect)
    {
        string name = Keywords.NameOf(keyword);
        if (keyword == Keyword.AdditionalItems && dialect == SchemaDialect.Draft202012)
        {
            // There items are no list any more, nor is this a keyword.
            return "\"additionalItems\":{}";
        }

        bool isDraft4 = dialect is SchemaDialect.Draft4 or SchemaDialect.OpenApi30;
        return isDraft4 && keyword is (Keyword.ExclusiveMinimum or Keyword.ExclusiveMaximum)
            ? $"\"minimum\":1,\"maximum\":2,\"{name}\":true"
            : Members.TryGetValue(keyword, out string? member) ? member
            : name.StartsWith("min", StringComparison.Ordinal) || name.StartsWith("max", StringComparison.Ordinal) || name.StartsWith("exclusive", StringComparison.Ordinal) ? $"\"{name}\":1"
            : $"\"{name}\":{{}}";
    }
}
