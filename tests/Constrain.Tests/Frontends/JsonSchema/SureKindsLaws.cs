// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;
using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>What is claimed without a search is true: the exact search finds a value too.</summary>
public sealed class SureKindsLaws
{
    [Property(MaxTest = 300)]
    public void WhatSurelyHasAValue_HasOne(int seed)
    {
        var random = new Random(seed);
        var options = new JsonSchemaOptions { AnySpelling = random.Next(2) == 0 };
        var terminals = JsonTerminals.Of(new RegexBuilder(), options.AnySpelling ? Spelling.Any : Spelling.Canonical);
        SchemaDocument document = SchemaReader.Read(new RandomSchemas(random).Document().ToJsonString(), options, new PatternTable(terminals), new SuppliedTexts(null));
        if (document.Refusals.Count > 0)
        {
            return;
        }

        var terms = new TermTable();
        var grammar = new Grammar(terminals.Regexes);
        var rules = new JsonRules(grammar, new Normalizer(terminals, terms), terminals, new JsonNotation(terminals, terminals.LayoutOf(options)), options);
        SchemaNode[] nodes = [.. Reachable(document.Root)];
        foreach (SchemaNode node in nodes)
        {
            Check(rules, terms.Of(node));
            Check(rules, terms.Both(terms.Of(node), terms.Of(nodes[random.Next(nodes.Length)])));
        }
    }

    /// <summary>It is no law that what is not claimed has none, but schemas in use are claimed, so that they cost no search.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("""{"type":"string","minLength":3}""")]
    [InlineData("""{"type":"string","format":"date-time"}""")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":2}""")]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a","b"]}""")]
    [InlineData("""{"type":"array","minItems":3,"items":{"anyOf":[false,{"const":1}]}}""")]
    [InlineData("""{"$defs":{"tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/tree"}}}},"$ref":"#/$defs/tree"}""")]
    public void SchemasInUse_SurelyHaveAValue(string schema) => Assert.True(Of(schema).HasValue);

    [Theory]
    [InlineData("false")]
    [InlineData("""{"enum":[]}""")]
    [InlineData("""{"type":"integer","minimum":1.2,"maximum":1.8}""")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":2}""")]
    [InlineData("""{"type":"array","minItems":3,"maxItems":2}""")]
    [InlineData("""{"allOf":[{"enum":["a"]},{"enum":["b"]}]}""")]
    [InlineData("""{"type":"object","required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"object","required":["a","b"],"maxProperties":1}""")]
    public void SchemasWithoutAValue_AreNotClaimed(string schema) => Assert.False(Of(schema).HasValue);

    private static SureKinds Of(string schema)
    {
        var terminals = JsonTerminals.Of(new RegexBuilder(), Spelling.Canonical);
        return SureKinds.Of(new TermTable().Of(SchemaReader.Read(schema, new JsonSchemaOptions(), new PatternTable(terminals), new SuppliedTexts(null)).Root));
    }

    private static void Check(JsonRules rules, Term term)
    {
        bool hasValue = rules.Grammar.MinLength(rules.Value(term, 0)) < Lengths.Infinite;
        Assert.True(hasValue || !SureKinds.Of(term).HasValue);
    }

    private static HashSet<SchemaNode> Reachable(SchemaNode root)
    {
        HashSet<SchemaNode> seen = [root];
        var pending = new Stack<SchemaNode>([root]);
        while (pending.TryPop(out SchemaNode? node))
        {
            foreach (SchemaNode next in node.Assertions.SelectMany(Parts).Where(seen.Add))
            {
                pending.Push(next);
            }
        }

        return seen;
    }

    private static IEnumerable<SchemaNode> Parts(Assertion assertion) => assertion switch
    {
        Assertion.AllOf all => all.Schemas,
        Assertion.AnyOf any => any.Schemas,
        Assertion.Array array => array.Rest is { } rest ? [.. array.Prefix, rest] : array.Prefix,
        Assertion.Object o => [.. o.Properties.Select(p => p.Schema), .. o.Patterns.Select(p => p.Schema), .. new[] { o.Additional, o.PropertyNames }.OfType<SchemaNode>()],
        _ => [],
    };
}
