// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>Draws the schema of one field, such that its value meets it.</summary>
internal sealed class FieldSchema(Draw draw)
{
    public (JsonObject Schema, JsonNode? Value) Of(TaskField field, TaskValue value)
    {
        JsonObject schema = Plain(field, value);
        if (draw.Chance(10))
            AllowNull(schema);
        if (draw.Chance(12))
            schema["description"] = draw.Of("The SAID.", "The SAID, as the text has it.", "SAID", "What the text says about SAID.", "SAID, if there is one.")
                .Replace("SAID", draw.Side(field.Keys).Replace('_', ' '), StringComparison.Ordinal);
        return (schema, value.Json.DeepClone());
    }

    /// <summary>For a field that the text does not tell.</summary>
    public JsonObject Absent(TaskField field, TaskValue value)
    {
        JsonObject schema = Plain(field, value);
        AllowNull(schema);
        return schema;
    }

    public JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (draw.Chance(15))
            schema["maxLength"] = draw.Of(60, 80, 100, 200);
        if (draw.Chance(15))
            schema["minLength"] = 1;
        return schema;
    }

    private JsonObject Plain(TaskField field, TaskValue value) => field.Kind switch
    {
        "date" => Formed("date", @"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        "time" => draw.Chance(30) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{2}:[0-9]{2}$" } : Text(),
        "email" => draw.Chance(50) ? new JsonObject { ["type"] = "string", ["format"] = "email" } : Text(),
        "countrycode" => draw.Chance(60) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]{2}$" } : Text(),
        "int" => Bounded("integer", value),
        "decimal" or "money" => Bounded("number", value),
        "bool" => new JsonObject { ["type"] = "boolean" },
        "enum" => Closed(draw.Whole(field.Arguments[0])),
        "currency" when draw.Chance(50) => Closed([.. draw.Shuffled(draw.Several("t.currency", 2, 4).Append(value.Said).Distinct())]),
        "list" => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        "lines" => new JsonObject { ["type"] = "array" },
        _ => Text(),
    };

    private JsonObject Formed(string format, string pattern)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (draw.Chance(75))
            schema.Add(draw.Chance(75) ? new("format", format) : new("pattern", pattern));
        return schema;
    }

    private JsonObject Bounded(string type, TaskValue value)
    {
        var schema = new JsonObject { ["type"] = type };
        if (draw.Chance(20))
            schema["minimum"] = 0;
        if (draw.Chance(10))
            schema["maximum"] = draw.Of(100000, 1000000) is var maximum && decimal.Parse(value.Json.ToJsonString(), CultureInfo.InvariantCulture) <= maximum ? maximum : 1000000;
        return schema;
    }

    private JsonObject Closed(IReadOnlyList<string> words)
    {
        var schema = new JsonObject();
        if (draw.Chance(50))
            schema["type"] = "string";
        schema["enum"] = Json.Array(words);
        return schema;
    }

    private static void AllowNull(JsonObject schema)
    {
        (schema["enum"] as JsonArray)?.Add(null);
        if (schema["type"] is { } type)
            schema["type"] = Json.Array([type.ToString(), "null"]);
    }
}
