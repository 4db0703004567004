// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>The places where a llama.cpp library is looked for, in the order in which they are asked.</summary>
public enum NativeLibrarySource
{
    /// <summary>The file or folder that the caller names in <see cref="LlamaRuntimeOptions.LibraryPath"/>; nothing else is tried then.</summary>
    Explicit,

    /// <summary>The file or folder that the environment variable <c>CONSTRAIN_LLAMA</c> names; nothing else is tried then.</summary>
    EnvironmentVariable,

    /// <summary>The application's own folder.</summary>
    Application,

    /// <summary>The <c>runtimes</c> folder that the package LLamaSharp.Backend.Cpu puts beside an application.</summary>
    LLamaSharpBackend,

    /// <summary>The npm package <c>@node-llama-cpp/&lt;platform&gt;</c> in a <c>node_modules</c> folder beside or above the application.</summary>
    NpmPackage,

    /// <summary>The system's library folders and its own search.</summary>
    System,
}
