// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>The keywords of objects, which have a meaning together.</summary>
    private sealed partial class SchemaObjectReader
    {
        private void ReadObject()
        {
            (Regex, SchemaNode)[] patterns = Has(Keyword.PatternProperties) ? PatternsOf() : [];
            _assertions.Add(new Assertion.Object(
                PropertiesOf(),
                patterns,
                SchemaOf(Keyword.AdditionalProperties),
                Has(Keyword.Required) ? NamesOf(Keyword.Required, _values[(int)Keyword.Required]) : [],
                Dialect >= SchemaDialect.Draft6 ? SchemaOf(Keyword.PropertyNames) : null,
                Count(Keyword.MinProperties) ?? 0,
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

            int max = reader._options.Limits.MaxPatterns;
            return patterns.Count <= max ? [.. patterns] : throw new GrammarException(
                GrammarError.LimitExceeded,
                $"one object has more than {max} patternProperties",
                SourceLocation.AtPointer(PointerTo(Keyword.PatternProperties)),
                "patternProperties",
                "join patterns with |");
        }

        private string[] NamesOf(Keyword keyword, JsonElement names)
        {
            if (names.ValueKind != JsonValueKind.Array)
            {
                throw Wrong(keyword, "an array of strings");
            }

            var all = new string[names.GetArrayLength()];
            int count = 0;
            foreach (JsonElement name in names.EnumerateArray())
            {
                all[count++] = name.ValueKind == JsonValueKind.String ? name.GetString()! : throw Wrong(keyword, "an array of strings");
            }

            return all;
        }

        /// <summary>What each name asks for: other names, or a schema; <c>dependencies</c> has both in one.</summary>
        private void ReadDependents(Keyword keyword)
        {
            foreach (JsonProperty property in ObjectOf(keyword).EnumerateObject())
            {
                bool isNames = keyword == Keyword.DependentRequired || (keyword == Keyword.Dependencies && property.Value.ValueKind == JsonValueKind.Array);
                _assertions.Add(new Assertion.Dependent(
                    property.Name,
                    isNames ? NamesOf(keyword, property.Value) : [],
                    isNames ? null : reader.NodeAt(property.Value, _node, keyword, property.Name)));
            }
        }
    }
}
