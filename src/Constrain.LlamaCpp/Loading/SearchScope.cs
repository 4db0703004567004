// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Loading;

/// <summary>Everything outside its arguments that the search for the library depends on, so that tests can stand in for it.</summary>
internal sealed record SearchScope
{
    /// <summary>The application's folder. Never the working directory: where a user stands must not decide which native code runs.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    public string? EnvironmentPath { get; init; } = Environment.GetEnvironmentVariable("CONSTRAIN_LLAMA");

    public PlatformNames Platform { get; init; } = PlatformNames.Current;

    public IReadOnlyList<string> CpuLevels { get; init; } = CpuLevel.Supported;

    public IReadOnlyList<string> SystemFolders { get; init; } = DefaultSystemFolders();

    private static List<string> DefaultSystemFolders()
    {
        string variable = OperatingSystem.IsWindows() ? "PATH" : OperatingSystem.IsMacOS() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
        List<string> folders = [.. (Environment.GetEnvironmentVariable(variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathRooted)];
        if (OperatingSystem.IsWindows())
            return folders;

        folders.AddRange(["/usr/local/lib", "/usr/lib", "/lib"]);
        if (OperatingSystem.IsMacOS())
            folders.Add("/opt/homebrew/lib");
        else
            folders.AddRange(["/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]);
        return folders;
    }
}
