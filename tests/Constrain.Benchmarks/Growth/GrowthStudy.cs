// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime;
using Constrain.Benchmarks.Corpus;

namespace Constrain.Benchmarks.Growth;

/// <summary>Measures one thing growing at a time and prints a table for each.</summary>
internal static class GrowthStudy
{
    private const int VocabularyOfTheFuture = 262_144;

    public static int Run(string folder, string path, int repeat, YamlOptions? yaml)
    {
        Vocabulary vocabulary = ColdMeasurement.LoadVocabulary(path);
        WarmUp(vocabulary, yaml);
        WriteVocabularies(folder, vocabulary, repeat, yaml);
        Write("Properties of an object, of which a document has 20", [10, 100, 1_000, 10_000], Sizes.Properties, vocabulary, repeat, yaml);
        Write("Depth of a recursive object", [1, 10, 100, 1_000], Sizes.Depth, vocabulary, repeat, yaml);
        Write("Records in a list", [1, 10, 100, 1_000, 10_000], Sizes.Records, vocabulary, repeat, yaml);
        return 0;
    }

    private static void WarmUp(Vocabulary vocabulary, YamlOptions? yaml)
    {
        long before = -1;
        for (int pass = 0; pass < 20 && JitInfo.GetCompiledMethodCount() != before; pass++)
        {
            before = JitInfo.GetCompiledMethodCount();
            foreach ((string schema, string document) in new[] { Sizes.Properties(30), Sizes.Depth(3), Sizes.Records(30) })
            {
                new GrowthPoint("warm-up", vocabulary, schema, document, yaml).Measure(3);
            }

            Thread.Sleep(200);
        }
    }

    private static void WriteVocabularies(string folder, Vocabulary vocabulary, int repeat, YamlOptions? yaml)
    {
        (string Name, Vocabulary Vocabulary)[] models = [.. VocabularySizes.Models(folder)];
        Vocabulary largest = VocabularySizes.Grown(models.Select(m => m.Vocabulary), VocabularyOfTheFuture);
        Console.WriteLine("\nTokens of a vocabulary: models\n\n" + GrowthPoint.Head);
        foreach ((string name, Vocabulary model) in models.Append(("made of them", largest)))
        {
            WriteVocabulary($"{model.Count}: {name}", model, repeat, yaml);
        }

        Console.WriteLine("\nTokens of a vocabulary: the first of one model\n\n" + GrowthPoint.Head);
        for (int count = 2_000; count < vocabulary.Count; count *= 4)
        {
            WriteVocabulary($"{count}", VocabularySizes.First(vocabulary, count), repeat, yaml);
        }
    }

    private static void WriteVocabulary(string size, Vocabulary vocabulary, int repeat, YamlOptions? yaml)
    {
        (string schema, string document) = Sizes.Records(40);
        var point = new GrowthPoint(size, vocabulary, schema, document, yaml);

        // What the vocabulary's tables hold after one request is part of every later one.
        point.Measure(1);
        Console.WriteLine(point.Measure(repeat));
    }

    private static void Write(
        string title, int[] sizes, Func<int, (string Schema, string Document)> make, Vocabulary vocabulary, int repeat, YamlOptions? yaml)
    {
        Console.WriteLine($"\n{title}\n\n" + GrowthPoint.Head);
        foreach (int size in sizes)
        {
            (string schema, string document) = make(size);
            long start = Stopwatch.GetTimestamp();
            string line = new GrowthPoint($"{size}", vocabulary, schema, document, yaml).Measure(repeat);
            Console.WriteLine(line);
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                Console.WriteLine($"| (larger ones are left out: this one took {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s) |");
                break;
            }
        }
    }
}
