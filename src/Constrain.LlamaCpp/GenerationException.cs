// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>No complete document could be generated. Nothing incomplete is ever returned instead.</summary>
public sealed class GenerationException : Exception
{
    internal GenerationException(GenerationError error, string message)
        : base(message) => Error = error;

    /// <summary>What kept a document from being generated.</summary>
    public GenerationError Error { get; }
}

/// <summary>What kept a document from being generated.</summary>
public enum GenerationError
{
    /// <summary>The token limit, or what the context has left of it, is too small for the shortest document.</summary>
    BudgetTooSmall,

    /// <summary>The prompt does not fit into the context.</summary>
    PromptTooLong,

    /// <summary>The vocabulary has no token for a byte that had to come next.</summary>
    VocabularyIncomplete,
}
