// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>Whether a token is drawn from the model's own distribution and checked, before a mask is computed.</summary>
public enum CheckFirst
{
    /// <summary>The mask always comes first.</summary>
    Never,

    /// <summary>
    /// Where the model alone decides: the most probable token is checked when it is the one that would be drawn from any set of
    /// tokens that holds it (greedy sampling, or a truncation that leaves it alone). The same tokens are drawn as without.
    /// </summary>
    SameDraw,

    /// <summary>
    /// As <see cref="SameDraw"/>, and where all tokens can be drawn (no top-k, top-p, min-p or typical-p) one is drawn and checked, and
    /// a refused one is drawn again under the mask. Tokens come from the same distribution as without, but not the same ones from
    /// the same seed. It pays where a mask costs more than a draw from the whole vocabulary, which is rare.
    /// </summary>
    SameDistribution,
}
