// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Interop;
using Constrain.LlamaCpp.Loading;

namespace Constrain.LlamaCpp.Tests;

public sealed class LlamaRuntimeTests
{
    [SkippableFact]
    public void Load_OfTheLibrary_KnowsItsFacts()
    {
        LlamaRuntime runtime = Native.Require();

        Assert.True(File.Exists(runtime.LibraryPath));
        Assert.NotEqual("unknown", runtime.Version);
        Assert.NotEmpty(runtime.CpuFeatures);
        Assert.NotEmpty(runtime.Devices);
        Assert.Equal(runtime.LibraryPath, runtime.Probes[^1].LibraryPath);
        Assert.NotEqual(PenaltiesSignature.Unknown, runtime.Penalties);
        Assert.NotNull(runtime.ContextParams.UnifiedCacheOffset);
    }

    [SkippableFact]
    public void Load_Again_IsTheSameRuntime()
    {
        LlamaRuntime runtime = Native.Require();

        Assert.Same(runtime, LlamaRuntime.Load());
        Assert.Same(runtime, LlamaRuntime.Load(new LlamaRuntimeOptions { LibraryPath = runtime.LibraryPath }));
    }

    [SkippableFact]
    public void Load_OfAnotherLibraryBesideTheLoadedOne_IsRefused()
    {
        _ = Native.Require();
        using var folder = new TemporaryFolder();
        string other = folder.File("libllama.so");

        Assert.Throws<InvalidOperationException>(() => LlamaRuntime.Load(new LlamaRuntimeOptions { LibraryPath = other }));
    }

    [SkippableFact]
    public void Load_OfAMissingLibrary_SaysWhereItLookedAndWhatToDo()
    {
        _ = Native.Require();

        NativeLibraryException missing = Assert.Throws<NativeLibraryException>(
            () => LlamaRuntime.Load(new LlamaRuntimeOptions { LibraryPath = "/nowhere/libllama.so" }));

        Assert.Contains("/nowhere/libllama.so", missing.Message, StringComparison.Ordinal);
        Assert.Single(missing.Probes);
    }

    [Fact]
    public void Open_OfAFileThatIsNoLibrary_IsAnErrorAndNotACrash()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("libllama.so", "not a library"u8.ToArray());

        Assert.Throws<NativeLibraryException>(() => LoadedLibrary.Open(path, PlatformNames.Current, null));
    }

    [SkippableFact]
    public void Open_OfALibraryThatIsNotLlama_NamesTheMissingExport()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "uses a library that Linux always has");

        NativeLibraryException other = Assert.Throws<NativeLibraryException>(
            () => LoadedLibrary.Open("/lib/x86_64-linux-gnu/libm.so.6", PlatformNames.Current, null));

        Assert.Contains("llama_model_default_params", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_LoadsNothing_AndCoversEveryPlace() => Assert.NotEmpty(LlamaRuntime.Probe());
}
