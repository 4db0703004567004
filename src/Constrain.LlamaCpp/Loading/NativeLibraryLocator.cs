// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Loading;

/// <summary>Looks for a llama.cpp library without loading anything, and records every place it looked at.</summary>
internal static class NativeLibraryLocator
{
    /// <summary>The probes in order. Lazily: the caller stops at the first library that it can load.</summary>
    public static IEnumerable<NativeLibraryProbe> Search(string? explicitPath, SearchScope scope)
    {
        // A library that was asked for by name is used or refused; falling back silently would run something else.
        if (!string.IsNullOrEmpty(explicitPath))
            return [Named(NativeLibrarySource.Explicit, explicitPath, scope)];
        if (!string.IsNullOrEmpty(scope.EnvironmentPath))
            return [Named(NativeLibrarySource.EnvironmentVariable, scope.EnvironmentPath, scope)];

        return ApplicationFolder(scope).Concat(LLamaSharpFolders(scope)).Concat(NpmFolders(scope)).Concat(SystemFolders(scope));
    }

    private static NativeLibraryProbe Named(NativeLibrarySource source, string path, SearchScope scope)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
            return new(source, full, full, "found");
        return Directory.Exists(full)
            ? Folder(source, full, scope)
            : new(source, full, null, "there is no such file or folder");
    }

    private static IEnumerable<NativeLibraryProbe> ApplicationFolder(SearchScope scope) =>
        [Folder(NativeLibrarySource.Application, scope.BaseDirectory, scope)];

    private static IEnumerable<NativeLibraryProbe> LLamaSharpFolders(SearchScope scope)
    {
        string native = Path.Combine(scope.BaseDirectory, "runtimes", scope.Platform.RuntimeIdentifier, "native");
        if (!Directory.Exists(native))
        {
            yield return new(NativeLibrarySource.LLamaSharpBackend, native, null, "no such folder");
            yield break;
        }

        foreach (string level in scope.CpuLevels)
            yield return Folder(NativeLibrarySource.LLamaSharpBackend, Path.Combine(native, level), scope);
    }

    /// <summary>As Node resolves a package: <c>node_modules</c> in the application's folder, then in each folder above it.</summary>
    private static IEnumerable<NativeLibraryProbe> NpmFolders(SearchScope scope)
    {
        string inside = Path.Combine("@node-llama-cpp", scope.Platform.NpmPlatform, "bins", scope.Platform.NpmPlatform);
        bool any = false;
        for (string? above = Path.TrimEndingDirectorySeparator(scope.BaseDirectory); above is not null; above = Path.GetDirectoryName(above))
        {
            // A build of this repository restores into .artifacts/npm, two folders up from bin/<project>/release.
            foreach (string modules in (string[])[Path.Combine(above, "node_modules"), Path.Combine(above, "npm", "node_modules")])
            {
                if (!Directory.Exists(modules))
                    continue;
                any = true;
                yield return Folder(NativeLibrarySource.NpmPackage, Path.Combine(modules, inside), scope);
            }
        }

        if (!any)
            yield return new(NativeLibrarySource.NpmPackage, scope.BaseDirectory, null, "no node_modules folder here or above");
    }

    private static IEnumerable<NativeLibraryProbe> SystemFolders(SearchScope scope) =>
        scope.SystemFolders.Select(folder => Folder(NativeLibrarySource.System, folder, scope));

    private static NativeLibraryProbe Folder(NativeLibrarySource source, string folder, SearchScope scope)
    {
        if (!Directory.Exists(folder))
            return new(source, folder, null, "no such folder");
        try
        {
            string? library = scope.Platform.FindLibrary(folder, "llama");
            return new(source, folder, library, library is null ? "holds no llama library" : "found");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new(source, folder, null, "cannot be read: " + unreadable.Message);
        }
    }
}
