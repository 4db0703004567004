// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit.Yaml;

namespace Constrain.Conformance;

/// <summary>All short words that the library writes without quotes, read by every parser.</summary>
internal static class YamlPlainWords
{
    private const int Shown = 40;

    /// <returns>0 when every parser reads every word as itself, 1 when not, or when the parsers are missing.</returns>
    public static int Execute(bool python)
    {
        if (YamlParsers.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 1;
        }

        using var npm = YamlParsers.Start();
        using YamlParsers? py = python ? YamlParsers.StartPython() : null;
        int read = 0;
        var otherwise = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (bool keys in new[] { false, true })
        {
            foreach ((string[] words, string text) in YamlWords.Documents(keys))
            {
                read += words.Length;
                IEnumerable<YamlReading> readings = [CoreSchemaReader.Read(text), YamlDotNetReader.Read(text), .. npm.Read(text), .. py?.Read(text) ?? []];
                foreach (YamlReading reading in readings)
                {
                    string[] wrong = YamlWords.Otherwise(words, keys, reading) ?? Alone(words, keys, reading.Reader, npm, py);
                    if (wrong.Length > 0)
                    {
                        string name = reading.Reader + (keys ? ", keys" : ", values");
                        otherwise.TryAdd(name, []);
                        otherwise[name].AddRange(wrong);
                    }
                }

                Console.Error.Write($"\r{read} words ");
            }
        }

        Console.Error.WriteLine();
        foreach ((string name, List<string> words) in otherwise)
        {
            Console.WriteLine($"{name}: {words.Count} otherwise: {string.Join("  ", words.Take(Shown))}");
        }

        Console.WriteLine($"{read} words without quotes, {otherwise.Values.Sum(w => w.Count)} read otherwise");
        return otherwise.Count == 0 ? 0 : 1;
    }

    /// <summary>A document that a reader refuses, word by word; the words that it refuses.</summary>
    private static string[] Alone(string[] words, bool keys, string reader, YamlParsers npm, YamlParsers? python)
    {
        var wrong = new List<string>();
        foreach (string word in words)
        {
            string text = YamlWords.Document([word], keys);
            IEnumerable<YamlReading> readings = [CoreSchemaReader.Read(text), YamlDotNetReader.Read(text), .. npm.Read(text), .. python?.Read(text) ?? []];
            YamlReading reading = readings.First(r => r.Reader == reader);
            wrong.AddRange(YamlWords.Otherwise([word], keys, reading) ?? [$"{word}: {reading.Error}"]);
        }

        return wrong.Count > 0 ? [.. wrong] : [$"none of {words.Length} alone, but together: {words[0]} …"];
    }
}
