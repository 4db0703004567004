// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Serialization;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Compare;

/// <summary>What <c>xgrammar/measure.mjs</c> is given: the vocabulary, and schemas with tokenized instances.</summary>
internal sealed record XGrammarWork(string[] Vocabulary, int[] Ends, XGrammarCase[] Warmup, XGrammarCase[] Cases)
{
    private static readonly char[] Alphabet = MakeAlphabet();

    public static XGrammarWork Of(Vocabulary vocabulary, IEnumerable<MaskBenchFile> warmup, IEnumerable<MaskBenchFile> files) => new(
        [.. Enumerable.Range(0, vocabulary.Count).Select(token => ByteLevel(vocabulary.GetBytes(token)))],
        [.. vocabulary.EndOfGenerationTokens],
        [.. warmup.Select(file => XGrammarCase.Of(vocabulary, file))],
        [.. files.Select(file => XGrammarCase.Of(vocabulary, file))]);

    public void Save(string path)
    {
        using FileStream stream = File.Create(path);
        JsonSerializer.Serialize(stream, this, XGrammarJson.Options);
    }

    /// <summary>
    /// The bytes of a token as text in the alphabet of byte-level vocabularies: a printable character of Latin-1 for itself, the
    /// others in their order from U+0100 on.
    /// </summary>
    private static string ByteLevel(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[i] = Alphabet[bytes[i]];
        }

        return new string(text);
    }

    private static char[] MakeAlphabet()
    {
        char next = '\u0100';
        return [.. Enumerable.Range(0, 256).Select(b => b is (> 32 and < 127) or (> 160 and < 256 and not 173) ? (char)b : next++)];
    }
}

/// <summary>A schema with instances.</summary>
internal sealed record XGrammarCase(string Id, string Schema, int[][] Instances)
{
    public static XGrammarCase Of(Vocabulary vocabulary, MaskBenchFile file) =>
        new(file.Id, file.Schema, [.. file.Instances.Select(i => GreedyTokens.Of(vocabulary, i.Utf8.Span))]);
}

/// <summary>What the script says of a case, or of the vocabulary.</summary>
internal sealed record XGrammarLine(
    string? Id, string? Error, double CompileUs, double TtfmUs, XGrammarTokens[]? Walks, double? VocabularyUs);

/// <summary>The times of an instance, up to the first token that was refused.</summary>
internal sealed record XGrammarTokens(double[] MasksUs, double[] CommitsUs);

/// <summary>How both are written.</summary>
internal static class XGrammarJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
