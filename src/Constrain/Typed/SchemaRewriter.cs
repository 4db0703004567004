// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Typed;

/// <summary>Turns what NJsonSchema prints into JSON Schema 2020-12 with the exact keywords of the .NET types.</summary>
internal static class SchemaRewriter
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Rewrites a whole schema.</summary>
    /// <param name="text">The schema as NJsonSchema prints it.</param>
    /// <returns>A new schema object.</returns>
    public static JsonObject Rewrite(string text)
    {
        // An array of arrays of arrays nests the schema as deep as the type.
        JsonNode root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 1024 })!;
        return Schema(root.AsObject());
    }

    private static JsonObject Schema(JsonObject old)
    {
        JsonObject made = [];
        foreach ((string keyword, JsonNode? value) in old)
        {
            switch (keyword)
            {
                case "$schema":
                    made.Add(keyword, Dialect);
                    break;
                case "$ref":
                    made.Add(keyword, ((string)value!).Replace("#/definitions/", "#/$defs/", StringComparison.Ordinal));
                    break;
                case "definitions":
                    made.Add("$defs", Map(value!.AsObject()));
                    break;
                case "properties":
                    made.Add(keyword, Map(value!.AsObject()));
                    break;
                case "oneOf":
                    // NJsonSchema writes oneOf for "null or this"; the alternatives exclude each other anyway.
                    made.Add("anyOf", List(value!.AsArray()));
                    break;
                case "anyOf" or "allOf":
                    made.Add(keyword, List(value!.AsArray()));
                    break;
                case "items" or "additionalProperties" when value is JsonObject nested:
                    made.Add(keyword, Schema(nested));
                    break;
                case "type" when value is JsonArray types:
                    made.Add(keyword, NullLast(types));
                    break;
                case ContractSchemaGenerator.KeywordsKey:
                    foreach ((string exact, JsonNode? exactValue) in JsonNode.Parse((string)value!)!.AsObject())
                        made[exact] = exactValue?.DeepClone();
                    break;
                default:
                    // NJsonSchema's own hints for code generators say nothing about the value.
                    if (!keyword.StartsWith("x-", StringComparison.Ordinal))
                        made[keyword] = value?.DeepClone();
                    break;
            }
        }

        return made;
    }

    private static JsonObject Map(JsonObject old)
    {
        JsonObject made = [];
        foreach ((string name, JsonNode? schema) in old)
            made.Add(name, Schema(schema!.AsObject()));
        return made;
    }

    private static JsonArray List(JsonArray old) => [.. old.Select(schema => Schema(schema!.AsObject())).OrderBy(IsNull)];

    private static bool IsNull(JsonObject schema) => schema["type"] is JsonValue type && (string?)type == "null";

    private static JsonArray NullLast(JsonArray types) =>
        [.. types.Select(type => (string)type!).OrderBy(type => type == "null").Select(type => JsonValue.Create(type))];
}
