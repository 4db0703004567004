// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Derives a JSON Schema from an example document; the bounds are drawn, but such that the document meets them.</summary>
internal static class SchemaOf
{
    /// <summary>The properties whose values come from a closed list, with the lists of the phrasebook that they may come from.</summary>
    private static readonly Dictionary<string, string[]> Closed = new(StringComparer.Ordinal)
    {
        ["currency"] = ["currency"],
        ["severity"] = ["severity"],
        ["status"] = ["ticketstatus", "orderstatus"],
        ["sentiment"] = ["sentiment"],
        ["level"] = ["loglevel"],
        ["log_level"] = ["loglevel"],
        ["environment"] = ["environment"],
        ["priority"] = ["priority"],
        ["kind"] = ["eventkind"],
        ["transport"] = ["transport"],
        ["category"] = ["category"],
        ["condition"] = ["weather"],
    };

    public static JsonObject Document(JsonNode example, string title, Draw draw)
    {
        var schema = new JsonObject();
        if (draw.Chance(50))
            schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        if (draw.Chance(50))
            schema["title"] = title;
        foreach ((string keyword, JsonNode? value) in Of("", [example], draw))
            schema[keyword] = value?.DeepClone();
        return schema;
    }

    /// <summary>A schema for all values that stand at one place, such as the items of a list.</summary>
    private static JsonObject Of(string name, List<JsonNode?> examples, Draw draw)
    {
        List<JsonNode> values = [.. examples.OfType<JsonNode>()];
        JsonObject schema = (values.Count == 0 ? JsonValueKind.Null : values[0].GetValueKind()) switch
        {
            JsonValueKind.Object => Object([.. values.Cast<JsonObject>()], draw),
            JsonValueKind.Array => Array(name, [.. values.Cast<JsonArray>()], draw),
            JsonValueKind.String => Text(name, [.. values.Select(value => value.GetValue<string>())], draw),
            JsonValueKind.Number => Number([.. values.Select(Amount)], draw),
            JsonValueKind.True or JsonValueKind.False => new JsonObject { ["type"] = "boolean" },
            _ => new JsonObject { ["type"] = "string" },
        };
        if (values.Count < examples.Count)
            AllowNull(schema);
        if (draw.Chance(12))
            schema["description"] = draw.Pick("schematext");
        return schema;
    }

    private static void AllowNull(JsonObject schema)
    {
        schema["type"] = Json.Array([schema["type"]!.ToString(), "null"]);
        (schema["enum"] as JsonArray)?.Add(null);
    }

    private static JsonObject Object(List<JsonObject> examples, Draw draw)
    {
        var properties = new JsonObject();
        var required = new List<string>();
        foreach (string name in examples.SelectMany(example => example.Select(member => member.Key)).Distinct().ToList())
        {
            List<JsonObject> holders = [.. examples.Where(example => example.ContainsKey(name))];
            properties[name] = Of(name, [.. holders.Select(example => example[name])], draw);
            if (holders.Count == examples.Count && draw.Chance(80))
                required.Add(name);
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            schema["required"] = Json.Array(required);
        if (draw.Chance(75))
            schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Array(string name, List<JsonArray> examples, Draw draw)
    {
        List<JsonNode?> items = [.. examples.SelectMany(example => example)];
        var schema = new JsonObject
        {
            ["type"] = "array",
            ["items"] = items.Count == 0 ? new JsonObject { ["type"] = "string" } : Of(name, items, draw),
        };
        if (draw.Chance(30))
            schema["minItems"] = Math.Min(1, examples.Min(example => example.Count));
        if (draw.Chance(30))
            schema["maxItems"] = examples.Max(example => example.Count) + draw.Int(0, 9);
        return schema;
    }

    private static JsonObject Text(string name, List<string> values, Draw draw)
    {
        if (Closed.TryGetValue(name, out string[]? lists)
            && lists.FirstOrDefault(list => values.All(draw.Book.Entries(list).Contains)) is { } list)
            return new JsonObject { ["type"] = "string", ["enum"] = Json.Array(draw.Book.Entries(list)) };
        var schema = new JsonObject { ["type"] = "string" };
        int longest = values.Max(value => value.Length);
        if (values.All(value => value.Length == 10 && value[4] == '-' && value[7] == '-'))
            schema.Add(draw.Chance(50) ? new("format", "date") : new("pattern", @"^\d{4}-\d{2}-\d{2}$"));
        else if (values.All(value => value.Contains('@', StringComparison.Ordinal)))
            schema["format"] = "email";
        else if (draw.Chance(40))
            schema["maxLength"] = ((longest / 20) + draw.Int(1, 4)) * 20;
        if (draw.Chance(20))
            schema["minLength"] = 1;
        return schema;
    }

    private static decimal Amount(JsonNode value) => decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonObject Number(List<decimal> values, Draw draw)
    {
        var schema = new JsonObject { ["type"] = values.All(decimal.IsInteger) ? "integer" : "number" };
        if (draw.Chance(50))
            schema["minimum"] = values.Min() switch { < 0 => -1000, < 1 => 0, _ => draw.Of(0, 1) };
        if (draw.Chance(30))
            schema["maximum"] = ((int)values.Max(Math.Abs) + draw.Int(1, 100)) * 10;
        return schema;
    }
}
