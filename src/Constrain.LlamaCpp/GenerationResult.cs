// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>What was generated, and what it took: a complete document, or text without a constraint.</summary>
public sealed class GenerationResult
{
    internal GenerationResult(string text, int[] tokens, int forcedTokens, int promptTokens, FinishReason finishReason, uint seed, TimeSpan promptTime, TimeSpan generationTime)
    {
        Text = text;
        Tokens = tokens;
        ForcedTokens = forcedTokens;
        PromptTokens = promptTokens;
        FinishReason = finishReason;
        Seed = seed;
        PromptTime = promptTime;
        GenerationTime = generationTime;
    }

    /// <summary>The document, or the text.</summary>
    public string Text { get; }

    /// <summary>The tokens of the document, without the one that ended it.</summary>
    public IReadOnlyList<int> Tokens { get; }

    /// <summary>How many of <see cref="Tokens"/> were not drawn, since the constraint left no choice: see <see cref="GenerationOptions.ForceText"/>.</summary>
    public int ForcedTokens { get; }

    /// <summary>The number of tokens in the prompt, chat template included.</summary>
    public int PromptTokens { get; }

    /// <summary>Why it ended.</summary>
    public FinishReason FinishReason { get; }

    /// <summary>The seed it was drawn with: with the same model, prompt, options and seed the same document comes again.</summary>
    public uint Seed { get; }

    /// <summary>The time it took to read the prompt.</summary>
    public TimeSpan PromptTime { get; }

    /// <summary>The time it took to generate the document, masks included.</summary>
    public TimeSpan GenerationTime { get; }
}

/// <summary>Why a document ended.</summary>
public enum FinishReason
{
    /// <summary>The model ended it, or nothing more could follow.</summary>
    Stop,

    /// <summary>The token limit came near, and the last tokens were steered to a complete document.</summary>
    ClosedByBudget,

    /// <summary>The token limit, or the end of the context, was reached in the middle of text; never under a constraint.</summary>
    TokenLimit,
}
