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

    /// <summary>
    /// Whether text that the constraint leaves no choice about, such as the names of required properties, is written as the
    /// model's tokenizer writes it and read by the model in one piece, instead of token by token; it is unless set otherwise.
    /// </summary>
    /// <remarks>
    /// Such text is the same either way. What can differ is how it is cut into tokens: drawn, each piece that fits is possible, also
    /// one that the model has never seen there; forced, it is what the tokenizer makes of the document, which is what the model was
    /// trained on. So what the model writes behind it may differ as well, and differs from the same seed: no random numbers are
    /// drawn for forced tokens. Documents then come from the model's distribution behind the usual tokens rather than from that
    /// over all ways of cutting them up. Switch it off to draw every token, as for comparing probabilities with another program.
    /// </remarks>
    public bool ForceText { get; init; } = true;

    /// <summary>Whether a token is drawn and checked before a mask is computed; <see cref="CheckFirst.SameDraw"/> unless set.</summary>
    public CheckFirst CheckFirst { get; init; } = CheckFirst.SameDraw;

    /// <summary>
    /// Whether the next mask may be computed on another thread while the model reads the last token; it may unless set otherwise.
    /// It is where masks have turned out to be dear. The document does not depend on it.
    /// </summary>
    public bool OverlapMasks { get; init; } = true;

    /// <summary>Told the number of tokens generated so far, after each one, on the generating thread.</summary>
    public IProgress<int>? Progress { get; init; }
}
