// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>What is not honoured is refused with its name, its place and a way out; what is malformed likewise.</summary>
public sealed class JsonSchemaRefusalTests
{
    [Theory]
    [InlineData("""{"format":"color"}""", "format", "/format")]
    [InlineData("""{"$ref":"other.json"}""", "$ref", "/$ref")]
    [InlineData("""{"properties":{"a/b":{"\u0024ref":"http://example.com/x"}}}""", "$ref", "/properties/a~1b/$ref")]
    [InlineData("""{"$ref":"#"}""", "$ref", "")]
    [InlineData("""{"properties":{"a":{"properties":{"b":{"anyOf":[{"type":"null"},{"$ref":"#/properties/a/properties/b"}]}}}}}""", "$ref", "/properties/a/properties/b")]
    public void Unsupported_IsNamedAndPlaced(string schema, string keyword, string pointer)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema));
        Assert.Equal((GrammarError.Unsupported, keyword, pointer), (error.Error, error.Construct, error.Location?.Pointer));
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void Pattern_Unsupported_GivesThePointerAndTheOffset()
    {
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema("""{"properties":{"a":{"pattern":"x(a)\\1"}}}"""));
        Assert.Equal((GrammarError.Unsupported, "/properties/a/pattern", 4), (error.Error, error.Location?.Pointer, error.Location?.Offset));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("{\"type\":", null)]
    [InlineData("[]", "")]
    [InlineData("""{"type":"strin"}""", "/type")]
    [InlineData("""{"properties":[]}""", "/properties")]
    [InlineData("""{"properties":{"a":1}}""", "/properties/a")]
    [InlineData("""{"required":"a"}""", "/required")]
    [InlineData("""{"minLength":-1}""", "/minLength")]
    [InlineData("""{"minItems":1.5}""", "/minItems")]
    [InlineData("""{"anyOf":[]}""", "/anyOf")]
    [InlineData("""{"multipleOf":0}""", "/multipleOf")]
    [InlineData("""{"pattern":"("}""", "/pattern")]
    [InlineData("""{"$ref":"#/$defs/missing"}""", "/$ref")]
    [InlineData("""{"$ref":"#name"}""", "/$ref")]
    [InlineData("""{"properties":{"a/b":{"\u0024ref":"#name"}}}""", "/properties/a~1b/$ref")]
    [InlineData("""{"a":1,"a":2}""", null)]
    [InlineData("""{"exclusiveMinimum":true}""", "/exclusiveMinimum")]
    public void Malformed_IsASyntaxErrorWithItsPlace(string schema, string? pointer)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema));
        Assert.Equal((GrammarError.Syntax, pointer), (error.Error, error.Location?.Pointer));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("""{"type":[]}""")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":2}""")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4}""")]
    [InlineData("""{"type":"string","pattern":"^a$","minLength":2}""")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"null"}]}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":false}}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"array","minItems":2,"prefixItems":[true],"items":false}""")]
    public void Contradiction_IsUnsatisfiable(string schema) =>
        Assert.Equal(GrammarError.Unsatisfiable, Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema)).Error);

    [Fact]
    public void Nesting_TooDeep_IsALimit()
    {
        string schema = string.Concat(Enumerable.Repeat("""{"items":""", 10_000)) + "true" + new string('}', 10_000);
        Assert.Equal(GrammarError.LimitExceeded, Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema)).Error);
    }

    [Fact]
    public void Definitions_ThatNothingRefersTo_AreNotRead() =>
        Assert.True(Constraint.FromJsonSchema("""{"type":"null","$defs":{"x":{"not":{}}}}""").Check("null").IsAccepted);

    /// <summary>Though most of a schema is worked out when a document gets there, what is too much is refused before one is begun.</summary>
    [Theory]
    [InlineData("""{"multipleOf":0.0000123457}""", "/properties/a/properties/b/multipleOf")]
    [InlineData("""{"const":1e1001}""", "/properties/a/properties/b/const")]
    [InlineData("""{"enum":[[{"x":1e-1001}]]}""", "/properties/a/properties/b/enum")]
    [InlineData("""{"maximum":1e1001}""", "/properties/a/properties/b/maximum")]
    [InlineData("""{"patternProperties":{"a":{},"b":{},"c":{},"d":{},"e":{},"f":{},"g":{},"h":{},"i":{},"j":{},"k":{},"l":{},"m":{}}}""", "/properties/a/properties/b/patternProperties")]
    public void Limit_DeepInsideASchema_IsPlaced(string schema, string pointer)
    {
        GrammarException error = Assert.Throws<GrammarException>(
            () => Constraint.FromJsonSchema("""{"type":"object","properties":{"a":{"type":"object","properties":{"b":""" + schema + "}}}}"));
        Assert.Equal((GrammarError.LimitExceeded, pointer), (error.Error, error.Location?.Pointer));
    }

    [Fact]
    public void Inspect_OfASchemaThatIsReachedTwice_TellsItOnce()
    {
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema("""{"properties":{"a":{"type":"null"},"b":{"$ref":"#/properties/a"},"c":{"$ref":"#/properties/a"}}}""");
        Assert.Equal(
            ["/properties", "/properties/a/type", "/properties/b/$ref", "/properties/c/$ref"], uses.Select(u => u.Pointer));
    }

    [Fact]
    public void Inspect_TellsEveryKeyword()
    {
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema("""{"title":"t","type":"object","x-mine":1,"properties":{"a":{"format":"no-such"}}}""");
        Assert.Equal(
            [("/title", KeywordStatus.Annotation), ("/type", KeywordStatus.Enforced), ("/x-mine", KeywordStatus.Unknown), ("/properties", KeywordStatus.Enforced), ("/properties/a/format", KeywordStatus.Refused)],
            uses.Select(u => (u.Pointer, u.Status)));
    }
}
