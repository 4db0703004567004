// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using SharpCompress.Readers;

namespace Constrain.TestKit;

/// <summary>The archives in the shared data: the official JSON Schema test suite and the MaskBench part.</summary>
public static class SharedArchives
{
    /// <summary>The reason that a test gives for being skipped.</summary>
    public const string Missing = "needs shared/data beside the repository, which is not here";

    public const string OfficialSuite = "json-schema-test-suite.tar.xz";

    public const string MaskBench = "maskbench-dev.tar.xz";

    /// <summary>The files of an archive, as path and text, in ordinal order of their paths; null when the archive is missing.</summary>
    public static IReadOnlyList<(string Path, string Text)>? Read(string name) =>
        SharedData.Find(name) is { } path ? ReadArchive(path) : null;

    /// <summary>The files of an archive, as path and text, in ordinal order of their paths.</summary>
    /// <param name="path">The path of the archive.</param>
    public static IReadOnlyList<(string Path, string Text)> ReadArchive(string path)
    {
        using FileStream file = File.OpenRead(path);
        using IReader reader = ReaderFactory.OpenReader(file);
        var files = new List<(string Path, string Text)>();
        while (reader.MoveToNextEntry())
        {
            if (!reader.Entry.IsDirectory)
            {
                using var text = new StreamReader(reader.OpenEntryStream());
                files.Add((reader.Entry.Key!.Replace("./", string.Empty, StringComparison.Ordinal), text.ReadToEnd()));
            }
        }

        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }
}
