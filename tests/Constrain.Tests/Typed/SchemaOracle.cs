// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Constrain.TestKit;
using NJsonSchema;

namespace Constrain.Tests.Typed;

/// <summary>Checks and draws documents of type schemas the slow way, and knows no keyword beyond those that they have.</summary>
internal sealed partial class SchemaOracle(string schema)
{
    private static readonly string[] Bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonDocument _document = JsonDocument.Parse(Format.Replace(schema, string.Empty));
    private readonly JsonObject _root = JsonNode.Parse(schema)!.AsObject();

    /// <summary>Whether a document satisfies the schema; formats are left out, as each stands beside a narrower pattern.</summary>
    public bool Accepts(string json)
    {
        JsonElement root = _document.RootElement;
        return NaiveSchemaValidator.IsValid(root, JsonDocument.Parse(json).RootElement, root);
    }

    /// <summary>Draws a document that satisfies the schema.</summary>
    public string Sample(int seed) => Sample(_root, new Random(seed), 0)?.ToJsonString() ?? "null";

    /// <summary>The same schema for NJsonSchema, which knows draft 4: what it cannot read is taken out.</summary>
    public Task<JsonSchema> ToNJsonSchemaAsync()
    {
        string text = schema.Replace("$defs", "definitions", StringComparison.Ordinal);
        text = Regex.Replace(text, "\"const\":(\"[^\"]*\"|[0-9]+)", "\"enum\":[$1]");
        text = Regex.Replace(text, "\"(minimum|maximum)\":-?([0-9.]+E[+0-9]+|[0-9]{28,})", "\"$1Removed\":true");
        return JsonSchema.FromJsonAsync(text);
    }

    private JsonNode? Sample(JsonObject schema, Random random, int depth)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            JsonNode? value = Draw(schema, random, depth);
            if (IsValid(schema, value))
                return value;
        }

        throw new Xunit.Sdk.XunitException($"no document found for {schema.ToJsonString()}");
    }

    private JsonNode? Draw(JsonObject schema, Random random, int depth)
    {
        if (schema["$ref"] is { } reference)
            return Sample(Resolve((string)reference!), random, depth);
        if (schema["const"] is { } constant)
            return constant.DeepClone();
        if (schema["enum"] is JsonArray values)
            return values[random.Next(values.Count)]?.DeepClone();
        if (schema["anyOf"] is JsonArray alternatives)
        {
            // The last alternative of a nullable reference is null, which ends a recursion.
            int chosen = depth > 5 ? alternatives.Count - 1 : random.Next(alternatives.Count);
            return Sample(alternatives[chosen]!.AsObject(), random, depth);
        }

        string[] types = Types(schema["type"]!);
        return types[random.Next(types.Length)] switch
        {
            "null" => null,
            "boolean" => random.Next(2) == 0,
            "string" => Text(schema, random),
            "array" when schema["items"] is JsonObject items => Items(schema, items, random, depth),
            "array" => new JsonArray(),
            "object" => Members(schema, random, depth),
            string type => Numeric(schema, type, random),
        };
    }

    private static JsonNode Text(JsonObject schema, Random random)
    {
        if ((schema["allOf"]?[0]?["pattern"] ?? schema["pattern"]) is { } pattern)
            return PatternSampler.Sample((string)pattern!, random);
        int least = (int?)schema["minLength"] ?? 0;
        int length = random.Next(least, Math.Min((int?)schema["maxLength"] ?? 8, least + 8) + 1);

        // NJsonSchema counts UTF-16 units, so no surrogate pairs where the most is told.
        bool astral = !schema.ContainsKey("maxLength");
        string Character() => astral && random.Next(8) == 0 ? "\U0001F600" : $"{(char)random.Next(' ', 0xD800)}";
        return string.Concat(Enumerable.Range(0, length).Select(_ => Character()));
    }

    private JsonArray Items(JsonObject schema, JsonObject items, Random random, int depth)
    {
        int least = (int?)schema["minItems"] ?? 0;
        int count = depth > 5 ? least : random.Next(least, Math.Min((int?)schema["maxItems"] ?? 3, least + 3) + 1);
        return [.. Enumerable.Range(0, count).Select(_ => Sample(items, random, depth + 1))];
    }

    private JsonObject Members(JsonObject schema, Random random, int depth)
    {
        JsonObject made = [];
        string[] required = schema["required"] is JsonArray names ? [.. names.Select(name => (string)name!)] : [];
        foreach ((string name, JsonNode? property) in schema["properties"]?.AsObject() ?? [])
        {
            if (required.Contains(name) || (depth <= 5 && random.Next(2) == 0))
                made.Add(name, Sample(property!.AsObject(), random, depth + 1));
        }

        int extras = schema["additionalProperties"] is JsonObject ? ((int?)schema["minProperties"] ?? 0) + random.Next(2) : 0;
        string keys = (string?)schema["propertyNames"]?["pattern"] ?? "^[a-z]{1,3}$";
        for (int i = 0; i < extras; i++)
            made[PatternSampler.Sample(keys, random)] = Sample(schema["additionalProperties"]!.AsObject(), random, depth + 1);
        return made;
    }

    private static JsonNode Numeric(JsonObject schema, string type, Random random)
    {
        string[] bounds = [.. Bounds
            .Where(schema.ContainsKey).Select(keyword => schema[keyword]!.ToJsonString())];
        string inner = random.Next(-10, 11).ToString(CultureInfo.InvariantCulture);
        string[] fractions = type == "integer" ? [] : [$"{random.Next(100)}.{random.Next(1, 1000)}", "1e-7", "2.5E1"];
        string[] texts = [.. bounds, inner, .. fractions];
        return JsonNode.Parse(texts[random.Next(texts.Length)])!;
    }

    private bool IsValid(JsonObject schema, JsonNode? value)
    {
        JsonElement rule = JsonDocument.Parse(Format.Replace(schema.ToJsonString(Plain), string.Empty)).RootElement;
        return NaiveSchemaValidator.IsValid(rule, JsonDocument.Parse(value?.ToJsonString() ?? "null").RootElement, _document.RootElement);
    }

    private JsonObject Resolve(string reference)
    {
        JsonNode target = _root;
        foreach (string step in reference.Split('/').Skip(1))
            target = target[step] ?? throw new Xunit.Sdk.XunitException($"'{reference}' leads nowhere");
        return target.AsObject();
    }

    private static string[] Types(JsonNode rule) => rule is JsonArray list ? [.. list.Select(type => (string)type!)] : [(string)rule!];

    [GeneratedRegex("\"format\":\"[a-z-]+\",")]
    private static partial Regex Format { get; }
}
