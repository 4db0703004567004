// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>Known faults of the validators, each as an equivalent question which they answer right.</summary>
/// <remarks>
/// A difference is explained only when both validators, asked the equivalent question, agree with us on the original one.
/// Where a rule comes from is said in <c>oracles/disagreements.json</c>, under the rule's name.
/// </remarks>
internal static class OracleQuirks
{
    /// <summary>The equivalent questions that apply to a schema.</summary>
    public static IEnumerable<(string Rule, JsonNode? Schema, bool Exact)> Apply(JsonNode? schema, SchemaDialect dialect)
    {
        JsonNode? plain = schema?.DeepClone();
        var rules = new List<string>();
        if (dialect <= SchemaDialect.Draft7 && RemoveSiblings(plain))
        {
            rules.Add("siblings of $ref");
        }

        if (dialect == SchemaDialect.Draft202012 && MakeStatic(plain))
        {
            rules.Add("$dynamicRef");
        }

        bool exact = Contains(schema, "multipleOf");
        if (exact)
        {
            yield return ("floating point", schema, true);
        }

        if (rules.Count > 0)
        {
            yield return (string.Join(", ", rules), plain, false);
            if (exact)
            {
                yield return (string.Join(", ", rules) + ", floating point", plain, true);
            }
        }
    }

    /// <summary>In a document with one dynamic anchor, and that in the resource of the root, a dynamic reference is an ordinary one.</summary>
    private static bool MakeStatic(JsonNode? node)
    {
        bool any = false;
        foreach (JsonNode? part in Parts(node))
        {
            any |= MakeStatic(part);
        }

        if (node is JsonObject schema && schema["$dynamicRef"] is JsonValue reference && reference.GetValueKind() == JsonValueKind.String)
        {
            string target = "#/$defs/" + reference.GetValue<string>().TrimStart('#');
            schema.Remove("$dynamicRef");
            schema["allOf"] = new JsonArray([new JsonObject { ["$ref"] = target }, .. (schema["allOf"] as JsonArray ?? []).Select(s => s?.DeepClone())]);
            any = true;
        }

        return any;
    }

    private static JsonNode?[] Parts(JsonNode? node) => node switch
    {
        JsonObject o => [.. o.Select(p => p.Value)],
        JsonArray a => [.. a],
        _ => [],
    };

    private static bool Contains(JsonNode? node, string keyword) => node switch
    {
        JsonObject o => o.Any(p => p.Key == keyword || Contains(p.Value, keyword)),
        JsonArray a => a.Any(i => Contains(i, keyword)),
        _ => false,
    };

    /// <summary>Drafts 4 to 7 ignore what stands beside a reference.</summary>
    private static bool RemoveSiblings(JsonNode? node)
    {
        bool any = false;
        foreach (JsonNode? part in Parts(node))
        {
            any |= RemoveSiblings(part);
        }

        if (node is JsonObject { Count: > 1 } schema && schema["$ref"] is JsonValue reference && reference.GetValueKind() == JsonValueKind.String)
        {
            foreach (string name in schema.Select(p => p.Key).Where(n => n != "$ref").ToArray())
            {
                schema.Remove(name);
                any = true;
            }
        }

        return any;
    }
}
