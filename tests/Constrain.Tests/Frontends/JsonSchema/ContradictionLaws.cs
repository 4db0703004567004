// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using Constrain.TestKit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The keywords that a contradiction names are unsatisfiable by themselves, and each of them is needed for it.</summary>
public sealed class ContradictionLaws
{
    private const int Schemas = 400;

    private static readonly string[] Frames =
    [
        "allOf", "properties", "patternProperties", "additionalProperties", "propertyNames", "items", "prefixItems",
        "unevaluatedItems", "unevaluatedProperties", "dependentSchemas", "then", "else", "$defs",
    ];

    private static readonly string[] Groups = ["allOf", "anyOf", "properties", "patternProperties", "prefixItems", "dependentSchemas", "$defs"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NamedKeywords_AreASmallestContradiction(int seed)
    {
        var random = new RandomSchemas(new Random(seed));
        int found = 0;
        for (int i = 0; i < Schemas; i++)
        {
            // Two schemas together contradict each other more often than one itself.
            JsonNode[] both = [random.Document(), random.Document()];
            JsonNode definitions = new[] { both[1], both[0] }.OfType<JsonObject>().FirstOrDefault()?["$defs"]?.DeepClone() ?? new JsonObject();
            JsonNode schema = new JsonObject { ["allOf"] = new JsonArray(both), ["$defs"] = definitions };
            if (Compile(schema) is not { Error: GrammarError.Unsatisfiable } error)
            {
                continue;
            }

            HashSet<string> named = [.. error.Conflict.Select(c => c.Pointer!)];
            Assert.NotEmpty(named);
            if (HasReferenceInWhole(schema, false))
            {
                // What a definition says then stays, wherever else it is referred to.
                continue;
            }

            found++;
            Assert.True(Compile(Only(schema, named, named, string.Empty)) is { Error: GrammarError.Unsatisfiable }, $"satisfiable: {string.Join(' ', named)} of {schema.ToJsonString()}");
            foreach (string spared in named)
            {
                HashSet<string> rest = [.. named.Where(n => n != spared)];
                Assert.True(Compile(Only(schema, rest, named, string.Empty)) is null, $"{spared} can be spared: {string.Join(' ', named)} of {schema.ToJsonString()}");
            }
        }

        Assert.InRange(found, 20, Schemas);
    }

    private static GrammarException? Compile(JsonNode schema)
    {
        try
        {
            Constraint.FromJsonSchema(schema.ToJsonString());
            return null;
        }
        catch (GrammarException e)
        {
            return e;
        }
    }

    /// <summary>The schema with only the keywords to keep; what is a frame for one that is named stays one.</summary>
    private static JsonNode Only(JsonNode schema, HashSet<string> keep, HashSet<string> named, string pointer)
    {
        if (schema is not JsonObject o)
        {
            return keep.Contains(pointer) ? schema.DeepClone() : JsonValue.Create(true);
        }

        var result = new JsonObject();
        foreach ((string name, JsonNode? value) in o)
        {
            string inner = $"{pointer}/{name}";
            if (Frames.Contains(name) || (name == "anyOf" && named.Any(n => n.StartsWith(inner + "/", StringComparison.Ordinal))))
            {
                result[name] = !Groups.Contains(name) ? Only(value!, keep, named, inner)
                    : value is JsonArray array ? new JsonArray([.. array.Select((item, i) => Only(item!, keep, named, $"{inner}/{i}"))])
                    : new JsonObject(value!.AsObject().Select(member => KeyValuePair.Create(
                        member.Key,
                        (JsonNode?)Only(member.Value!, keep, named, $"{inner}/{member.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"))));
            }
            else if (keep.Contains(inner))
            {
                result[name] = value?.DeepClone();
            }
        }

        return result;
    }

    private static bool HasReferenceInWhole(JsonNode? node, bool isInside) => node switch
    {
        JsonObject o => o.Any(member => (isInside && member.Key == "$ref") || HasReferenceInWhole(
            member.Value, isInside || member.Key is "not" or "oneOf" or "anyOf" or "if" or "contains")),
        JsonArray array => array.Any(item => HasReferenceInWhole(item, isInside)),
        _ => false,
    };
}
