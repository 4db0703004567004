// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>The values of keywords, checked for their kind.</summary>
    private sealed partial class SchemaObjectReader
    {
        private static JsonTypes TypeOf(JsonElement name) =>
            name.ValueKind != JsonValueKind.String ? JsonTypes.None
            : name.ValueEquals("string"u8) ? JsonTypes.String
            : name.ValueEquals("object"u8) ? JsonTypes.Object
            : name.ValueEquals("integer"u8) ? JsonTypes.Integer
            : name.ValueEquals("array"u8) ? JsonTypes.Array
            : name.ValueEquals("boolean"u8) ? JsonTypes.Boolean
            : name.ValueEquals("number"u8) ? JsonTypes.Number
            : name.ValueEquals("null"u8) ? JsonTypes.Null
            : JsonTypes.None;

        private GrammarException Wrong(Keyword keyword, string wanted) => new(
            GrammarError.Syntax, $"{Keywords.NameOf(keyword)} must be {wanted}", SourceLocation.AtPointer(PointerTo(keyword)), Keywords.NameOf(keyword));

        private JsonTypes TypesOf(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return Known(TypeOf(value));
            }

            JsonTypes types = JsonTypes.None;
            foreach (JsonElement name in value.EnumerateArray())
            {
                types |= Known(TypeOf(name));
            }

            return types;
        }

        /// <summary>The type that <c>nullable</c> adds to those beside it; none where it is no keyword or says no.</summary>
        private JsonTypes NullOf(Keyword nullable) => !_dialect.IsOpenApi ? JsonTypes.None : _values[(int)nullable].ValueKind switch
        {
            JsonValueKind.True => JsonTypes.Null,
            JsonValueKind.False or JsonValueKind.Undefined => JsonTypes.None,
            _ => throw Wrong(nullable, "a boolean"),
        };

        private JsonTypes Known(JsonTypes type) => type != JsonTypes.None ? type : throw Wrong(
            Keyword.Type, "null, boolean, integer, number, string, array or object, or a list of them");

        private string StringOf(Keyword keyword) =>
            _values[(int)keyword] is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(keyword, "a string");

        private JsonElement ObjectOf(Keyword keyword) =>
            _values[(int)keyword] is { ValueKind: JsonValueKind.Object } value ? value : throw Wrong(keyword, "an object");

        private JsonElement[] ElementsOf(Keyword keyword)
        {
            JsonElement array = _values[(int)keyword];
            if (array.ValueKind != JsonValueKind.Array)
            {
                throw Wrong(keyword, "an array");
            }

            var elements = new JsonElement[array.GetArrayLength()];
            int count = 0;
            foreach (JsonElement element in array.EnumerateArray())
            {
                elements[count++] = element;
            }

            return elements;
        }

        private SchemaNode[] SchemasOf(Keyword keyword)
        {
            JsonElement[] schemas = ElementsOf(keyword);
            if (schemas.Length == 0)
            {
                throw Wrong(keyword, "an array of one schema or more");
            }

            var nodes = new SchemaNode[schemas.Length];
            for (int i = 0; i < nodes.Length; i++)
            {
                nodes[i] = reader.NodeAt(schemas[i], _node, keyword, i.ToString(CultureInfo.InvariantCulture));
            }

            return nodes;
        }

        private SchemaNode? SchemaOf(Keyword keyword) => Has(keyword) ? reader.NodeAt(_values[(int)keyword], _node, keyword) : null;

        private JsonDecimal? NumberOf(Keyword keyword)
        {
            if (!Has(keyword))
            {
                return null;
            }

            JsonElement value = _values[(int)keyword];
            return value.ValueKind == JsonValueKind.Number
                ? JsonDecimal.Parse(value.GetRawText(), value.TryGetInt64(out _) ? null : SourceLocation.AtPointer(PointerTo(keyword)))
                : throw Wrong(keyword, Dialect > SchemaDialect.Draft4 && value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? "a number (a boolean is draft 4's form; say so with $schema)"
                    : "a number");
        }

        /// <summary>A constant whose numbers are within the limits, so that it is refused here and not in the middle of a document.</summary>
        private JsonElement Checked(JsonElement value, Keyword keyword)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Number when JsonMarshal.GetRawUtf8Value(value).IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || !value.TryGetInt64(out _):
                    JsonDecimal.Parse(value.GetRawText(), SourceLocation.AtPointer(PointerTo(keyword)));
                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in value.EnumerateArray())
                    {
                        Checked(item, keyword);
                    }

                    break;
                case JsonValueKind.Object:
                    foreach (JsonProperty property in value.EnumerateObject())
                    {
                        Checked(property.Value, keyword);
                    }

                    break;
            }

            return value;
        }

        private bool BooleanOf(Keyword keyword) => _values[(int)keyword].ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Undefined => false,
            _ => throw Wrong(keyword, keyword == Keyword.UniqueItems ? "a boolean" : "a boolean in draft 4"),
        };

        /// <summary>A count; a maximum that no document can reach is none.</summary>
        private int? Count(Keyword keyword)
        {
            JsonElement value = _values[(int)keyword];
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int small) && small is >= 0 and < MaxCount)
            {
                return small;
            }

            if (NumberOf(keyword) is not { } number)
            {
                return null;
            }

            if (!number.IsInteger || number.CompareTo(JsonDecimal.Zero) < 0)
            {
                throw Wrong(keyword, "an integer, 0 or more");
            }

            if (number.CompareTo(JsonDecimal.Parse("2147483646")) <= 0)
            {
                return int.Parse(number.ToString(), CultureInfo.InvariantCulture);
            }

            string name = Keywords.NameOf(keyword);
            return name.StartsWith("max", StringComparison.Ordinal) ? null : throw new GrammarException(
                GrammarError.LimitExceeded, $"{name} is above {MaxCount}", SourceLocation.AtPointer(PointerTo(keyword)), name, "no document is that large");
        }

        private string PointerTo(Keyword keyword, string? name = null)
        {
            string pointer = JsonPointers.Append(_node.Location, Keywords.NameOf(keyword));
            return name is null ? pointer : JsonPointers.Append(pointer, name);
        }
    }
}
