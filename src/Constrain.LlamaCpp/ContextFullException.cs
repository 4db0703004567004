// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>The tokens do not fit into the context any more.</summary>
public sealed class ContextFullException : LlamaException
{
    internal ContextFullException(int needed, int length)
        : base($"The context holds {length} tokens a sequence and {needed} are needed. Create it with a larger ContextLength, or shorten the prompt or the output.")
    {
        (Needed, Length) = (needed, length);
    }

    /// <summary>Tokens of the sequence, the new ones included.</summary>
    public int Needed { get; }

    /// <summary>Tokens that one sequence can hold.</summary>
    public int Length { get; }
}
