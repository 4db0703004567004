// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Constrain.LlamaCpp.Loading;

/// <summary>What one operating system and processor call their libraries, packages and folders.</summary>
/// <param name="RuntimeIdentifier">.NET's portable identifier, <c>linux-x64</c>.</param>
/// <param name="NpmPlatform">The part of the npm package's name behind <c>@node-llama-cpp/</c>.</param>
/// <param name="Prefix">What library files begin with.</param>
/// <param name="Extension">What library files end with, with the dot.</param>
internal sealed partial record PlatformNames(string RuntimeIdentifier, string NpmPlatform, string Prefix, string Extension)
{
    public static PlatformNames Current { get; } = For(
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux,
        RuntimeInformation.ProcessArchitecture);

    public static PlatformNames For(OSPlatform system, Architecture architecture)
    {
        string processor = architecture.ToString().ToLowerInvariant();
        if (system == OSPlatform.Windows)
            return new("win-" + processor, "win-" + processor, "", ".dll");
        if (system == OSPlatform.OSX)
            return new("osx-" + processor, architecture == Architecture.Arm64 ? "mac-arm64-metal" : "mac-" + processor, "lib", ".dylib");
        return new("linux-" + processor, "linux-" + processor, "lib", ".so");
    }

    /// <summary>
    /// The library <paramref name="stem"/> in <paramref name="folder"/>: the plain name before versioned ones
    /// (<c>libllama.so</c>, <c>libllama.v0.5.0.so</c>, <c>libllama.so.1</c>), of those the last in ordinal order. Null where none is.
    /// </summary>
    /// <remarks>A name that goes on with a hyphen is another library: <c>libllama-common</c>, <c>libggml-base</c>.</remarks>
    public string? FindLibrary(string folder, string stem)
    {
        string plain = Path.Combine(folder, Prefix + stem + Extension);
        if (File.Exists(plain))
            return plain;
        if (!Directory.Exists(folder))
            return null;

        return Directory.EnumerateFiles(folder, Prefix + stem + ".*")
            .Where(file => IsLibrary(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .LastOrDefault();
    }

    private bool IsLibrary(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || VersionBehind().IsMatch(name);

    [GeneratedRegex(@"\.so(\.[0-9]+)+$")]
    private static partial Regex VersionBehind();
}
