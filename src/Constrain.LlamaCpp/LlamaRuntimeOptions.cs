// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp;

/// <summary>How <see cref="LlamaRuntime"/> finds the native library.</summary>
public sealed class LlamaRuntimeOptions
{
    /// <summary>
    /// A llama.cpp library file (<c>libllama.so</c>, <c>llama.dll</c>, <c>libllama.dylib</c>, with or without a version in the
    /// name) or the folder that holds one. Null searches the places of <see cref="NativeLibrarySource"/>.
    /// </summary>
    public string? LibraryPath { get; init; }

    /// <summary>
    /// Receives what llama.cpp logs outside the calls that have a logger of their own, while it is loaded for example.
    /// Null, the default, drops it.
    /// </summary>
    public ILogger? Logger { get; init; }
}
