// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Interop;
using Constrain.LlamaCpp.Loading;

namespace Constrain.LlamaCpp;

/// <summary>The llama.cpp library that this process uses: found, loaded and checked once, then shared by all models.</summary>
/// <remarks>Threads: every member may be used from any thread.</remarks>
public sealed class LlamaRuntime
{
    private static readonly Lock Gate = new();
    private static LlamaRuntime? _loaded;

    private readonly LoadedLibrary _library;

    private LlamaRuntime(LoadedLibrary library, IReadOnlyList<NativeLibraryProbe> probes)
    {
        _library = library;
        Probes = probes;
        (SystemInfo, Version, Devices) = LibraryFacts.Read(library);
        CpuFeatures = LibraryFacts.Features(SystemInfo);
        Penalties = PenaltiesSignatures.Detect(library.Api);
    }

    /// <summary>The library file that is loaded, a full path.</summary>
    public string LibraryPath => _library.Path;

    /// <summary>The version as the library or its file name tells it, such as <c>0.5.0 (ggml 0.5.0)</c> or <c>b9842</c>; "unknown" where neither does.</summary>
    public string Version { get; }

    /// <summary>What llama.cpp reports about its build and this machine, one line.</summary>
    public string SystemInfo { get; }

    /// <summary>The instruction sets that the loaded compute backend uses, such as <c>AVX2</c>.</summary>
    public IReadOnlyList<string> CpuFeatures { get; }

    /// <summary>The devices that can compute, each with its description.</summary>
    public IReadOnlyList<string> Devices { get; }

    /// <summary>Every place that was looked at until the library was found, in order.</summary>
    public IReadOnlyList<NativeLibraryProbe> Probes { get; }

    internal LlamaApi Api => _library.Api;

    internal ModelParams ModelParams => _library.ModelParams;

    internal ContextParams ContextParams => _library.ContextParams;

    internal PenaltiesSignature Penalties { get; }

    /// <summary>Looks at every place in which a library may lie, without loading anything.</summary>
    /// <param name="options">Null searches with the defaults.</param>
    public static IReadOnlyList<NativeLibraryProbe> Probe(LlamaRuntimeOptions? options = null) =>
        [.. NativeLibraryLocator.Search(options?.LibraryPath, new SearchScope())];

    /// <summary>The process's library, loaded by the first call.</summary>
    /// <param name="options">
    /// Null takes whatever is loaded, or searches. A path that names another library than the one that is loaded is refused:
    /// a process holds one llama.cpp.
    /// </param>
    /// <exception cref="NativeLibraryException">None was found, or none could be used; the message lists every place.</exception>
    /// <exception cref="InvalidOperationException">Another library is loaded already.</exception>
    public static LlamaRuntime Load(LlamaRuntimeOptions? options = null)
    {
        lock (Gate)
        {
            if (_loaded is null)
                return _loaded = Find(options, new SearchScope());
            if (options?.LibraryPath is not string path)
                return _loaded;

            NativeLibraryProbe wanted = NativeLibraryLocator.Search(path, new SearchScope()).Single();
            if (wanted.LibraryPath is null)
                throw NativeLibraryException.NotFound([wanted]);
            return wanted.LibraryPath == _loaded.LibraryPath
                ? _loaded
                : throw new InvalidOperationException(
                    $"This process has loaded {_loaded.LibraryPath} already and cannot load {wanted.LibraryPath} beside it.");
        }
    }

    private static LlamaRuntime Find(LlamaRuntimeOptions? options, SearchScope scope)
    {
        var probes = new List<NativeLibraryProbe>();
        foreach (NativeLibraryProbe probe in NativeLibraryLocator.Search(options?.LibraryPath, scope))
        {
            if (probe.LibraryPath is not string path)
            {
                probes.Add(probe);
                continue;
            }

            try
            {
                LoadedLibrary library = LoadedLibrary.Open(path, scope.Platform, options?.Logger);
                probes.Add(probe.With("loaded " + path));
                return new LlamaRuntime(library, probes);
            }
            catch (NativeLibraryException unusable)
            {
                probes.Add(probe.With(unusable.Message));
            }
        }

        throw NativeLibraryException.NotFound(probes);
    }
}
