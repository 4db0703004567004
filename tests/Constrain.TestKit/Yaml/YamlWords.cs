// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Frontends.Yaml;

namespace Constrain.TestKit.Yaml;

/// <summary>All short words over letters that YAML gives a meaning: each that may stand without quotes must be read as itself, as a value and as a key.</summary>
public static class YamlWords
{
    private const int PerDocument = 250;

    /// <summary>Alphabets with how long the words over them are: signs and letters of everything; numbers, bases and times; words.</summary>
    private static readonly (string Letters, int Length)[] Scopes =
    [
        ("01.+-_:eExonN~<=# '\"&*!|>%@`?{[,]}\\", 3),
        ("019.+-_e:", 5),
        ("08.+-_,xobEe: ", 4),
        ("0.+-_eE", 6),
        (".-+infaINFA", 4),
        ("ynoYNOefstru", 4),
        ("12-T: ", 6),
        ("a *&!:#", 5),
    ];

    // Longer ones that are built of parts, as dates are.
    private static readonly string[][] Built =
    [
        ["2001", "12", "-2001", "20011"], ["-", "/", "."], ["1", "01", "001", "13"], ["-", "."], ["1", "31", "311"],
        ["", "T", "t", " ", "  ", "_"], ["", "1", "10:00", "1:00:00", "10:00:00", "10:00:00.", "10:00:00.5"], ["", "Z", " Z", "z", "+1", "-05:00", " +05:30", "+0530"],
    ];

    private static readonly string[][] Signed =
    [
        ["", "+", "-"], ["", "0", "1", "12", "1_2", "0x", "0o", "0b", "_", "190"], ["", ".", ":", ",", "_", "."], ["", "0", "59", "60", "_", "_1", "f", "7"],
        ["", ".", ":", ":30", ".5", "e", "E"], ["", "+", "-"], ["", "0", "3", "_3", "L", "f", "j", "%"],
    ];

    /// <summary>The words that may be plain, as values or as keys.</summary>
    public static IEnumerable<string> Plain(bool keys) => Scopes.SelectMany(s => Over(s.Letters, s.Length)).Concat(Products(Built)).Concat(Products(Signed))
        .Distinct().Where(keys ? YamlStrings.IsPlainKey : YamlStrings.IsPlain);

    /// <summary>The words in documents of many, each with what it says: as items, or as the first and as the second key of an item.</summary>
    /// <param name="keys">Whether the words are keys.</param>
    /// <param name="oneIn">Takes one of so many.</param>
    public static IEnumerable<(string[] Words, string Text)> Documents(bool keys, int oneIn = 1) =>
        Plain(keys).Where((_, i) => i % oneIn == 0).Chunk(PerDocument).Select(words => (words, Document(words, keys)));

    /// <summary>The document of some words.</summary>
    public static string Document(string[] words, bool keys) => string.Concat(words.Select(w => keys ? $"- {w}: 0\n- \"\": 0\n  {w}: 0\n" : $"- {w}\n"));

    /// <summary>Which words of a document a reader read as something else; null when it could not read it.</summary>
    public static string[]? Otherwise(string[] words, bool keys, YamlReading reading)
    {
        if (reading.Documents is not [var json] || !json.StartsWith('['))
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        JsonElement[] items = [.. document.RootElement.EnumerateArray()];
        if (items.Length != (keys ? 2 : 1) * words.Length)
        {
            return null;
        }

        string[] read = [.. words.Select((_, i) => keys ? items[2 * i].GetRawText() + items[(2 * i) + 1].GetRawText() : items[i].GetRawText())];
        bool[] alike = [.. words.Select((w, i) => keys
            ? IsKey(items[2 * i], w, 1) && IsKey(items[(2 * i) + 1], w, 2)
            : items[i].ValueKind == JsonValueKind.String && items[i].GetString() == w)];
        return [.. words.Index().Where(w => !alike[w.Index]).Select(w => $"{w.Item} as {read[w.Index]}")];
    }

    private static bool IsKey(JsonElement item, string word, int count) =>
        item.ValueKind == JsonValueKind.Object && item.GetPropertyCount() == count && item.TryGetProperty(word, out _);

    private static IEnumerable<string> Over(string letters, int length)
    {
        for (int n = 1; n <= length; n++)
        {
            int[] digits = new int[n];
            for (bool more = true; more;)
            {
                yield return string.Create(n, digits, (span, d) =>
                {
                    for (int i = 0; i < d.Length; i++)
                    {
                        span[i] = letters[d[i]];
                    }
                });
                int at = n - 1;
                for (; at >= 0 && ++digits[at] == letters.Length; at--)
                {
                    digits[at] = 0;
                }

                more = at >= 0;
            }
        }
    }

    private static IEnumerable<string> Products(string[][] parts)
    {
        IEnumerable<string> words = [""];
        foreach (string[] part in parts)
        {
            words = words.SelectMany(w => part.Select(p => w + p));
        }

        return words;
    }
}
