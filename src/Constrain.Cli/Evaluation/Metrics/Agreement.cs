// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>How far documents that were written for one prompt agree, field by field.</summary>
internal static class Agreement
{
    /// <summary>The mean, over the leaves of all the documents, of the share of pairs of documents that agree on a leaf.</summary>
    /// <param name="documents">
    /// The leaves of each. Two agree on a leaf when both have it with equal values, or both lack it.
    /// </param>
    /// <returns>From 0 to 1; null for less than two documents.</returns>
    public static double? Of(IReadOnlyList<IReadOnlyDictionary<string, Leaf>> documents)
    {
        string[] pointers = [.. documents.SelectMany(document => document.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        double pairs = documents.Count * (documents.Count - 1) / 2.0;
        return pairs == 0 || pointers.Length == 0 ? null : pointers.Average(pointer => AgreeingPairs(documents, pointer) / pairs);
    }

    private static double AgreeingPairs(IReadOnlyList<IReadOnlyDictionary<string, Leaf>> documents, string pointer) => documents
        .GroupBy(document => document.TryGetValue(pointer, out Leaf leaf) ? leaf : (Leaf?)null)
        .Sum(same => same.Count() * (same.Count() - 1) / 2.0);
}
