// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Tests.Support;

/// <summary>The files of the checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Folders = ["examples", "grammars"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder.</summary>
    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>The case files of the examples and the grammars, relative to the root.</summary>
    public static IEnumerable<string> CaseFiles() => Folders
        .Select(folder => At(folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cases.jsonl", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Constrain.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
