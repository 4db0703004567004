// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>How one document is generated.</summary>
public sealed class GenerationOptions
{
    /// <summary>The most tokens a document may take; 1024 unless set. The document is complete within them.</summary>
    public int MaxTokens { get; init; } = 1024;

    /// <summary>How tokens are drawn from the allowed ones.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>
    /// Whether the prompt becomes a user's message in the model's chat template; it does unless set otherwise. A base model has
    /// no template, so its prompt is always used as it is.
    /// </summary>
    public bool UseChatTemplate { get; init; } = true;

    /// <summary>A system message before the prompt; null for none. Needs a chat template.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Told the number of tokens generated so far, after each one, on the generating thread.</summary>
    public IProgress<int>? Progress { get; init; }
}
