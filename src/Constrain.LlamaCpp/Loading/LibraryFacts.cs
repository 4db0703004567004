// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.RegularExpressions;
using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp.Loading;

/// <summary>What a loaded library says about itself.</summary>
internal static unsafe partial class LibraryFacts
{
    public static (string SystemInfo, string Version, IReadOnlyList<string> Devices) Read(LoadedLibrary library)
    {
        LlamaApi api = library.Api;
        var devices = new List<string>();
        for (nuint i = 0; i < api.DeviceCount(); i++)
        {
            nint device = api.DeviceGet(i);
            devices.Add($"{Utf8.Text(api.DeviceName(device))} ({Utf8.Text(api.DeviceDescription(device))})");
        }

        string systemInfo = Utf8.Text(api.SystemInfo())?.Trim() ?? "";
        string? ggml = api.GgmlVersion == null ? null : Utf8.Text(api.GgmlVersion());
        string version = (api.LlamaVersion == null ? null : Utf8.Text(api.LlamaVersion())) ?? VersionInName(library.Path) ?? "unknown";
        return (systemInfo, ggml is null ? version : $"{version} (ggml {ggml})", devices);
    }

    /// <summary>The names with the value 1 in text such as <c>CPU : AVX = 1 | AVX2 = 1 | REPACK = 1 |</c>.</summary>
    public static IReadOnlyList<string> Features(string systemInfo) =>
        [.. Switch().Matches(systemInfo).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary><c>libllama.b9842.so</c> says b9842, <c>libllama.so.0.5</c> says 0.5.</summary>
    public static string? VersionInName(string path)
    {
        Match match = Versioned().Match(Path.GetFileName(path));
        return match.Success ? match.Groups[1].Value + match.Groups[2].Value : null;
    }

    [GeneratedRegex(@"(\w+) = 1\b")]
    private static partial Regex Switch();

    [GeneratedRegex(@"^(?:lib)?llama(?:\.([^.].*)\.(?:so|dll|dylib)|\.so\.(.+))$")]
    private static partial Regex Versioned();
}
