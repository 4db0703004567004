// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Corpus;

namespace Constrain.Benchmarks.Growth;

/// <summary>Vocabularies of many sizes: those of models, and ones made from theirs.</summary>
internal static class VocabularySizes
{
    /// <summary>The vocabularies in a folder, the smallest first.</summary>
    public static IEnumerable<(string Name, Vocabulary Vocabulary)> Models(string folder) =>
        Directory.EnumerateFiles(folder, "*.gguf")
            .Select(path => (Path.GetFileNameWithoutExtension(path), ColdMeasurement.LoadVocabulary(path)))
            .OrderBy(v => v.Item2.Count);

    /// <summary>The first tokens of a vocabulary: byte-pair vocabularies have the frequent ones first.</summary>
    public static Vocabulary First(Vocabulary whole, int count) => Make(Texts(whole), count);

    /// <summary>
    /// A vocabulary of any size: the tokens of some models, each text once, and then pairs of them, as a vocabulary with more
    /// merges would have.
    /// </summary>
    public static Vocabulary Grown(IEnumerable<Vocabulary> models, int count)
    {
        var texts = new HashSet<byte[]>(models.SelectMany(Texts), new BytesComparer());
        byte[][] parts = [.. texts.Where(t => t.Length is > 1 and < 6).Take(4_000)];
        for (int i = 0; texts.Count < count && i < parts.Length * parts.Length; i++)
        {
            texts.Add([.. parts[i % parts.Length], .. parts[((i / parts.Length) + i) % parts.Length]]);
        }

        return Make(texts, count);
    }

    private static IEnumerable<byte[]> Texts(Vocabulary vocabulary) => Enumerable.Range(0, vocabulary.Count)
        .Where(token => !vocabulary.IsEndOfGeneration(token) && vocabulary.GetBytes(token).Length > 0)
        .Select(token => vocabulary.GetBytes(token).ToArray());

    /// <summary>All single bytes come first, then as many of the texts as fit, then an end of generation.</summary>
    private static Vocabulary Make(IEnumerable<byte[]> texts, int count)
    {
        IEnumerable<byte[]> bytes = Enumerable.Range(0, 256).Select(b => new[] { (byte)b });
        byte[][] all = [.. bytes.Concat(texts).Distinct(new BytesComparer()).Take(count - 1), []];
        var vocabulary = Vocabulary.FromTokens([.. all.Select(t => new ReadOnlyMemory<byte>(t))], [all.Length - 1]);
        _ = vocabulary.Trie;
        return vocabulary;
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
