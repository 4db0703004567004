// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>Faults of this library that are known and not yet mended.</summary>
internal static class KnownFaults
{
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
}
