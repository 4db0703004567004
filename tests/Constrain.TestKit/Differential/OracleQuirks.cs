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
    public static IEnumerable<(string Rule, JsonNode? Schema, OracleManner Manner)> Apply(JsonNode? schema, SchemaDialect dialect)
    {
        yield return ("ajv stops at the first error", schema, OracleManner.AllErrors);
        OracleManner manner = OracleManner.AllErrors;
        if (Contains(schema, "multipleOf"))
        {
            manner |= OracleManner.Exact;
            yield return ("floating point", schema, manner);
        }

        JsonNode? plain = schema?.DeepClone();
        var rules = new List<string>();
        if (dialect <= SchemaDialect.Draft7 && RemoveSiblings(plain))
        {
            rules.Add("siblings of $ref");
        }

        if (dialect >= SchemaDialect.Draft201909 && RemoveDependencies(plain))
        {
            rules.Add("dependencies");
        }

        if (dialect == SchemaDialect.Draft202012 && MakeStatic(plain))
        {
            rules.Add("$dynamicRef");
        }

        if (NameTheEmpty(plain))
        {
            rules.Add("the empty name");
        }

        if (SpellTheEmptyPattern(plain))
        {
            rules.Add("the empty pattern");
        }

        if (PutContainsApart(plain))
        {
            rules.Add("contains beside other keywords");
        }

        if (rules.Count > 0)
        {
            yield return (string.Join(", ", rules), plain, manner);
        }

        if (dialect >= SchemaDialect.Draft201909 && Contains(schema, "contains"))
        {
            yield return ("contains", plain, OracleManner.Exact | OracleManner.Third);
        }

        if (dialect >= SchemaDialect.Draft201909 && Contains(schema, "unevaluatedItems"))
        {
            yield return ("unevaluatedItems", schema, OracleManner.Exact | OracleManner.Third);
            if (dialect == SchemaDialect.Draft201909 && SilenceContains(plain))
            {
                yield return ("contains leaves no annotation in 2019-09", plain, OracleManner.Exact | OracleManner.Third);
            }
        }
    }

    /// <summary>Demands the property with the empty name without <c>required</c>: the value must not be an object that lacks it.</summary>
    private static bool NameTheEmpty(JsonNode? node)
    {
        bool any = false;
        foreach (JsonNode? part in Parts(node))
        {
            any |= NameTheEmpty(part);
        }

        if (node is not JsonObject schema)
        {
            return any;
        }

        if (Required(schema["required"]) is { } required)
        {
            schema.Remove("required");
            AddToAllOf(schema, required);
            any = true;
        }

        foreach (string keyword in (string[])["dependencies", "dependentRequired"])
        {
            foreach ((string name, JsonNode? names) in (schema[keyword] as JsonObject ?? []).ToArray())
            {
                if (Required(names) is { } needed)
                {
                    ((JsonObject)schema[keyword]!).Remove(name);
                    string schemas = keyword == "dependencies" ? keyword : "dependentSchemas";
                    schema[schemas] ??= new JsonObject();
                    var own = new JsonArray(needed, schema[schemas]![name]?.DeepClone() ?? new JsonObject());
                    schema[schemas]![name] = new JsonObject { ["allOf"] = own };
                    any = true;
                }
            }
        }

        return any;
    }

    /// <summary>A schema that demands the names, among them the empty one; null when that is not among them.</summary>
    private static JsonObject? Required(JsonNode? names)
    {
        if (names is not JsonArray list || !list.Any(n => IsEmptyName(n)))
        {
            return null;
        }

        JsonNode?[] others = [.. list.Where(n => !IsEmptyName(n)).Select(n => n!.DeepClone())];
        var lacks = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { [string.Empty] = Negation(new JsonObject()) } };
        JsonObject needed = Negation(lacks);
        if (others.Length > 0)
        {
            needed["required"] = new JsonArray(others);
        }

        return needed;
    }

    private static bool IsEmptyName(JsonNode? name) => name is JsonValue v && v.TryGetValue(out string? s) && s.Length == 0;

    /// <summary>In a schema of its own <c>contains</c> means the same.</summary>
    private static bool PutContainsApart(JsonNode? node)
    {
        bool any = false;
        foreach (JsonNode? part in Parts(node))
        {
            any |= PutContainsApart(part);
        }

        if (node is JsonObject schema && schema.Any(p => !p.Key.Contains("ontains", StringComparison.Ordinal)) && TakeContains(schema) is { Count: > 0 } apart)
        {
            AddToAllOf(schema, apart);
            any = true;
        }

        return any;
    }

    private static JsonObject TakeContains(JsonObject schema)
    {
        var apart = new JsonObject();
        foreach (string keyword in (string[])["contains", "minContains", "maxContains"])
        {
            if (schema.Remove(keyword, out JsonNode? value))
            {
                apart[keyword] = value;
            }
        }

        return apart;
    }

    /// <summary>Under two negations nothing is annotated, and the verdict is the same.</summary>
    private static bool SilenceContains(JsonNode? node)
    {
        bool any = false;
        foreach (JsonNode? part in Parts(node))
        {
            any |= SilenceContains(part);
        }

        if (node is JsonObject schema && TakeContains(schema) is { Count: > 0 } apart)
        {
            AddToAllOf(schema, Negation(Negation(apart)));
            any = true;
        }

        return any;
    }

    /// <summary>An empty group is as empty a regex as none.</summary>
    private static bool SpellTheEmptyPattern(JsonNode? node)
    {
        bool any = false;
        foreach (JsonNode? part in Parts(node))
        {
            any |= SpellTheEmptyPattern(part);
        }

        if (node is JsonObject schema && schema["patternProperties"] is JsonObject patterns && patterns.Remove(string.Empty, out JsonNode? value))
        {
            patterns["(?:)"] = value;
            any = true;
        }

        return any;
    }

    private static void AddToAllOf(JsonObject schema, JsonNode part) =>
        schema["allOf"] = new JsonArray([part, .. (schema["allOf"] as JsonArray ?? []).Select(s => s?.DeepClone())]);

    private static JsonObject Negation(JsonNode schema) => new() { ["not"] = schema };

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
            AddToAllOf(schema, new JsonObject { ["$ref"] = target });
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

    /// <summary>From 2019-09 on, it is no keyword.</summary>
    private static bool RemoveDependencies(JsonNode? node)
    {
        bool any = (node as JsonObject)?.Remove("dependencies") == true;
        foreach (JsonNode? part in Parts(node))
        {
            any |= RemoveDependencies(part);
        }

        return any;
    }

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
