// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>How large a context is and how it computes.</summary>
public sealed class LlamaContextOptions
{
    /// <summary>
    /// Tokens that a sequence may grow to, prompt included. Null: what the model was trained with, at most 4096, since the cache
    /// for it is allocated at once. llama.cpp may round it up.
    /// </summary>
    public int? ContextLength { get; init; }

    /// <summary>Tokens that are evaluated in one piece; a longer prompt is cut into pieces.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>
    /// Threads that compute; null takes one for each processor, and one alone for a model of less than 50 million weights, which
    /// more would only slow down. The logits of some models depend on it in the last bits, so fix
    /// it where outputs must be reproducible across machines.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>Sequences that can be decoded side by side, such as parallel samples of one prompt.</summary>
    public int Sequences { get; init; } = 1;
}
