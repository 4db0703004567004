// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;

namespace Constrain.TestKit;

/// <summary>Random schemas over every enforced keyword, and random values that have a fair chance to satisfy them.</summary>
/// <remarks>Few names, letters and numbers, so that keywords meet each other often.</remarks>
public sealed class RandomSchemas(Random random)
{
    private static readonly string[] Names = ["a", "b", "ab", "é", "a\"b"];
    private static readonly string[] Letters = ["a", "b", "é", "\"", "\n", "😀"];
    private static readonly string[] Patterns = ["^a", "b$", "^[ab]*$", "a|é", "^[ab]{2}$"];
    private static readonly string[] Numbers = ["0", "1", "-1", "2", "3", "10", "0.5", "-2.25", "100", "1.0", "12"];
    private static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];

    /// <summary>A schema with definitions that its parts may refer to.</summary>
    public JsonNode Document()
    {
        JsonNode schema = Schema(3);
        if (schema is JsonObject o)
        {
            o["$defs"] = new JsonObject { ["x"] = Schema(1), ["tree"] = Tree() };
        }

        return schema;
    }

    /// <summary>A value.</summary>
    public JsonNode? Value(int depth)
    {
        switch (random.Next(depth > 0 ? 8 : 5))
        {
            case 0:
                return null;
            case 1:
                return random.Next(2) == 0;
            case 2 or 3:
                return Number();
            case 4:
                return Text();
            case 5:
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1))]);
            default:
                var o = new JsonObject();
                foreach (string name in Names.Where(_ => random.Next(3) == 0))
                {
                    o[name] = Value(depth - 1);
                }

                return o;
        }
    }

    private JsonNode Schema(int depth)
    {
        if (random.Next(12) == 0)
        {
            return JsonValue.Create(random.Next(4) != 0);
        }

        var schema = new JsonObject();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            Add(schema, depth);
        }

        return schema;
    }

    private void Add(JsonObject schema, int depth)
    {
        switch (random.Next(depth > 0 ? 19 : 10))
        {
            case 0 or 1:
                schema["type"] = random.Next(3) == 0
                    ? new JsonArray([.. Types.Where(_ => random.Next(2) == 0).DefaultIfEmpty("object").Select(t => JsonValue.Create(t))])
                    : Types[random.Next(Types.Length)];
                break;
            case 2:
                schema["enum"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(1))]);
                break;
            case 3:
                schema["const"] = Value(2);
                break;
            case 4:
                schema[random.Next(2) == 0 ? "minimum" : "exclusiveMinimum"] = Number();
                break;
            case 5:
                schema[random.Next(2) == 0 ? "maximum" : "exclusiveMaximum"] = Number();
                break;
            case 6:
                schema["multipleOf"] = JsonNode.Parse(random.Next(2) == 0 ? "2" : "0.5");
                break;
            case 7:
                schema["minLength"] = random.Next(3);
                break;
            case 8:
                schema["maxLength"] = random.Next(4);
                break;
            case 9:
                schema["pattern"] = Patterns[random.Next(Patterns.Length)];
                break;
            case 10:
                schema["items"] = Schema(depth - 1);
                break;
            case 11:
                schema["prefixItems"] = Schemas(depth - 1);
                break;
            case 12:
                schema[random.Next(2) == 0 ? "minItems" : "maxItems"] = random.Next(4);
                break;
            case 13 or 14:
                schema["properties"] = Members(Names, depth - 1);
                break;
            case 15:
                schema[random.Next(3) == 0 ? "patternProperties" : "additionalProperties"] = Schema(depth - 1);
                if (schema.ContainsKey("patternProperties"))
                {
                    schema["patternProperties"] = Members(Patterns, depth - 1);
                }

                break;
            case 16:
                schema["required"] = new JsonArray([.. Names.Where(_ => random.Next(4) == 0).Select(n => JsonValue.Create(n))]);
                break;
            case 17:
                schema[random.Next(2) == 0 ? "allOf" : "anyOf"] = Schemas(depth - 1);
                break;
            default:
                schema["$ref"] = random.Next(2) == 0 ? "#/$defs/x" : "#/$defs/tree";
                break;
        }
    }

    private static JsonObject Tree() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["a"] = new JsonObject { ["$ref"] = "#/$defs/tree" } },
    };

    private JsonArray Schemas(int depth) => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Schema(depth))]);

    private JsonObject Members(string[] names, int depth)
    {
        var members = new JsonObject();
        foreach (string name in names.Where(_ => random.Next(2) == 0))
        {
            members[name] = Schema(depth);
        }

        return members;
    }

    private JsonNode Number() => JsonNode.Parse(Numbers[random.Next(Numbers.Length)])!;

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Letters[random.Next(Letters.Length)]));
}
