// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json.Nodes;
using Constrain.Automata;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>A document pays for the part of the schema that it reaches.</summary>
public sealed class LazinessTests
{
    private readonly RegexBuilder _regexes = new();

    [Fact]
    public void OptionalProperty_IsWorkedOutWhenADocumentGetsThere()
    {
        var words = new JsonArray([.. Enumerable.Range(0, 5_000).Select(i => (JsonNode)$"word {i}")]);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["a"] = new JsonObject { ["type"] = "null" }, ["huge"] = new JsonObject { ["enum"] = words } },
        };
        Automaton automaton = Compile(schema.ToJsonString(), PropertyOrder.Schema);

        State next = automaton.Step(automaton.Start, "{\"a\": null, \"huge"u8);
        int before = _regexes.Count;
        Assert.False(next.IsDead);
        Assert.InRange(before, 1, 4_000);

        Assert.True(automaton.Step(next, "\": \"word 4711\"}"u8).IsAccepting);
        Assert.InRange(_regexes.Count, before + 4_000, int.MaxValue);
    }

    [Theory]
    [InlineData(PropertyOrder.Schema)]
    [InlineData(PropertyOrder.Any)]
    public void ManyNames_AreFewPairs(PropertyOrder order)
    {
        var properties = new JsonObject(Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"property {i}", (JsonNode?)new JsonObject { ["type"] = "null" })));
        Automaton automaton = Compile(new JsonObject { ["type"] = "object", ["properties"] = properties }.ToJsonString(), order);

        foreach (string text in new[] { "{", "{\"", "{\"prop", "{\"property 17", "{\"property 17\": null, \"", "{\"property 17\": null, \"property 99" })
        {
            // A digit each, and names that are not declared.
            State state = automaton.Step(automaton.Start, Encoding.UTF8.GetBytes(text));
            Assert.InRange(state.Pairs.Length, 1, 12);
        }
    }

    [Theory]
    [InlineData(PropertyOrder.Schema, true)]
    [InlineData(PropertyOrder.Schema, false)]
    [InlineData(PropertyOrder.Any, true)]
    [InlineData(PropertyOrder.Any, false)]
    public void NamesThatBeginAlike_AreToldApart(PropertyOrder order, bool anySpelling)
    {
        // One is a prefix of another; one has no spelling of its own; bytes before the quote in the alphabet follow a name.
        string[] names = ["a", "ab", "a b", "", "é", "è", "\n", "\u0001", "\"", "a!"];
        var properties = new JsonObject(names.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["const"] = i })));
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = new JsonObject { ["const"] = "other" } };
        Constraint constraint = Constraint.FromJsonSchema(
            schema.ToJsonString(), new JsonSchemaOptions { PropertyOrder = order, AnySpelling = anySpelling, Whitespace = JsonWhitespace.Any });

        for (int i = 0; i < names.Length; i++)
        {
            Assert.True(Accepts(constraint, names[i], i));
            Assert.False(Accepts(constraint, names[i], "other"));
            Assert.False(Accepts(constraint, names[i] + "x", i));
            Assert.True(Accepts(constraint, names[i] + "x", "other"));
        }
    }

    [Fact]
    public void PropertyWithoutAValue_HasNoName()
    {
        Automaton automaton = Compile(
            """{"type":"object","properties":{"abc":{"type":"string","pattern":"^a$","minLength":2},"abd":{"type":"null"}},"additionalProperties":false}""",
            PropertyOrder.Schema);

        State state = automaton.Step(automaton.Start, "{\"ab"u8);
        Assert.False(state.IsDead);
        Assert.True(automaton.Step(state, (byte)'c').IsDead);
        Assert.False(automaton.Step(state, (byte)'d').IsDead);
    }

    [Fact]
    public void ObjectWithoutAnyPossibleMember_CanOnlyBeClosed()
    {
        Automaton automaton = Compile(
            """{"type":"object","properties":{"a":{"type":"string","pattern":"^a$","minLength":2}},"additionalProperties":false}""", PropertyOrder.Any);

        State state = automaton.Step(automaton.Start, (byte)'{');
        Assert.True(automaton.Step(state, (byte)'"').IsDead);
        Assert.True(automaton.Step(state, (byte)'}').IsAccepting);
    }

    private static bool Accepts(Constraint constraint, string name, JsonNode value) =>
        constraint.Check(new JsonObject { [name] = value }.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })).IsAccepted;

    private Automaton Compile(string schema, PropertyOrder order) =>
        new(JsonSchemaFrontend.Compile(schema, new JsonSchemaOptions { PropertyOrder = order }, _regexes));
}
