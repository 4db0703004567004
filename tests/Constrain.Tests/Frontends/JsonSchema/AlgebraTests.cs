// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>Cases of the algebra of claims and guards, most of them mistakes that were made once; the laws stand in DifferentialLaws and TrailLaws.</summary>
public sealed class AlgebraTests
{
    [Theory]
    // What is negated is the whole format, not only the mailboxes that are written.
    [InlineData("""{"type":"string","not":{"format":"email"}}""", "\"x\"", true)]
    [InlineData("""{"type":"string","not":{"format":"email"}}""", "\"\\\"a\\\"@b.c\"", false)]
    // A negated uniqueItems asks for two equal items, however they are written.
    [InlineData("""{"not":{"uniqueItems":true}}""", "[1,2,1.0]", true)]
    [InlineData("""{"not":{"uniqueItems":true}}""", "[1,2]", false)]
    [InlineData("""{"not":{"uniqueItems":true}}""", "3", false)]
    [InlineData("""{"oneOf":[{"uniqueItems":true},{"maxItems":2}]}""", "[1,1]", true)]
    [InlineData("""{"oneOf":[{"uniqueItems":true},{"maxItems":2}]}""", "[1,2]", false)]
    // Names are strings, so what propertyNames says of objects is never asked.
    [InlineData("""{"propertyNames":{"$ref":"#"}}""", "{\"a\":1}", true)]
    // Numbers are what they are worth, with any exponent.
    [InlineData("""{"type":"integer","multipleOf":3}""", "0.3E1", true)]
    [InlineData("""{"type":"integer","multipleOf":3}""", "10e0", false)]
    [InlineData("""{"const":25e-1}""", "25e-1", true)]
    [InlineData("""{"const":"1e3"}""", "\"1e3\"", true)]
    // No name twice, in no spelling.
    [InlineData("{}", "{\"a\":1,\"b\":2}", true)]
    [InlineData("{}", "{\"a\":1,\"\\u0061\":2}", false)]
    [InlineData("{}", "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}", true)]
    [InlineData("""{"minProperties":3}""", "{\"a\":1,\"b\":1,\"c\":1}", true)]
    // Clauses of what is not evaluated.
    [InlineData("""{"anyOf":[{"properties":{"a":true}},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false}""", "{\"a\":1,\"b\":1}", true)]
    [InlineData("""{"anyOf":[{"properties":{"a":true}},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false}""", "{\"a\":1,\"c\":1}", false)]
    [InlineData("""{"if":{"contains":{"const":1}},"unevaluatedItems":{"type":"string"}}""", "[1,\"a\"]", true)]
    [InlineData("""{"if":{"contains":{"const":1}},"unevaluatedItems":{"type":"string"}}""", "[1,2]", false)]
    // A condition without branches still evaluates.
    [InlineData("""{"if":{"properties":{"a":{"const":1}},"required":["a"]},"unevaluatedProperties":false}""", "{\"a\":1}", true)]
    [InlineData("""{"if":{"properties":{"a":{"const":1}},"required":["a"]},"unevaluatedProperties":false}""", "{\"a\":2}", false)]
    public void Check_IsAsTheSpecificationHasIt(string schema, string document, bool isValid) =>
        Assert.Equal(isValid, Constraint.FromJsonSchema(schema, JsonSchemaOptions.ForChecking).Check(document).IsAccepted);

    [Theory]
    [InlineData("""{"type":"array","prefixItems":[{"enum":[1,2]},{"const":1}],"minItems":2,"uniqueItems":true}""", "[1")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"},{"const":1}],"minItems":2,"uniqueItems":true}""", "[1,")]
    [InlineData("""{"type":"array","items":{"type":"array","items":{"enum":[1,2]},"uniqueItems":true},"uniqueItems":true}""", "[[1,2],[1,")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^$"}}""", "{\"\":1,")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^(ab|c*)$"}}""", "{\"ab\":1,\"a")]
    public void Mask_DoesNotLeadWhereNothingFollows(string schema, string prefix)
    {
        var constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact });
        Matcher matcher = constraint.CreateMatcher(Constrain.TestKit.DocumentSampler.Bytes);
        foreach (char letter in prefix[..^1])
        {
            Assert.True(matcher.TryAccept(letter));
        }

        Assert.False(matcher.Mask[prefix[^1]]);
        Assert.True(matcher.Mask.Count > 0);
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"enum":[1,2,3]},"uniqueItems":true,"minItems":4}""")]
    [InlineData("""{"type":"array","contains":{"const":1},"minContains":2,"uniqueItems":true}""")]
    [InlineData("""{"type":"object","patternProperties":{"^[ab]$":{}},"additionalProperties":false,"minProperties":3}""")]
    [InlineData("""{"items":{"uniqueItems":true},"enum":[[[0,0]]]}""")]
    [InlineData("""{"type":"object","oneOf":[{"required":["a"]},{"required":["b"]}],"required":["a","b"]}""")]
    [InlineData("""{"not":{}}""")]
    public void Contradiction_OfWhatIsCounted_IsFound(string schema) =>
        Assert.Equal(GrammarError.Unsatisfiable, Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema)).Error);

    [Fact]
    public void Check_OfANameWrittenTwice_SaysSo()
    {
        TextCheck check = Constraint.FromJsonSchema("{}", JsonSchemaOptions.ForChecking).Check("""{"a":1,"a":2}""");
        Assert.Equal((9, "the name was written before in this object"), (check.Offset, check.Reason));
    }

    [Fact]
    public void Check_OfARespeltNumber_PlacesTheErrorInTheText()
    {
        var constraint = Constraint.FromJsonSchema("""{"type":"array","items":{"maximum":100}}""", JsonSchemaOptions.ForChecking);
        Assert.Equal(10, constraint.Check("[1e1,2e0, 1e9]").Offset);
        Assert.Equal(10, constraint.Check("[1e1,2e0,3").Offset);
        Assert.Equal(11, constraint.Check("[1e1,2.0e0 x").Offset);
    }

    [Fact]
    public void OneOf_WithADiscriminator_IsToldApartByIt()
    {
        string branches = string.Join(',', Enumerable.Range(0, 600).Select(i => $$$"""{"properties":{"kind":{"const":"v{{{i}}}"},"x":{"minimum":{{{i}}}}},"required":["kind"]}"""));
        var constraint = Constraint.FromJsonSchema($$"""{"type":"object","oneOf":[{{branches}}]}""", JsonSchemaOptions.ForChecking);
        Assert.True(constraint.Check("""{"x":500,"kind":"v500"}""").IsAccepted);
        Assert.False(constraint.Check("""{"x":499,"kind":"v500"}""").IsAccepted);
    }

    /// <summary>A double holds what is written, whatever made the set of numbers.</summary>
    [Theory]
    [InlineData("""{"type":"number"}""")]
    [InlineData("""{"type":"number","minimum":100}""")]
    [InlineData("""{"type":"number","minimum":100,"maximum":1e400}""")]
    [InlineData("""{"type":"number","minimum":-1e400,"maximum":1e400}""")]
    [InlineData("""{"type":"integer","minimum":-1e400,"maximum":1e400}""")]
    [InlineData("""{"type":"number","not":{"maximum":100}}""")]
    [InlineData("""{"type":"number","not":{"const":100}}""")]
    [InlineData("""{"type":"number","multipleOf":11}""")]
    [InlineData("""{"type":"number","not":{"multipleOf":13}}""")]
    [InlineData("""{"type":"number","not":{"multipleOf":13,"maximum":100}}""")]
    [InlineData("""{"type":"number","oneOf":[{"multipleOf":11},{"multipleOf":13}]}""")]
    public void Number_HasNoMoreDigits_ThanADoubleHolds(string schema)
    {
        var constraint = Constraint.FromJsonSchema(schema);
        string multiple = "121" + new string('0', 305);
        Assert.True(constraint.Check(multiple).IsAccepted);
        Assert.Equal(308, constraint.Check(multiple + "0").Offset);
    }

    [Theory]
    [InlineData("""{"type":"number","not":{"type":"integer"}}""")]
    [InlineData("""{"not":{"type":["integer","string"],"multipleOf":3}}""")]
    public void NumberThatIsNoInteger_HasNoMoreDigits_ThanADoubleHolds(string schema)
    {
        var constraint = Constraint.FromJsonSchema(schema);
        string number = "1" + new string('0', 307);
        Assert.True(constraint.Check(number + ".5").IsAccepted);
        Assert.Equal(308, constraint.Check(number + "0.5").Offset);
    }

    [Theory]
    [InlineData("""{"\ ":1}""", 3)]
    [InlineData("""{"a":1,"\x":2}""", 9)]
    [InlineData("""[{"\u00":1}]""", 7)]
    public void Check_OfANameThatIsNoString_IsRefusedThere(string text, int offset)
    {
        foreach (JsonSchemaOptions options in new[] { new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact }, JsonSchemaOptions.ForChecking })
        {
            Assert.Equal(offset, Constraint.FromJsonSchema("{}", options).Check(text).Offset);
        }
    }
}
