// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>The values of keywords, checked for their kind.</summary>
    private sealed partial class SchemaObjectReader
    {
        private static JsonTypes TypeOf(string name) => name switch
        {
            "null" => JsonTypes.Null,
            "boolean" => JsonTypes.Boolean,
            "integer" => JsonTypes.Integer,
            "number" => JsonTypes.Number,
            "string" => JsonTypes.String,
            "array" => JsonTypes.Array,
            "object" => JsonTypes.Object,
            _ => JsonTypes.None,
        };

        private static GrammarException Wrong(string keyword, string pointer, string wanted) => new(
            GrammarError.Syntax, $"{keyword} must be {wanted}", SourceLocation.AtPointer(pointer), keyword);

        private static JsonTypes TypesOf(JsonElement value, string pointer)
        {
            JsonElement[] names = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
            JsonTypes types = JsonTypes.None;
            foreach (JsonElement name in names)
            {
                JsonTypes type = name.ValueKind == JsonValueKind.String ? TypeOf(name.GetString()!) : JsonTypes.None;
                types |= type != JsonTypes.None ? type : throw Wrong("type", pointer, "null, boolean, integer, number, string, array or object, or a list of them");
            }

            return types;
        }

        private static string StringOf(JsonElement value, string keyword, string pointer) =>
            value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(keyword, pointer, "a string");

        private static JsonElement[] ElementsOf(JsonElement value, string keyword, string pointer) =>
            value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Wrong(keyword, pointer, "an array");

        private SchemaNode[] SchemasOf(JsonElement value, string keyword, string pointer)
        {
            JsonElement[] schemas = ElementsOf(value, keyword, pointer);
            return schemas.Length == 0
                ? throw Wrong(keyword, pointer, "an array of one schema or more")
                : [.. schemas.Select((s, i) => reader.NodeAt(PointerTo(keyword, i.ToString(CultureInfo.InvariantCulture)), s))];
        }

        private SchemaNode? SchemaOf(string keyword) =>
            schema.TryGetProperty(keyword, out JsonElement value) ? reader.NodeAt(PointerTo(keyword), value) : null;

        private JsonProperty[] MembersOf(string keyword) =>
            !schema.TryGetProperty(keyword, out JsonElement value) ? []
            : value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()]
            : throw Wrong(keyword, PointerTo(keyword), "an object");

        private JsonDecimal? NumberOf(string keyword)
        {
            if (!schema.TryGetProperty(keyword, out JsonElement value))
            {
                return null;
            }

            return value.ValueKind == JsonValueKind.Number
                ? JsonDecimal.Parse(value.GetRawText())
                : throw Wrong(keyword, PointerTo(keyword), Dialect > SchemaDialect.Draft4 && value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? "a number (a boolean is draft 4's form; say so with $schema)"
                    : "a number");
        }

        private bool BooleanOf(string keyword) => schema.TryGetProperty(keyword, out JsonElement value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(keyword, PointerTo(keyword), "a boolean in draft 4"),
        };

        /// <summary>A count; a maximum that no document can reach is none.</summary>
        private int? Count(string keyword)
        {
            if (NumberOf(keyword) is not { } number)
            {
                return null;
            }

            if (!number.IsInteger || number.CompareTo(JsonDecimal.Zero) < 0)
            {
                throw Wrong(keyword, PointerTo(keyword), "an integer, 0 or more");
            }

            if (number.CompareTo(JsonDecimal.Parse("2147483646")) <= 0)
            {
                return int.Parse(number.ToString(), CultureInfo.InvariantCulture);
            }

            return keyword.StartsWith("max", StringComparison.Ordinal) ? null : throw new GrammarException(
                GrammarError.LimitExceeded, $"{keyword} is above 2147483646", SourceLocation.AtPointer(PointerTo(keyword)), keyword, "no document is that large");
        }

        private string PointerTo(params ReadOnlySpan<string> segments)
        {
            var pointer = new StringBuilder(node.Location);
            foreach (string segment in segments)
            {
                pointer.Append('/').Append(segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }

            return pointer.ToString();
        }
    }
}
