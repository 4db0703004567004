// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Masks;

/// <summary>Computes the masks that are missing, by the threads of the pool.</summary>
internal static class MaskBatch
{
    /// <summary>Fills the places that are null.</summary>
    public static void Compute(IReadOnlyList<Matcher> matchers, TokenMask?[] masks) =>
        Parallel.For(0, masks.Length, i => masks[i] ??= matchers[i].Mask);
}
