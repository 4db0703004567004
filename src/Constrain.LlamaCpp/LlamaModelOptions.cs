// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>How a model is loaded.</summary>
public sealed class LlamaModelOptions
{
    /// <summary>How many layers a GPU takes, if the library supports one; 0 keeps to the CPU, null leaves it to llama.cpp.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>True loads the vocabulary and no weights: enough to tokenize, not to create a context.</summary>
    public bool VocabularyOnly { get; init; }

    /// <summary>How the native library is found; null uses the one that is loaded, or searches for it.</summary>
    public LlamaRuntimeOptions? Runtime { get; init; }
}
