// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Where schemas stand in a schema: an identifier counts there only, not in a constant or under an unknown word.</summary>
internal enum SchemaPlace
{
    /// <summary>Nowhere: a value that holds no schemas.</summary>
    None,

    /// <summary>The value is a schema.</summary>
    Schema,

    /// <summary>The value is an array or an object of schemas.</summary>
    Group,

    /// <summary>The value is a schema or an array of them.</summary>
    Either,
}

/// <inheritdoc cref="SchemaPlace"/>
internal static class SchemaPlaces
{
    /// <summary>What stands under a keyword of a schema.</summary>
    public static SchemaPlace Under(Keyword keyword, JsonElement value, Dialect dialect)
    {
        SchemaPlace place = Under(keyword);
        return place == SchemaPlace.None || dialect.StatusOf(keyword) == KeywordStatus.Unknown ? SchemaPlace.None
            : place != SchemaPlace.Either ? place
            : value.ValueKind == JsonValueKind.Array ? SchemaPlace.Group
            : SchemaPlace.Schema;
    }

    /// <summary>The member or item of a value that a segment of a pointer names; null when there is none.</summary>
    public static JsonElement? Step(JsonElement value, string segment) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty(segment, out JsonElement member) => member,
        JsonValueKind.Array when IsIndex(segment, out int index) && index < value.GetArrayLength() => value[index],
        _ => null,
    };

    private static bool IsIndex(string segment, out int index) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (segment.Length == 1 || segment[0] != '0');

    private static SchemaPlace Under(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.Not or Keyword.If or Keyword.Then or Keyword.Else:
            case Keyword.AdditionalItems or Keyword.Contains or Keyword.UnevaluatedItems:
            case Keyword.AdditionalProperties or Keyword.PropertyNames or Keyword.UnevaluatedProperties or Keyword.ContentSchema:
                return SchemaPlace.Schema;
            case Keyword.AllOf or Keyword.AnyOf or Keyword.OneOf or Keyword.PrefixItems:
            case Keyword.Properties or Keyword.PatternProperties or Keyword.Dependencies or Keyword.DependentSchemas or Keyword.Defs or Keyword.Definitions:
                return SchemaPlace.Group;
            case Keyword.Items:
                return SchemaPlace.Either;
            default:
                return SchemaPlace.None;
        }
    }
}
