// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>Reads one schema object: its keywords in the order of the text, each once.</summary>
    private sealed partial class SchemaObjectReader(SchemaReader reader, SchemaNode node, JsonElement schema)
    {
        private bool _hasNumber;
        private bool _hasText;
        private bool _hasArray;
        private bool _hasObject;

        private SchemaDialect Dialect => reader._dialect;

        public void Read()
        {
            StackGuard.Ensure("the schema");
            bool isBareReference = Dialect <= SchemaDialect.Draft7 && schema.TryGetProperty("$ref", out _);
            foreach (JsonProperty property in schema.EnumerateObject())
            {
                string keyword = property.Name;
                string pointer = PointerTo(keyword);
                KeywordStatus status = Keywords.StatusOf(keyword, Dialect);
                if (isBareReference && keyword != "$ref" && status is KeywordStatus.Enforced or KeywordStatus.Refused)
                {
                    // Drafts up to 7 say that nothing beside $ref counts.
                    status = KeywordStatus.Annotation;
                }

                if (status == KeywordStatus.Refused && !IsVacuous(keyword, property.Value))
                {
                    reader.Refuse(pointer, keyword, $"{keyword} cannot be enforced yet", HintFor(keyword));
                }
                else if (status != KeywordStatus.Enforced || ReadKeyword(keyword, property.Value, pointer))
                {
                    reader.Use(pointer, keyword, status == KeywordStatus.Refused ? KeywordStatus.Enforced : status);
                }
            }
        }

        /// <summary>Whether a keyword that cannot be enforced says nothing with this value.</summary>
        private static bool IsVacuous(string keyword, JsonElement value) => keyword switch
        {
            "uniqueItems" => value.ValueKind == JsonValueKind.False,
            "dependencies" or "dependentRequired" or "dependentSchemas" => value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any(),
            "unevaluatedItems" or "unevaluatedProperties" => value.ValueKind == JsonValueKind.True,
            _ => false,
        };

        private static string HintFor(string keyword) => keyword switch
        {
            "oneOf" => "use anyOf when the alternatives exclude each other",
            "not" => "say what is allowed instead, with enum, pattern or type",
            "if" => "use anyOf with one alternative for each case",
            "dependencies" or "dependentRequired" or "dependentSchemas" => "use anyOf with one alternative for each case",
            "uniqueItems" => "remove it, or list the possible arrays with enum",
            "contains" => "use prefixItems when the place of the item is known",
            "unevaluatedItems" => "use items beside prefixItems",
            "unevaluatedProperties" => "use additionalProperties: false in one schema that lists all properties",
            _ => "use $ref with a JSON Pointer",
        };

        /// <summary>Adds the assertion of a keyword; false when it was refused.</summary>
        private bool ReadKeyword(string keyword, JsonElement value, string pointer)
        {
            switch (keyword)
            {
                case "type":
                    node.Assertions.Add(new Assertion.Type(TypesOf(value, pointer)));
                    return true;
                case "enum":
                    node.Assertions.Add(new Assertion.OneOfValues([.. ElementsOf(value, keyword, pointer)]));
                    return true;
                case "const":
                    node.Assertions.Add(new Assertion.OneOfValues([value]));
                    return true;
                case "allOf":
                    node.Assertions.Add(new Assertion.AllOf(SchemasOf(value, keyword, pointer)));
                    return true;
                case "anyOf":
                    node.Assertions.Add(new Assertion.AnyOf(SchemasOf(value, keyword, pointer)));
                    return true;
                case "$ref":
                    return ReadReference(value, pointer);
                case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                    Once(ref _hasNumber, ReadNumber);
                    return true;
                case "format":
                    return ReadFormat(StringOf(value, keyword, pointer), pointer);
                case "pattern":
                    return ReadPattern(StringOf(value, keyword, pointer), pointer);
                case "minLength" or "maxLength":
                    Once(ref _hasText, () => node.Assertions.Add(new Assertion.Text(Count("minLength") ?? 0, Count("maxLength"), null)));
                    return true;
                case "items" or "prefixItems" or "additionalItems" or "minItems" or "maxItems":
                    Once(ref _hasArray, ReadArray);
                    return true;
                default:
                    Once(ref _hasObject, ReadObject);
                    return true;
            }
        }

        // Keywords that only have a meaning together are read at the first of them, so that each keeps its place in the order.
        private static void Once(ref bool done, Action read)
        {
            if (!done)
            {
                done = true;
                read();
            }
        }

        private void ReadNumber()
        {
            JsonDecimal? minimum = NumberOf("minimum");
            JsonDecimal? maximum = NumberOf("maximum");
            bool minimumExclusive = false;
            bool maximumExclusive = false;
            if (Dialect == SchemaDialect.Draft4)
            {
                minimumExclusive = BooleanOf("exclusiveMinimum");
                maximumExclusive = BooleanOf("exclusiveMaximum");
            }
            else
            {
                if (NumberOf("exclusiveMinimum") is { } above && (minimum is null || above.CompareTo(minimum) >= 0))
                {
                    (minimum, minimumExclusive) = (above, true);
                }

                if (NumberOf("exclusiveMaximum") is { } below && (maximum is null || below.CompareTo(maximum) <= 0))
                {
                    (maximum, maximumExclusive) = (below, true);
                }
            }

            JsonDecimal? multipleOf = NumberOf("multipleOf");
            if (multipleOf is not null && multipleOf.CompareTo(JsonDecimal.Zero) <= 0)
            {
                throw Wrong("multipleOf", PointerTo("multipleOf"), "a number above 0");
            }

            node.Assertions.Add(new Assertion.Number(new NumberBounds(minimum, minimumExclusive, maximum, maximumExclusive, multipleOf)));
        }

        private bool ReadFormat(string format, string pointer)
        {
            if (reader._options.Formats == FormatHandling.Annotate)
            {
                reader.Use(pointer, "format", KeywordStatus.Annotation);
                return false;
            }

            if (reader._patterns.Format(format) is not { } body)
            {
                reader.Refuse(pointer, "format", $"the format \"{format}\" is not known", "use pattern, or treat formats as annotations");
                return false;
            }

            node.Assertions.Add(new Assertion.Text(0, null, body));
            return true;
        }

        private bool ReadPattern(string pattern, string pointer)
        {
            if (CompilePattern(pattern, "pattern", pointer) is not { } body)
            {
                return false;
            }

            node.Assertions.Add(new Assertion.Text(0, null, body));
            return true;
        }

        /// <summary>The pattern as a regex over string bodies; null when it was refused.</summary>
        private Regex? CompilePattern(string pattern, string keyword, string pointer)
        {
            try
            {
                return reader._patterns.Search(pattern);
            }
            catch (GrammarException e)
            {
                SourceLocation place = SourceLocation.AtPointer(pointer, e.Location?.Offset);
                var located = new GrammarException(e.Error, $"in the regex \"{pattern}\": {e.Problem}", place, e.Construct ?? keyword, e.Hint, e);
                if (e.Error == GrammarError.Syntax)
                {
                    throw located;
                }

                reader._uses.Add(new KeywordUse(pointer, keyword, KeywordStatus.Refused, located.Problem, e.Hint));
                reader._refusals.Add(located);
                return null;
            }
        }

        private void ReadArray()
        {
            SchemaNode[] prefix = [];
            SchemaNode? rest = null;
            if (Dialect >= SchemaDialect.Draft202012)
            {
                prefix = schema.TryGetProperty("prefixItems", out JsonElement list) ? SchemasOf(list, "prefixItems", PointerTo("prefixItems")) : [];
                rest = SchemaOf("items");
            }
            else if (schema.TryGetProperty("items", out JsonElement items) && items.ValueKind == JsonValueKind.Array)
            {
                prefix = items.GetArrayLength() == 0 ? [] : SchemasOf(items, "items", PointerTo("items"));
                rest = SchemaOf("additionalItems");
            }
            else
            {
                rest = SchemaOf("items");
            }

            node.Assertions.Add(new Assertion.Array(prefix, rest, Count("minItems") ?? 0, Count("maxItems")));
        }

        private void ReadObject()
        {
            var patterns = new List<(Regex, SchemaNode)>();
            foreach (JsonProperty property in MembersOf("patternProperties"))
            {
                string pointer = PointerTo("patternProperties", property.Name);
                SchemaNode value = reader.NodeAt(pointer, property.Value);
                if (CompilePattern(property.Name, "patternProperties", pointer) is { } names)
                {
                    patterns.Add((names, value));
                }
            }

            string[] required = schema.TryGetProperty("required", out JsonElement list)
                ? [.. ElementsOf(list, "required", PointerTo("required")).Select(e => StringOf(e, "required", PointerTo("required")))]
                : [];
            int minProperties = Count("minProperties") ?? 0;
            if (minProperties > Math.Max(1, required.Length) && !IsClosed(patterns.Count))
            {
                reader.Refuse(
                    PointerTo("minProperties"), "minProperties", "minProperties above 1 cannot be enforced yet where other names may be added", "list the properties, with additionalProperties: false");
            }

            node.Assertions.Add(new Assertion.Object(
                [.. MembersOf("properties").Select(p => (p.Name, reader.NodeAt(PointerTo("properties", p.Name), p.Value)))],
                [.. patterns],
                SchemaOf("additionalProperties"),
                required,
                Dialect >= SchemaDialect.Draft6 ? SchemaOf("propertyNames") : null,
                minProperties,
                Count("maxProperties")));
        }

        // A name that is written twice is two members but one property; names that are not declared are not told apart yet.
        private bool IsClosed(int patterns) =>
            patterns == 0 && schema.TryGetProperty("additionalProperties", out JsonElement additional) && additional.ValueKind == JsonValueKind.False;
    }
}
