// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Small helps for building documents.</summary>
internal static class Json
{
    public static readonly IReadOnlyDictionary<string, string> NoWords = new Dictionary<string, string>();

    public static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    public static JsonArray Array(IEnumerable<decimal> values) => [.. values.Select(value => (JsonNode)value)];
}
