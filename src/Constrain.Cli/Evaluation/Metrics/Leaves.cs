// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Cases;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>A value that holds no other: a string, a number, true, false, null, or an empty object or array.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The text of a string, the canonical text of a number; else empty. So equal values are equal leaves.</param>
internal readonly record struct Leaf(JsonValueKind Kind, string Text)
{
    /// <summary>The leaf that a value without members or items is.</summary>
    public static Leaf Of(JsonElement value) => new(value.ValueKind, value.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(value),
        JsonValueKind.Number => DecimalText.Canonical(value.GetRawText()),
        _ => "",
    });
}

/// <summary>The leaves of a document by their JSON Pointers. Of a name that stands twice in an object the last one counts.</summary>
internal static class Leaves
{
    public static IReadOnlyDictionary<string, Leaf> None { get; } = new Dictionary<string, Leaf>();

    /// <summary>All leaves of a document.</summary>
    public static IReadOnlyDictionary<string, Leaf> Of(JsonElement document)
    {
        var leaves = new SortedDictionary<string, Leaf>(StringComparer.Ordinal);
        Add(document, "", leaves);
        return leaves;
    }

    private static void Add(JsonElement value, string pointer, SortedDictionary<string, Leaf> leaves)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            foreach (IGrouping<string, JsonProperty> same in value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal))
            {
                Add(same.Last().Value, $"{pointer}/{Escape(same.Key)}", leaves);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                Add(item, $"{pointer}/{index++}", leaves);
            }
        }
        else
        {
            leaves[pointer] = Leaf.Of(value);
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
