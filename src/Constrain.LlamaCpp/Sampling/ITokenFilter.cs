// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Sampling;

/// <summary>What a sampler chain needs to know of a constraint: which tokens may come next, and that one came.</summary>
internal interface ITokenFilter
{
    /// <summary>
    /// Bit t % 64 of word t / 64 is set iff token t may come next; tokens beyond the last word may not. Valid until the next
    /// call. Empty means that none may.
    /// </summary>
    public ReadOnlySpan<ulong> Allowed();

    /// <summary>A token was sampled.</summary>
    public void Accept(int token);

    /// <summary>Back to the beginning.</summary>
    public void Reset();

    /// <summary>A filter in the same state that goes its own way from here.</summary>
    public ITokenFilter Clone();
}
