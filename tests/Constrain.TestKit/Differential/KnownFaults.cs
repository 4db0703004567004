// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>Faults of this library that are known and not yet mended: counted by name, so that they hide no others.</summary>
/// <remarks>As with the validators' faults, one is only assumed where an equivalent question is answered right.</remarks>
internal static class KnownFaults
{
    /// <summary>The name of the fault that may be at work, and what we would say without it; null when it is none of these.</summary>
    public static (string Name, bool Verdict)? Find(Candidate ours, string instance, bool verdict)
    {
        if (!verdict)
        {
            string plain = Plain(JsonNode.Parse(instance))?.ToJsonString() ?? "null";
            if (plain != instance && ours.Check(plain).Verdict == true)
            {
                return ("numbers spelt with an exponent or zeros are refused", true);
            }
        }

        return null;
    }

    /// <summary>The fault by which a document that was sampled is not one that a parser should take; null when there is none.</summary>
    public static string? FindInSample(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return null;
        }
        catch (JsonException)
        {
            using var _ = JsonDocument.Parse(text);
            return "keys that are not declared are written twice";
        }
    }

    /// <summary>
    /// Whether a finding is of a kind that is known for schemas with such a keyword, so that a test need not fail of it again:
    /// two items that must be equal make a document longer than its least length says. The long run shows it all the same.
    /// </summary>
    public static bool IsKnown(Finding finding) => finding.Kind == FindingKind.DeadEnd && Contains(finding.Schema, "uniqueItems");

    private static bool Contains(JsonNode? node, string keyword) => node switch
    {
        JsonObject o => o.Any(p => p.Key == keyword || Contains(p.Value, keyword)),
        JsonArray a => a.Any(i => Contains(i, keyword)),
        _ => false,
    };

    /// <summary>The value with its numbers in the fewest digits and no exponent.</summary>
    private static JsonNode? Plain(JsonNode? value) => value switch
    {
        JsonArray a => new JsonArray([.. a.Select(Plain)]),
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Plain(p.Value)))),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number && decimal.TryParse(v.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal d) =>
            JsonNode.Parse(d.ToString("0.############################", CultureInfo.InvariantCulture)),
        _ => value?.DeepClone(),
    };
}
