// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit.MaskBench;

/// <summary>The files of MaskBench by name, from an archive or a folder.</summary>
public sealed class MaskBenchCorpus
{
    private readonly Dictionary<string, string> _texts;

    private MaskBenchCorpus(IEnumerable<(string Name, string Text)> files) =>
        _texts = files.ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);

    /// <summary>The names of all files, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _texts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The files in the shared data; null when they are not there.</summary>
    public static MaskBenchCorpus? Shared() => SharedData.Find(SharedArchives.MaskBench) is { } path ? Open(path) : null;

    /// <summary>Opens a .tar.xz archive or a folder of .json files.</summary>
    /// <param name="path">The archive or the folder.</param>
    public static MaskBenchCorpus Open(string path)
    {
        IEnumerable<(string Path, string Text)> files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Select(file => (file, File.ReadAllText(file)))
            : SharedArchives.ReadArchive(path);
        files = files.Where(f => f.Path.EndsWith(".json", StringComparison.Ordinal));
        return new MaskBenchCorpus(files.Select(f => (Path.GetFileName(f.Path), f.Text)));
    }

    /// <summary>The length of a file in characters.</summary>
    public int LengthOf(string name) => _texts[name].Length;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public MaskBenchFile Read(string name) =>
        _texts.TryGetValue(name, out string? text)
            ? MaskBenchFile.Parse(name, text)
            : throw new FileNotFoundException($"no file {name} among the {_texts.Count} of the corpus", name);
}
