// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>llama.cpp failed at something that its caller had every right to ask; the message says what it logged.</summary>
public class LlamaException : Exception
{
    internal LlamaException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
