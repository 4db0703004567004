// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>A schema that nothing satisfies is refused with the keywords that contradict each other, and no others.</summary>
public sealed class ContradictionTests
{
    [Theory]
    [InlineData("false", "")]
    [InlineData("""{"type":[]}""", "/type")]
    [InlineData("""{"enum":[]}""", "/enum")]
    [InlineData("""{"not":{}}""", "/not")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":2}""", "/type /minimum /maximum")]
    [InlineData("""{"title":"t","maximum":2,"type":"integer","multipleOf":2,"minimum":3,"description":"d"}""", "/maximum /type /minimum")]
    [InlineData("""{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2}""", "/type /exclusiveMinimum /exclusiveMaximum")]
    [InlineData("""{"type":"string","enum":[1,2]}""", "/type /enum")]
    [InlineData("""{"const":1,"enum":[2,3],"type":"integer"}""", "/const /enum")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4,"pattern":"a"}""", "/type /minLength /maxLength")]
    [InlineData("""{"type":"string","pattern":"^a$","minLength":2}""", "/type /pattern /minLength")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"b":{"type":"null"},"a":false}}""", "/type /required /properties/a")]
    [InlineData("""{"type":"object","required":["a","b"],"properties":{"a":{}},"additionalProperties":false}""", "/type /required /additionalProperties")]
    [InlineData("""{"type":"object","required":["a","b"],"maxProperties":1,"minProperties":1}""", "/type /required /maxProperties")]
    [InlineData("""{"type":"object","required":["a"],"propertyNames":{"minLength":2}}""", "/type /required /propertyNames/minLength")]
    [InlineData("""{"type":"object","required":["a"],"dependentRequired":{"a":["b"]},"properties":{"b":false}}""", "/type /required /dependentRequired /properties/b")]
    [InlineData("""{"type":"object","required":["a"],"dependentSchemas":{"a":{"maxProperties":0}}}""", "/type /required /dependentSchemas/a/maxProperties")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"string","const":1}}}""", "/type /required /properties/a/type /properties/a/const")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}""", "/type /required /properties/a/$ref")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"b":{"type":"null"},"a":{"type":"string","title":"t","allOf":[{"$ref":"#/$defs/b"}]}}}""", "/$ref /$defs/b/type /$defs/a/type /$defs/a/allOf/0/$ref")]
    [InlineData("""{"type":"array","minItems":2,"prefixItems":[true],"items":false}""", "/type /minItems /items")]
    [InlineData("""{"type":"array","minItems":3,"maxItems":2,"uniqueItems":true}""", "/type /minItems /maxItems")]
    [InlineData("""{"type":"array","minItems":3,"uniqueItems":true,"items":{"enum":[1,2]}}""", "/type /minItems /uniqueItems /items/enum")]
    [InlineData("""{"type":"array","contains":{"type":"null"},"items":{"type":"string"}}""", "/type /contains /items/type")]
    [InlineData("""{"allOf":[{"type":"string"},{"minLength":1},{"type":"null"}]}""", "/allOf/0/type /allOf/2/type")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}],"type":"number"}""", "/anyOf /type")]
    [InlineData("""{"anyOf":[{"type":"string","enum":[1]},false],"minimum":1}""", "/anyOf/0/type /anyOf/0/enum /anyOf/1")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"string"}]}""", "/oneOf")]
    [InlineData("""{"oneOf":[{"required":["radius"]},{"required":["side"]}],"required":["radius","side"]}""", "/oneOf /required")]
    [InlineData("""{"if":{"type":"string"},"then":false,"else":{"type":"string"}}""", "/if /then /else/type")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#","type":"number","minimum":1,"exclusiveMinimum":true,"maximum":1}""", "/type /minimum /exclusiveMinimum /maximum")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","type":"null","definitions":{"a":{"type":"string","enum":[1]}}}""", "/$ref /definitions/a/type /definitions/a/enum")]
    [InlineData("""{"type":"object","unevaluatedProperties":false,"allOf":[{"properties":{"a":{"type":"null"}}}],"required":["a","b"]}""", "/type /unevaluatedProperties /required")]
    public void Contradiction_NamesTheKeywordsInTheOrderOfTheText(string schema, string pointers)
    {
        GrammarException error = Refusal(schema);
        Assert.Equal(GrammarError.Unsatisfiable, error.Error);
        Assert.Equal(pointers, string.Join(' ', error.Conflict.Select(c => c.Pointer)));
        Assert.Equal(error.Conflict[0].Pointer, error.Location?.Pointer);
        Assert.NotNull(error.Hint);
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":3,"maximum":2}""", "type", "no document satisfies the schema: /type (\"integer\"), /minimum (3) and /maximum (2) contradict each other")]
    [InlineData("""{"properties":{"a":{}},"not":{ }}""", "not", "no document satisfies the schema: nothing satisfies /not ({ })")]
    [InlineData("false", null, "no document satisfies the schema: nothing satisfies the root (false)")]
    public void Message_SaysWhatTheKeywordsSay(string schema, string? keyword, string problem)
    {
        GrammarException error = Refusal(schema);
        Assert.Equal((keyword, problem), (error.Construct, error.Problem));
    }

    [Fact]
    public void Contradiction_InAnotherDocument_IsPlacedThere()
    {
        int asked = 0;
        var options = new JsonSchemaOptions
        {
            Resolve = _ =>
            {
                asked++;
                return """{"type":"string","enum":[1]}""";
            },
        };
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema("""{"$ref":"other.json"}""", options));
        Assert.Equal(["at /$ref", "at /type of schema:///other.json", "at /enum of schema:///other.json"], error.Conflict.Select(c => c.ToString()));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Contradiction_AmongThousandsOfKeywords_IsFound()
    {
        string properties = string.Join(',', Enumerable.Range(0, 2000).Select(i => $$"""
            "p{{i}}":{"type":"string","maxLength":{{i}}}
            """));
        GrammarException error = Refusal(
            """{"type":"object","properties":{""" + properties + """},"required":["p0"],"allOf":[{"properties":{"p0":{"minLength":1}}}]}""");
        Assert.Equal(
            ["/type", "/properties/p0/type", "/properties/p0/maxLength", "/required", "/allOf/0/properties/p0/minLength"], error.Conflict.Select(c => c.Pointer));
    }

    [Fact]
    public void OtherErrors_HaveNoConflict() => Assert.Empty(Refusal("""{"type":1}""").Conflict);

    private static GrammarException Refusal(string schema) => Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema));
}
