// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using Constrain.LlamaCpp.Loading;

namespace Constrain.LlamaCpp.Tests.Loading;

public sealed class NativeLibraryLocatorTests : IDisposable
{
    private static readonly PlatformNames Linux = PlatformNames.For(OSPlatform.Linux, Architecture.X64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Search_WithAllPlacesFilled_AsksThemInTheDocumentedOrder()
    {
        _folder.File("app/bin/libllama.so");
        _folder.File("app/bin/runtimes/linux-x64/native/avx2/libllama.so");
        _folder.File("app/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64/libllama.v0.5.0.so");
        _folder.File("system/libllama.so");

        IEnumerable<NativeLibrarySource> found = Search().Where(probe => probe.LibraryPath is not null).Select(probe => probe.Source);

        Assert.Equal(
            [NativeLibrarySource.Application, NativeLibrarySource.LLamaSharpBackend, NativeLibrarySource.NpmPackage, NativeLibrarySource.System],
            found);
    }

    [Fact]
    public void Search_WithoutAnything_SaysOfEveryPlaceWhyItHasNone()
    {
        IReadOnlyList<NativeLibraryProbe> probes = Search();

        Assert.All(probes, probe => Assert.Null(probe.LibraryPath));
        Assert.All(probes, probe => Assert.NotEqual("", probe.Detail));
        Assert.Equal(Enum.GetValues<NativeLibrarySource>()[2..], probes.Select(probe => probe.Source).Distinct());
    }

    [Theory]
    [InlineData("libllama.so", true)]
    [InlineData("libllama.v0.5.0.so", true)]
    [InlineData("libllama.b9842.so", true)]
    [InlineData("libllama.so.1.2", true)]
    [InlineData("libllama-common.so", false)]
    [InlineData("libllama.txt", false)]
    [InlineData("llama.dll", false)]
    [InlineData("llama-addon.node", false)]
    public void Search_InAFolder_KnowsALibraryByItsName(string name, bool known)
    {
        string file = _folder.File("named/" + name);

        NativeLibraryProbe probe = Search(explicitPath: Path.Combine(_folder.Root, "named")).Single();

        Assert.Equal(known ? file : null, probe.LibraryPath);
    }

    [Fact]
    public void Search_WithPlainAndVersionedNames_TakesThePlainOne()
    {
        _folder.File("named/libllama.v0.5.0.so");
        string plain = _folder.File("named/libllama.so");

        Assert.Equal(plain, Search(explicitPath: Path.Combine(_folder.Root, "named")).Single().LibraryPath);
    }

    [Fact]
    public void Search_WithAnExplicitPath_AsksNothingElse()
    {
        _folder.File("app/bin/libllama.so");

        NativeLibraryProbe probe = Assert.Single(Search(explicitPath: Path.Combine(_folder.Root, "nowhere.so"), environment: "elsewhere"));

        Assert.Equal(NativeLibrarySource.Explicit, probe.Source);
        Assert.Null(probe.LibraryPath);
    }

    [Fact]
    public void Search_WithTheEnvironmentVariable_AsksNothingElse()
    {
        _folder.File("app/bin/libllama.so");
        string other = _folder.File("other/anything.so");

        NativeLibraryProbe probe = Assert.Single(Search(environment: other));

        Assert.Equal((NativeLibrarySource.EnvironmentVariable, other), (probe.Source, probe.LibraryPath));
    }

    [Fact]
    public void Search_ForLLamaSharp_TakesTheBestLevelThatTheProcessorHas()
    {
        foreach (string level in (string[])["avx512", "avx2", "avx", "noavx"])
            _folder.File($"app/bin/runtimes/linux-x64/native/{level}/libllama.so");

        string? best = Search(levels: ["avx2", "avx", "noavx", ""]).First(probe => probe.LibraryPath is not null).LibraryPath;

        Assert.Equal("avx2", Path.GetFileName(Path.GetDirectoryName(best)));
    }

    [Fact]
    public void Search_ForNpm_TakesTheNearestFolderAbove()
    {
        _folder.File("node_modules/@node-llama-cpp/linux-x64/bins/linux-x64/libllama.so");
        string near = _folder.File("app/npm/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64/libllama.so");

        Assert.Equal(near, Search().First(probe => probe.LibraryPath is not null).LibraryPath);
    }

    [Theory]
    [InlineData("WINDOWS", Architecture.X64, "win-x64", "win-x64", "llama.dll")]
    [InlineData("WINDOWS", Architecture.Arm64, "win-arm64", "win-arm64", "llama.dll")]
    [InlineData("OSX", Architecture.Arm64, "osx-arm64", "mac-arm64-metal", "libllama.dylib")]
    [InlineData("OSX", Architecture.X64, "osx-x64", "mac-x64", "libllama.dylib")]
    [InlineData("LINUX", Architecture.Arm64, "linux-arm64", "linux-arm64", "libllama.so")]
    public void PlatformNames_OfEachPlatform_AreThoseOfItsPackages(string system, Architecture architecture, string rid, string npm, string file)
    {
        PlatformNames names = PlatformNames.For(OSPlatform.Create(system), architecture);

        Assert.Equal((rid, npm, file), (names.RuntimeIdentifier, names.NpmPlatform, names.Prefix + "llama" + names.Extension));
    }

    [Theory]
    [InlineData("/x/libllama.v0.5.0.so", "v0.5.0")]
    [InlineData("/x/libllama.b9842.so", "b9842")]
    [InlineData("/x/libllama.metal.v0.4.0.dylib", "metal.v0.4.0")]
    [InlineData("/x/libllama.so.0.5", "0.5")]
    [InlineData("/x/libllama.so", null)]
    [InlineData("/x/llama.dll", null)]
    public void VersionInName_OfALibrary_IsWhatStandsBehindTheName(string path, string? version) =>
        Assert.Equal(version, LibraryFacts.VersionInName(path));

    [Fact]
    public void Features_OfASystemInfo_AreTheSwitchesThatAreOn() =>
        Assert.Equal(["SSE3", "AVX2"], LibraryFacts.Features("CPU : SSE3 = 1 | AVX2 = 1 | AVX512 = 0 | LLAMAFILE = 10 |"));

    private List<NativeLibraryProbe> Search(string? explicitPath = null, string? environment = null, string[]? levels = null) =>
        [.. NativeLibraryLocator.Search(explicitPath, new SearchScope
        {
            BaseDirectory = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Root, "app", "bin")).FullName, ""),
            EnvironmentPath = environment,
            Platform = Linux,
            CpuLevels = levels ?? ["avx2", "avx", "noavx", ""],
            SystemFolders = [Path.Combine(_folder.Root, "system")],
        })];
}
