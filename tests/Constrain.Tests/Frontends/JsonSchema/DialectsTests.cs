// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The dialect of each resource: drafts, meta-schemas that the caller supplies, and OpenAPI 3.0.</summary>
public sealed class DialectsTests
{
    private const string Core = "https://json-schema.org/draft/2020-12/vocab/core";
    private const string Applicator = "https://json-schema.org/draft/2020-12/vocab/applicator";
    private const string Validation = "https://json-schema.org/draft/2020-12/vocab/validation";
    private const string FormatAssertion = "https://json-schema.org/draft/2020-12/vocab/format-assertion";

    [Fact]
    public void Document_IsReadInItsOwnDraft()
    {
        var documents = new Dictionary<string, string>
        {
            ["http://a/4"] = """{"$schema":"http://json-schema.org/draft-04/schema#","minimum":2,"exclusiveMinimum":true,"dependentRequired":{"a":["b"]}}""",
            ["http://a/inherits"] = """{"dependentRequired":{"a":["b"]}}""",
        };
        var options = new JsonSchemaOptions { Resolve = uri => documents.GetValueOrDefault(uri.AbsoluteUri), PropertyOrder = PropertyOrder.Any };
        Constraint four = Constraint.FromJsonSchema("""{"$schema":"https://json-schema.org/draft/2019-09/schema","$ref":"http://a/4"}""", options);
        Constraint inherits = Constraint.FromJsonSchema("""{"$schema":"https://json-schema.org/draft/2019-09/schema","$ref":"http://a/inherits"}""", options);

        Assert.False(four.Check("2").IsAccepted);
        Assert.True(four.Check("""{"a": 1}""").IsAccepted);
        Assert.False(inherits.Check("""{"a": 1}""").IsAccepted);
    }

    [Fact]
    public void EmbeddedResource_IsReadInItsOwnDraft()
    {
        Constraint constraint = Constraint.FromJsonSchema(
            """{"properties":{"a":{"$schema":"http://json-schema.org/draft-04/schema#","id":"x","minimum":2,"exclusiveMinimum":true},"b":{"$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":2}}}""");
        Assert.False(constraint.Check("""{"a": 2}""").IsAccepted);
        Assert.False(constraint.Check("""{"b": 2}""").IsAccepted);
        Assert.True(constraint.Check("""{"a": 3, "b": 3}""").IsAccepted);
    }

    [Theory]
    [InlineData("http://json-schema.org/draft-04/hyper-schema#", true)]
    [InlineData("https://json-schema.org/draft-07/schema", false)]
    public void Schema_NamesADraft(string uri, bool isFour)
    {
        Constraint constraint = Constraint.FromJsonSchema($$"""{"$schema":"{{uri}}","const":1}""");
        Assert.Equal(isFour, constraint.Check("2").IsAccepted);
    }

    [Theory]
    [InlineData("minLength", false)]
    [InlineData("maxLength", false)]
    [InlineData("const", false)]
    [InlineData("properties", true)]
    public void Vocabulary_DecidesWhichKeywordsCount(string keyword, bool counts)
    {
        string value = keyword switch
        {
            "minLength" => "9",
            "maxLength" => "0",
            "const" => "7",
            _ => """{"a":false}""",
        };
        string meta = $$$"""{"$schema":"https://json-schema.org/draft/2020-12/schema","$vocabulary":{"{{{Core}}}":true,"{{{Applicator}}}":true,"http://a/unheard-of":false}}""";
        Constraint constraint = Constraint.FromJsonSchema(
            $$"""{"$schema":"http://a/meta","{{keyword}}":{{value}}}""", new JsonSchemaOptions { Resolve = uri => uri.AbsoluteUri == "http://a/meta" ? meta : null });

        Assert.Equal(!counts, constraint.Check("""{"a": 1}""").IsAccepted);
        Assert.True(constraint.Check("\"x\"").IsAccepted);
    }

    [Theory]
    [InlineData(FormatAssertion, true)]
    [InlineData(Validation, false)]
    public void FormatVocabulary_AssertsWhateverTheOptionsSay(string vocabulary, bool asserts)
    {
        string meta = $$$"""{"$vocabulary":{"{{{Core}}}":true,"{{{vocabulary}}}":true}}""";
        Constraint constraint = Constraint.FromJsonSchema(
            """{"$schema":"http://a/meta","format":"ipv4"}""", new JsonSchemaOptions { Formats = FormatHandling.Annotate, Resolve = _ => meta });

        Assert.Equal(!asserts, constraint.Check("\"x\"").IsAccepted);
    }

    [Theory]
    [InlineData(null, "not known")]
    [InlineData("true", "its draft")]
    [InlineData("""{"$schema":"http://a/meta"}""", "its draft")]
    [InlineData("""{"$schema":"http://a/loop"}""", "not known")]
    [InlineData("""{"$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,"http://a/v":true}}""", "http://a/v")]
    [InlineData("{", "not valid JSON")]
    public void MetaSchema_ThatCannotBeHonoured_IsRefusedAtItsPlace(string? meta, string problem)
    {
        var options = new JsonSchemaOptions { Resolve = uri => uri.AbsoluteUri == "http://a/loop" ? """{"$schema":"http://a/meta"}""" : meta };
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema("""{"$schema":"http://a/meta"}""", options));
        Assert.Equal(("/$schema", "$schema"), (error.Location?.Pointer, error.Construct));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void DefinitionOfAnUnknownDialect_ThatNothingRefersTo_IsNoConcern() =>
        Assert.True(Constraint.FromJsonSchema("""{"$ref":"#n","$defs":{"a":{"$id":"a","$schema":"http://a/unknown"},"n":{"$anchor":"n"}}}""").Check("1").IsAccepted);

    [Theory]
    [InlineData("http://json-schema.org/draft-04/schema#", """{"minimum": 2, "exclusiveMinimum": true}""", """{"exclusiveMinimum": true}""")]
    [InlineData("http://json-schema.org/draft-06/schema#", """{"const": 1, "contains": {}}""", """{"enum": []}""")]
    [InlineData("http://json-schema.org/draft-07/schema#", """{"if": {"type": "object"}}""", """{"if": 1}""")]
    [InlineData("https://json-schema.org/draft/2019-09/schema", """{"$defs": {"a": {"$anchor": "b"}}}""", """{"$defs": {"a": {"$anchor": "1"}}}""")]
    [InlineData("https://json-schema.org/draft/2020-12/schema", """{"items": {"prefixItems": [true]}}""", """{"items": {"prefixItems": []}}""")]
    public void MetaSchemas_AreKnown(string uri, string valid, string invalid)
    {
        // Annotations: they ask for strings that are regexes.
        Constraint constraint = Constraint.FromJsonSchema(
            $$"""{"$ref":"{{uri}}"}""", new JsonSchemaOptions { Formats = FormatHandling.Annotate, PropertyOrder = PropertyOrder.Any });
        Assert.True(constraint.Check(valid).IsAccepted);
        Assert.False(constraint.Check(invalid).IsAccepted);
    }

    [Theory]
    // nullable adds null to the type beside it.
    [InlineData("""{"type":"string","nullable":true}""", "null", true)]
    [InlineData("""{"type":"string","nullable":false}""", "null", false)]
    [InlineData("""{"nullable":true,"type":"string"}""", "1", false)]
    // It does nothing else: enum still lists all values, and other schemas of the value still count.
    [InlineData("""{"type":"string","nullable":true,"enum":["a"]}""", "null", false)]
    [InlineData("""{"type":"string","nullable":true,"enum":["a",null]}""", "null", true)]
    [InlineData("""{"nullable":true,"allOf":[{"type":"string"}]}""", "null", false)]
    [InlineData("""{"nullable":false}""", "null", true)]
    [InlineData("""{"$ref":"#/components/schemas/A","nullable":true,"components":{"schemas":{"A":{"type":"string"}}}}""", "null", false)]
    [InlineData("""{"$ref":"#/components/schemas/A","components":{"schemas":{"A":{"type":"string","nullable":true}}}}""", "null", true)]
    [InlineData("""{"minimum":2,"exclusiveMinimum":true}""", "2", false)]
    // discriminator adds nothing.
    [InlineData("""{"oneOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}],"discriminator":{"propertyName":"t","mapping":{"x":"#/nowhere"}}}""", """{"a": 1, "t": "y"}""", true)]
    // Keywords of draft 4 that OpenAPI does not have, and of later drafts.
    [InlineData("""{"patternProperties":{"a":false}}""", """{"a": 1}""", true)]
    [InlineData("""{"type":"object","properties":{"a":true},"patternProperties":{"b":true},"additionalProperties":false}""", """{"b": 1}""", false)]
    [InlineData("""{"const":1,"if":true,"then":false}""", "2", true)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","const":1}""", "2", true)]
    public void OpenApi_IsReadByItsRules(string schema, string text, bool isAccepted)
    {
        Constraint constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Dialect = SchemaDialect.OpenApi30 });
        Assert.Equal(isAccepted, constraint.Check(text).IsAccepted);
    }

    [Fact]
    public void OpenApi_KeywordsAreTold()
    {
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema(
            """{"type":"object","nullable":true,"discriminator":{"propertyName":"t"},"example":1,"readOnly":true,"id":"x","const":1}""",
            new JsonSchemaOptions { Dialect = SchemaDialect.OpenApi30 });
        Assert.Equal(
            [KeywordStatus.Enforced, KeywordStatus.Enforced, KeywordStatus.Annotation, KeywordStatus.Annotation, KeywordStatus.Annotation, KeywordStatus.Unknown, KeywordStatus.Unknown],
            uses.Select(u => u.Status));
    }

    [Theory]
    [InlineData(SchemaDialect.OpenApi30, false)]
    [InlineData(SchemaDialect.Draft4, true)]
    public void Nullable_IsAKeywordOfOpenApiOnly(SchemaDialect dialect, bool isIgnored)
    {
        var options = new JsonSchemaOptions { Dialect = dialect };
        Assert.NotEqual(isIgnored, Constraint.FromJsonSchema("""{"type":"string","nullable":true}""", options).Check("null").IsAccepted);
        Assert.Equal(isIgnored, !(Record.Exception(() => Constraint.FromJsonSchema("""{"nullable":1}""", options)) is GrammarException));
    }
}
