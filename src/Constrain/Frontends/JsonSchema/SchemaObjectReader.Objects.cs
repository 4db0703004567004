// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>The keywords of objects, which have a meaning together.</summary>
    private sealed partial class SchemaObjectReader
    {
        /// <summary>Patterns in one object; the cells between them are up to two to this power.</summary>
        private const int MaxPatterns = 12;

        private void ReadObject()
        {
            (Regex, SchemaNode)[] patterns = Has(Keyword.PatternProperties) ? PatternsOf() : [];
            string[] required = RequiredOf();
            int minProperties = Count(Keyword.MinProperties) ?? 0;
            if (minProperties > Math.Max(1, required.Length) && !IsClosed(patterns.Length))
            {
                reader.Refuse(
                    PointerTo(Keyword.MinProperties), "minProperties", "minProperties above 1 cannot be enforced yet where other names may be added", "list the properties, with additionalProperties: false");
            }

            _assertions.Add(new Assertion.Object(
                PropertiesOf(),
                patterns,
                SchemaOf(Keyword.AdditionalProperties),
                required,
                Dialect >= SchemaDialect.Draft6 ? SchemaOf(Keyword.PropertyNames) : null,
                minProperties,
                Count(Keyword.MaxProperties)));
        }

        private (string Name, SchemaNode Schema)[] PropertiesOf()
        {
            if (!Has(Keyword.Properties))
            {
                return [];
            }

            JsonElement members = ObjectOf(Keyword.Properties);
            var properties = new (string, SchemaNode)[members.GetPropertyCount()];
            int count = 0;
            foreach (JsonProperty property in members.EnumerateObject())
            {
                string name = property.Name;
                properties[count++] = (name, reader.NodeAt(property.Value, _node, Keyword.Properties, name));
            }

            return properties;
        }

        private (Regex, SchemaNode)[] PatternsOf()
        {
            var patterns = new List<(Regex, SchemaNode)>();
            foreach (JsonProperty property in ObjectOf(Keyword.PatternProperties).EnumerateObject())
            {
                SchemaNode value = reader.NodeAt(property.Value, _node, Keyword.PatternProperties, property.Name);
                if (CompilePattern(property.Name, Keyword.PatternProperties, property.Name) is { } names)
                {
                    patterns.Add((names, value));
                }
            }

            return patterns.Count <= MaxPatterns ? [.. patterns] : throw new GrammarException(
                GrammarError.LimitExceeded,
                $"one object has more than {MaxPatterns} patternProperties",
                SourceLocation.AtPointer(PointerTo(Keyword.PatternProperties)),
                "patternProperties",
                "join patterns with |");
        }

        private string[] RequiredOf()
        {
            if (!Has(Keyword.Required))
            {
                return [];
            }

            JsonElement[] names = ElementsOf(Keyword.Required);
            return Array.ConvertAll(names, name => name.ValueKind == JsonValueKind.String ? name.GetString()! : throw Wrong(Keyword.Required, "a string"));
        }

        // A name that is written twice is two members but one property; names that are not declared are not told apart yet.
        private bool IsClosed(int patterns) => patterns == 0 && _values[(int)Keyword.AdditionalProperties].ValueKind == JsonValueKind.False;
    }
}
