// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>How many leaves of a document are right.</summary>
/// <param name="Right">Leaves with the same pointer and an equal value in both documents.</param>
/// <param name="Expected">Leaves that should be there.</param>
/// <param name="Written">Leaves that are there.</param>
internal readonly record struct FieldCounts(int Right, int Expected, int Written)
{
    /// <summary>The share of what is there that is right; null where nothing is there.</summary>
    public double? Precision => Written > 0 ? (double)Right / Written : null;

    /// <summary>The share of what should be there that is there; null where nothing should.</summary>
    public double? Recall => Expected > 0 ? (double)Right / Expected : null;

    /// <summary>The parts of F1, which is 2 · right / (expected + written): the harmonic mean of precision and recall.</summary>
    public Fraction F1 => new(2.0 * Right, Expected + Written);

    public static FieldCounts operator +(FieldCounts a, FieldCounts b) => new(a.Right + b.Right, a.Expected + b.Expected, a.Written + b.Written);

    /// <summary>Compares what was written with what was expected.</summary>
    public static FieldCounts Of(IReadOnlyDictionary<string, Leaf> expected, IReadOnlyDictionary<string, Leaf> written) => new(
        expected.Count(leaf => written.TryGetValue(leaf.Key, out Leaf other) && other == leaf.Value), expected.Count, written.Count);
}
