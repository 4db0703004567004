// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>What references lead to: identifiers, names, pointers and other documents.</summary>
public sealed class ReferencesTests
{
    private const string Integer = """{"type":"integer"}""";

    [Theory]
    // An embedded resource: a pointer in it is relative to it.
    [InlineData("""{"$defs":{"x":{"$id":"x","$defs":{"y":{"type":"integer"}},"$ref":"#/$defs/y"},"y":{"type":"string"}},"$ref":"x"}""")]
    // So it is when it is reached by a pointer, or by a keyword.
    [InlineData("""{"$defs":{"x":{"$id":"x","$defs":{"y":{"type":"integer"}},"$ref":"#/$defs/y"}},"$ref":"#/$defs/x"}""")]
    [InlineData("""{"allOf":[{"$id":"x","$defs":{"y":{"type":"integer"}},"allOf":[{"$ref":"#/$defs/y"}]}]}""")]
    // References resolve against the nearest identifier.
    [InlineData("""{"$id":"http://example.com/a/b","$defs":{"x":{"$id":"c/d","allOf":[{"$ref":"../e"}]},"e":{"$id":"e","type":"integer"}},"$ref":"c/d"}""")]
    // Names.
    [InlineData("""{"$defs":{"x":{"$anchor":"n","type":"integer"}},"$ref":"#n"}""")]
    [InlineData("""{"$defs":{"x":{"$dynamicAnchor":"n","type":"integer"}},"$ref":"#n"}""")]
    [InlineData("""{"$defs":{"x":{"$id":"x","$defs":{"y":{"$anchor":"n","type":"integer"}}},"y":{"$anchor":"n","type":"string"}},"$ref":"x#n"}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema","definitions":{"x":{"$id":"#n","type":"integer"}},"$ref":"#n"}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema","definitions":{"x":{"id":"#n","type":"integer"}},"$ref":"#n"}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema","id":"http://a/","definitions":{"x":{"id":"t/inner.json#a","type":"integer"}},"$ref":"t/inner.json#a"}""")]
    // Pointers: escapes, and words that are no keywords.
    [InlineData("""{"$defs":{"a/b~c %":{"type":"integer"}},"$ref":"#/$defs/a~1b~0c%20%25"}""")]
    [InlineData("""{"unknown":[{"type":"integer"}],"$ref":"#/unknown/0"}""")]
    [InlineData("""{"unknown":{"x":{"$id":"x","$defs":{"y":{"$anchor":"n","type":"integer"}},"$ref":"#n"}},"$ref":"#/unknown/x"}""")]
    // The URI of the whole.
    [InlineData("""{"$id":"urn:uuid:DEADBEEF-1234","$defs":{"x":{"type":"integer"}},"$ref":"urn:uuid:DEADBEEF-1234#/$defs/x"}""")]
    [InlineData("""{"$id":"http://EXAMPLE.com/a","$defs":{"x":{"type":"integer"}},"$ref":"http://example.com:80/b/../a#/$defs/x"}""")]
    // Up to draft 7 nothing beside $ref counts, an identifier neither.
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema","definitions":{"y":{"type":"integer"}},"allOf":[{"$id":"http://x/","$ref":"#/definitions/y","type":"string"}]}""")]
    // A property may have the name of a keyword.
    [InlineData("""{"$defs":{"x":{"type":"integer","properties":{"$ref":{"type":"string"},"$id":{"type":"string"}}}},"$ref":"#/$defs/x"}""")]
    public void Reference_LeadsToItsSchema(string schema)
    {
        Constraint constraint = Constraint.FromJsonSchema(schema);
        Assert.True(constraint.Check("1").IsAccepted);
        Assert.False(constraint.Check("\"1\"").IsAccepted);
    }

    [Theory]
    // What stands in a constant or under an unknown word is no identifier.
    [InlineData("""{"const":{"$id":"x","type":"integer"},"$ref":"x"}""", GrammarError.Unsupported)]
    [InlineData("""{"enum":[{"$anchor":"x"}],"$ref":"#x"}""", GrammarError.Syntax)]
    [InlineData("""{"unknown":{"$id":"x","type":"integer"},"$ref":"x"}""", GrammarError.Unsupported)]
    [InlineData("""{"unknown":{"$anchor":"x"},"$ref":"#x"}""", GrammarError.Syntax)]
    // A keyword of another draft is an unknown word.
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema","definitions":{"x":{"$anchor":"n"}},"$ref":"#n"}""", GrammarError.Syntax)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema","$defs":{"x":{"$id":"n"}},"$ref":"n"}""", GrammarError.Unsupported)]
    [InlineData("""{"$defs":{"x":{"$id":"#n"}},"$ref":"#n"}""", GrammarError.Syntax)]
    // Two of a name, or of an identity.
    [InlineData("""{"$defs":{"x":{"$anchor":"n","type":"null"},"y":{"$anchor":"n"}},"$ref":"#n"}""", GrammarError.Unsupported)]
    [InlineData("""{"$defs":{"x":{"$id":"n","type":"null"},"y":{"$id":"n"}},"$ref":"n"}""", GrammarError.Unsupported)]
    // Names belong to their resource.
    [InlineData("""{"$defs":{"x":{"$id":"x","$defs":{"y":{"$anchor":"n"}}}},"$ref":"#n"}""", GrammarError.Syntax)]
    // Array indices have one spelling.
    [InlineData("""{"allOf":[true,{"$ref":"#/allOf/00"}]}""", GrammarError.Syntax)]
    [InlineData("""{"$ref":"http://[bad"}""", GrammarError.Syntax)]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveRef":"#x"}""", GrammarError.Syntax)]
    public void Reference_ThatHasNoTarget_IsRefused(string schema, GrammarError expected) =>
        Assert.Equal(expected, Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema)).Error);

    [Fact]
    public void Documents_AreAskedForOnce_WithoutFragments()
    {
        var asked = new List<string>();
        Constraint constraint = Constraint.FromJsonSchema(
            """{"$id":"http://a/b","type":"array","prefixItems":[{"$ref":"c#/$defs/x"},{"$ref":"c"},{"$ref":"http://a/c#n"},{"items":{"$ref":"c"}}]}""",
            new JsonSchemaOptions
            {
                Resolve = uri =>
                {
                    asked.Add(uri.AbsoluteUri + uri.Fragment);
                    return """{"$anchor":"n","type":"integer","$defs":{"x":{"type":"string"}}}""";
                },
            });

        Assert.Equal(["http://a/c"], asked);
        Assert.True(constraint.Check("""["1", 1, 1, [1]]""").IsAccepted);
        Assert.False(constraint.Check("""["1", 1, "1"]""").IsAccepted);
    }

    [Fact]
    public void Documents_ThatAreMissing_AreAskedForOnceToo()
    {
        int asked = 0;
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema(
            """{"items":{"$ref":"http://a/b"},"not":{"$ref":"http://a/b#x"}}""", new JsonSchemaOptions { Resolve = _ => ++asked > 1 ? "true" : null });
        Assert.Equal((1, 2), (asked, uses.Count(u => u.Status == KeywordStatus.Refused)));
    }

    [Fact]
    public void Documents_ReferToEachOtherAndBack()
    {
        var documents = new Dictionary<string, string>
        {
            ["http://a/tree"] = """{"$id":"http://b/tree","type":"object","properties":{"next":{"$ref":"node"}},"additionalProperties":false}""",
            ["http://b/node"] = """{"anyOf":[{"type":"null"},{"$ref":"tree"},{"$ref":"http://a/root#/$defs/leaf"}]}""",
        };
        Constraint constraint = Constraint.FromJsonSchema(
            """{"$id":"http://a/root","$ref":"tree","$defs":{"leaf":{"const":7}}}""",
            new JsonSchemaOptions { Resolve = uri => documents.GetValueOrDefault(uri.AbsoluteUri) });

        Assert.True(constraint.Check("""{"next": {"next": 7}}""").IsAccepted);
        Assert.True(constraint.Check("""{"next": {"next": null}}""").IsAccepted);
        Assert.False(constraint.Check("""{"next": {"next": 8}}""").IsAccepted);
    }

    [Theory]
    [InlineData(null, "schema:///other.json")]
    [InlineData("file:///schemas/main.json#here", "file:///schemas/other.json")]
    [InlineData("http://a/b/c?q", "http://a/b/other.json")]
    public void BaseUri_IsWhatRelativeReferencesAreResolvedAgainst(string? baseUri, string expected)
    {
        string? asked = null;
        Constraint.FromJsonSchema("""{"$ref":"other.json"}""", new JsonSchemaOptions
        {
            BaseUri = baseUri is null ? null : new Uri(baseUri),
            Resolve = uri =>
            {
                asked = uri.AbsoluteUri;
                return "true";
            },
        });
        Assert.Equal(expected, asked);
    }

    [Fact]
    public void BaseUri_Relative_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => new JsonSchemaOptions { BaseUri = new Uri("a/b", UriKind.Relative) });

    [Fact]
    public void Document_Missing_IsRefusedWithItsUriPlaceAndHint()
    {
        GrammarException error = Assert.Throws<GrammarException>(
            () => Constraint.FromJsonSchema("""{"$id":"http://a/b","items":{"$ref":"c#/x"}}""", new JsonSchemaOptions { Resolve = _ => null }));
        Assert.Equal((GrammarError.Unsupported, "$ref", "/items/$ref", null), (error.Error, error.Construct, error.Location?.Pointer, error.Location?.Document));
        Assert.Contains("http://a/c", error.Problem, StringComparison.Ordinal);
        Assert.NotNull(error.Hint);
    }

    [Theory]
    [InlineData("{\"type\":", GrammarError.Syntax, null)]
    [InlineData("""{"items":{"type":"int"}}""", GrammarError.Syntax, "/items/type")]
    [InlineData("""{"items":{"$ref":"elsewhere"}}""", GrammarError.Unsupported, "/items/$ref")]
    [InlineData("""{"items":{"pattern":"(a)\\1"}}""", GrammarError.Unsupported, "/items/pattern")]
    public void Document_AtFault_IsNamed(string document, GrammarError kind, string? pointer)
    {
        var options = new JsonSchemaOptions { Resolve = uri => uri.AbsoluteUri == "http://a/c" ? document : null };
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema("""{"$ref":"http://a/c"}""", options));
        Assert.Equal((kind, pointer, "http://a/c"), (error.Error, error.Location?.Pointer, error.Location?.Document?.AbsoluteUri));
        Assert.Contains("http://a/c", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_TellsTheDocumentOfAKeyword()
    {
        IReadOnlyList<KeywordUse> uses = Constraint.InspectJsonSchema("""{"$ref":"http://a/c"}""", new JsonSchemaOptions { Resolve = _ => Integer });
        Assert.Equal([("/$ref", null), ("/type", "http://a/c")], uses.Select(u => (u.Pointer, u.Document?.AbsoluteUri)));
    }

    [Theory]
    [InlineData("""{"$ref":"http://a/c"}""", """{"$ref":"http://a/d"}""")]
    [InlineData("""{"$id":"http://a/d","anyOf":[{"type":"null"},{"$ref":"c"}]}""", """{"not":{"$ref":"http://a/d"}}""")]
    public void Circle_ThroughDocuments_HasNoMeaning(string schema, string document)
    {
        var options = new JsonSchemaOptions { Resolve = uri => uri.AbsoluteUri == "http://a/c" ? document : """{"$ref":"http://a/c"}""" };
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema, options));
        Assert.Equal((GrammarError.Unsupported, "$ref"), (error.Error, error.Construct));
    }

    [Fact]
    public void Circle_ThatTheRootDoesNotReach_IsNoConcern() =>
        Assert.True(Constraint.FromJsonSchema("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"integer"},"b":{"$ref":"#/$defs/b"}}}""").Check("1").IsAccepted);
}
