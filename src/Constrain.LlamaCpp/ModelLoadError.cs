// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>Why a model was not loaded.</summary>
public enum ModelLoadError
{
    /// <summary>There is no such file, or it cannot be read.</summary>
    Missing,

    /// <summary>The file is not a GGUF file, or one of a version or byte order that is not supported.</summary>
    NotGguf,

    /// <summary>The file ends too early or contradicts itself: most often a download that broke off.</summary>
    Damaged,

    /// <summary>A sound GGUF file, but the model's architecture or tokenizer is not one that the library knows.</summary>
    Unsupported,

    /// <summary>llama.cpp refused it for another reason, such as memory; the message says what it logged.</summary>
    Refused,
}
