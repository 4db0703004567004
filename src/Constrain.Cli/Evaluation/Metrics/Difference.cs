// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>One leaf of a document that is not as expected.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Expected">What should stand there; null for nothing.</param>
/// <param name="Written">What stands there; null for nothing.</param>
internal sealed record Difference(string Pointer, Leaf? Expected, Leaf? Written)
{
    /// <summary>All differences of two documents, by pointer.</summary>
    public static IReadOnlyList<Difference> All(IReadOnlyDictionary<string, Leaf> expected, IReadOnlyDictionary<string, Leaf> written) =>
    [
        .. expected.Keys.Union(written.Keys).Order(StringComparer.Ordinal)
            .Select(pointer => new Difference(pointer, At(expected, pointer), At(written, pointer)))
            .Where(difference => difference.Expected != difference.Written),
    ];

    private static Leaf? At(IReadOnlyDictionary<string, Leaf> leaves, string pointer) => leaves.TryGetValue(pointer, out Leaf leaf) ? leaf : null;
}
