// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>A schema over some fields of a task, and the document that answers it.</summary>
internal sealed record Answer(JsonObject Schema, JsonObject Document);

/// <summary>Draws the schema: which fields, under which names, in which order, flat or in groups.</summary>
internal sealed class AnswerShape(TaskTexts task, IReadOnlyDictionary<string, TaskValue> values, Draw draw)
{
    private readonly FieldSchema _schemas = new(draw);
    private readonly int _style = draw.Int(0, 19);
    private readonly bool _isNested = draw.Chance(75);
    private readonly bool _isListed = draw.Chance(65);
    private readonly bool _isClosed = draw.Chance(70);

    /// <param name="told">The fields that the text tells; some others may be asked for too, and then the answer is null.</param>
    public Answer Draw(IReadOnlySet<string> told)
    {
        List<TaskField> asked = [.. task.Fields.Where(field => told.Contains(field.Id) && draw.Chance(85))];
        if (asked.Count == 0)
            asked = [.. task.Fields.Where(field => told.Contains(field.Id)).Take(1)];
        if (draw.Chance(25))
            asked.AddRange(draw.Shuffled(task.Fields.Where(field => !told.Contains(field.Id))).Take(draw.Int(1, 2)));
        if (draw.Chance(50))
            asked = [.. draw.Shuffled(asked)];

        (JsonObject schema, JsonObject document) = Object(asked, told, _isNested);
        var whole = new JsonObject();
        if (draw.Chance(12))
            whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        if (draw.Chance(15))
            whole["title"] = char.ToUpperInvariant(task.Name[0]) + task.Name[1..];
        JsonObject? parts = draw.Chance(12) ? Definitions(schema) : null;
        foreach ((string keyword, JsonNode? value) in schema)
            whole[keyword] = value?.DeepClone();
        if (parts is { Count: > 0 })
            whole["$defs"] = parts;
        return new(whole, document);
    }

    /// <summary>Moves the schemas of groups and rows to a place of their own, and leaves references behind.</summary>
    private static JsonObject Definitions(JsonObject schema)
    {
        var parts = new JsonObject();
        foreach ((string name, JsonNode? property) in (JsonObject)schema["properties"]!)
        {
            JsonObject holder = (JsonObject)(property!["items"] is null ? schema["properties"]! : property);
            string place = property["items"] is null ? name : "items";
            if (holder[place]?["properties"] is null)
                continue;
            string part = place == "items" ? "row" : name;
            parts[part] = holder[place]!.DeepClone();
            ((JsonObject)holder[place]!).Clear();
            holder[place]!["$ref"] = $"#/$defs/{part}";
        }
        return parts;
    }

    private (JsonObject Schema, JsonObject Document) Object(List<TaskField> fields, IReadOnlySet<string> told, bool isNested)
    {
        var properties = new JsonObject();
        var document = new JsonObject();
        foreach (IGrouping<string, TaskField> group in fields.GroupBy(field => isNested ? field.Group : ""))
        {
            if (group.Key.Length > 0)
            {
                (JsonObject schema, JsonObject part) = Object([.. group.Select(field => field with { Id = "." + field.Id })], told, isNested: false);
                Add(properties, document, Styled(draw.Side(task.Groups[group.Key].Keys)), schema, part);
                continue;
            }
            foreach (TaskField field in group)
                Add(field, properties, document, told);
        }
        return (ObjectSchema(properties), document);
    }

    private void Add(TaskField field, JsonObject properties, JsonObject document, IReadOnlySet<string> told)
    {
        // A dot in front: the group is already there, and the name needs no prefix.
        string id = field.Id.TrimStart('.');
        bool isPrefixed = field.Id[0] != '.' && field.Group.Length > 0;
        string key = draw.Side(field.Keys);
        string name = Styled(isPrefixed ? $"{draw.Side(task.Groups[field.Group].Keys)}_{key}" : key);
        (JsonObject schema, JsonNode? value) = told.Contains(id) ? _schemas.Of(field, values[id]) : (_schemas.Absent(field, values[id]), null);
        if (field.Kind == "lines" && value is JsonArray rows)
            (schema, value) = RowShape(rows);
        Add(properties, document, name, schema, value);
    }

    private static void Add(JsonObject properties, JsonObject document, string name, JsonObject schema, JsonNode? value)
    {
        // Two fields may have drawn one name; the first has it.
        if (properties.ContainsKey(name))
            return;
        properties[name] = schema;
        document[name] = value;
    }

    private JsonObject ObjectSchema(JsonObject properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (_isListed)
            schema["required"] = Json.Array(properties.Select(property => property.Key));
        if (_isClosed)
            schema["additionalProperties"] = false;
        return schema;
    }

    private (JsonObject Schema, JsonNode Value) RowShape(JsonArray rows)
    {
        string description = Styled(draw.Of("description", "description", "item", "name", "article", "product", "text", "what"));
        string quantity = Styled(draw.Of("quantity", "quantity", "qty", "count", "pieces", "number_of_units"));
        string price = Styled(draw.Of("unit_price", "unit_price", "price", "price_each", "single_price", "cost"));
        bool isPriced = draw.Chance(85);
        var properties = new JsonObject
        {
            [description] = _schemas.Text(),
            [quantity] = new JsonObject { ["type"] = "integer" },
        };
        if (isPriced)
            properties[price] = new JsonObject { ["type"] = "number" };
        var items = new JsonArray();
        foreach (JsonNode? row in rows)
        {
            var item = new JsonObject { [description] = row!["description"]!.DeepClone(), [quantity] = row["quantity"]!.DeepClone() };
            if (isPriced)
                item[price] = row["unit_price"]!.DeepClone();
            items.Add(item);
        }
        return (new JsonObject { ["type"] = "array", ["items"] = ObjectSchema(properties) }, items);
    }

    private string Styled(string key)
    {
        string[] words = key.Split('_');
        return _style switch
        {
            < 13 => key,
            < 18 => words[0] + string.Concat(words.Skip(1).Select(Capital)),
            18 => string.Join('-', words),
            _ => string.Concat(words.Select(Capital)),
        };
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
