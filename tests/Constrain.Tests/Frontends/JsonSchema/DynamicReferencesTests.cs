// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json.Nodes;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>References whose target depends on the way that evaluation took: <c>$dynamicRef</c> and <c>$recursiveRef</c>.</summary>
public sealed class DynamicReferencesTests
{
    private const string List = """
        {"$id":"list","type":"array","items":{"$dynamicRef":"#item"},"$defs":{"any":{"$dynamicAnchor":"item"}}}
        """;

    [Fact]
    public void OneSchema_MeansWhatEachOfItsUsersSays()
    {
        Constraint constraint = Constraint.FromJsonSchema("""
            {"type":"object","properties":{"numbers":{"$ref":"numbers"},"words":{"$ref":"words"},"any":{"$ref":"list"}},"$defs":{
              "list":LIST,
              "numbers":{"$id":"numbers","$ref":"list","$defs":{"i":{"$dynamicAnchor":"item","type":"integer"}}},
              "words":{"$id":"words","$ref":"list","$defs":{"i":{"$dynamicAnchor":"item","type":"string"}}}}}
            """.Replace("LIST", List, StringComparison.Ordinal));

        Assert.True(constraint.Check("""{"numbers": [1], "words": ["a"], "any": [null]}""").IsAccepted);
        Assert.False(constraint.Check("""{"numbers": ["a"]}""").IsAccepted);
        Assert.False(constraint.Check("""{"words": [1]}""").IsAccepted);
    }

    [Fact]
    public void TheOutermost_Wins()
    {
        Constraint constraint = Constraint.FromJsonSchema("""
            {"$id":"outer","$ref":"inner","$defs":{"list":LIST,"i":{"$dynamicAnchor":"item","type":"integer"},
              "inner":{"$id":"inner","$ref":"list","$defs":{"i":{"$dynamicAnchor":"item","type":"string"}}}}}
            """.Replace("LIST", List, StringComparison.Ordinal));
        Assert.True(constraint.Check("[1]").IsAccepted);
        Assert.False(constraint.Check("[\"a\"]").IsAccepted);
    }

    [Fact]
    public void AnchorThatIsNotDynamic_StaysWhereItIs()
    {
        Constraint constraint = Constraint.FromJsonSchema("""
            {"$ref":"list","$defs":{"i":{"$dynamicAnchor":"item","type":"integer"},
              "list":{"$id":"list","items":{"$dynamicRef":"#item"},"$defs":{"i":{"$anchor":"item","type":"string"}}}}}
            """);
        Assert.True(constraint.Check("[\"a\"]").IsAccepted);
        Assert.False(constraint.Check("[1]").IsAccepted);
    }

    [Fact]
    public void Scope_EndsWhereTheWayDoes()
    {
        // What an item of one user is does not carry over to the next.
        Constraint constraint = Constraint.FromJsonSchema("""
            {"allOf":[{"$ref":"numbers"},{"$ref":"list"}],"$defs":{
              "list":LIST,
              "numbers":{"$id":"numbers","anyOf":[{"type":"null"},{"$ref":"list"}],"$defs":{"i":{"$dynamicAnchor":"item","minimum":2}}}}}
            """.Replace("LIST", List, StringComparison.Ordinal));
        Assert.True(constraint.Check("[2]").IsAccepted);
        Assert.False(constraint.Check("[1]").IsAccepted);
    }

    [Fact]
    public void Tree_CanBeMadeStrictAtEveryDepth()
    {
        const string Tree = """{"$id":"http://a/tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{"items":{"$dynamicRef":"#node"}}}}""";
        const string Recursive = """
            {"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"http://a/tree","$recursiveAnchor":true,
             "type":"object","properties":{"data":true,"children":{"items":{"$recursiveRef":"#"}}}}
            """;
        (string Strict, string Loose)[] ways =
        [
            ("""{"$id":"http://a/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false}""", Tree),
            ("""{"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"http://a/strict","$recursiveAnchor":true,"$ref":"tree","unevaluatedProperties":false}""", Recursive),
        ];
        foreach ((string strict, string loose) in ways)
        {
            Constraint constraint = Constraint.FromJsonSchema(strict, new JsonSchemaOptions { Resolve = uri => uri.AbsoluteUri == "http://a/tree" ? loose : null });
            Assert.True(constraint.Check("""{"data": 1, "children": [{"data": 2, "children": [{"data": 3}]}]}""").IsAccepted);
            Assert.False(constraint.Check("""{"data": 1, "children": [{"data": 2, "children": [{"daat": 3}]}]}""").IsAccepted);
        }
    }

    [Fact]
    public void CircleOfDynamicReferences_HasNoMeaning()
    {
        GrammarException error = Assert.Throws<GrammarException>(
            () => Constraint.FromJsonSchema("""{"$id":"a","$dynamicAnchor":"n","$ref":"b","$defs":{"b":{"$id":"b","anyOf":[{"type":"null"},{"$dynamicRef":"#n"}],"$defs":{"n":{"$dynamicAnchor":"n"}}}}}"""));
        Assert.Equal(GrammarError.Unsupported, error.Error);
    }

    [Fact]
    public void ManySchemasInManyScopes_AreALimit()
    {
        // Under the limit of scopes, but each of them has its own of the many properties.
        var definitions = new JsonObject();
        var every = new JsonObject();
        for (int i = 0; i < 11; i++)
        {
            every[$"p{i}"] = new JsonObject { ["$ref"] = $"r{i}" };
            definitions[$"r{i}"] = new JsonObject { ["$id"] = $"r{i}", ["$dynamicAnchor"] = $"n{i}", ["$ref"] = "every" };
        }

        for (int i = 0; i < 200; i++)
        {
            every[$"q{i}"] = new JsonObject();
        }

        definitions["every"] = new JsonObject { ["$id"] = "every", ["properties"] = every };
        GrammarException error = Assert.Throws<GrammarException>(
            () => Constraint.FromJsonSchema(new JsonObject { ["$ref"] = "every", ["$defs"] = definitions }.ToJsonString()));
        Assert.Equal((GrammarError.LimitExceeded, "$dynamicAnchor"), (error.Error, error.Construct));
    }

    [Fact]
    public void TooManyScopes_AreALimit()
    {
        // Each of the resources may have been passed or not, so there are two to the power of their number.
        var definitions = new JsonObject();
        var every = new JsonArray();
        for (int i = 0; i < 16; i++)
        {
            every.Add(new JsonObject { ["properties"] = new JsonObject { [$"p{i}"] = new JsonObject { ["$ref"] = $"r{i}" } } });
            definitions[string.Create(CultureInfo.InvariantCulture, $"r{i}")] = new JsonObject
            {
                ["$id"] = $"r{i}",
                ["$dynamicAnchor"] = $"n{i}",
                ["$ref"] = "every",
            };
        }

        definitions["every"] = new JsonObject { ["$id"] = "every", ["allOf"] = every };
        GrammarException error = Assert.Throws<GrammarException>(
            () => Constraint.FromJsonSchema(new JsonObject { ["$ref"] = "every", ["$defs"] = definitions }.ToJsonString()));
        Assert.Equal((GrammarError.LimitExceeded, "$dynamicAnchor"), (error.Error, error.Construct));
    }
}
