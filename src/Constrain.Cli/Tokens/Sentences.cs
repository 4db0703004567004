// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Tokens;

/// <summary>The same everyday sentences in one language; they were written for this purpose.</summary>
/// <param name="Language">The language, by its English name.</param>
/// <param name="All">The sentences, in the same order in every language.</param>
internal sealed record Sentences(string Language, IReadOnlyList<string> All)
{
    private const string Resource = "sentences.jsonl";

    /// <summary>The languages; English is the first.</summary>
    public static IReadOnlyList<Sentences> Languages { get; } = Read();

    /// <summary>The words of the English sentences, each once.</summary>
    public static IEnumerable<string> EnglishWords => Languages[0].All
        .SelectMany(sentence => sentence.Split(' ')).Select(word => word.Trim(',', '.', '?')).Where(word => word.Length > 1).Distinct();

    private static List<Sentences> Read()
    {
        using Stream stream = typeof(Sentences).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        List<Sentences> languages = [];
        while (reader.ReadLine() is string line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement of = document.RootElement;
            languages.Add(new Sentences(
                of.GetProperty("language").GetString()!, [.. of.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetString()!)]));
        }

        return languages;
    }
}
