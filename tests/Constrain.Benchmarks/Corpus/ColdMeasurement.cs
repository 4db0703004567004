// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Text;
using Constrain.Benchmarks.Measuring;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>The process that measures one file with nothing warm but the vocabulary, and how it is given the file.</summary>
/// <remarks>
/// The parent unpacks the corpus and hands over plain texts: reading JSON here would warm the very code that the engine
/// reads a schema with.
/// </remarks>
internal static class ColdMeasurement
{
    /// <summary>Writes a file for the process.</summary>
    public static void Send(MaskBenchFile file, Stream stream)
    {
        using var output = new BinaryWriter(stream, Encoding.UTF8);
        output.Write(file.Id);
        output.Write(file.Schema);
        output.Write(file.Instances.Count);
        foreach (MaskBenchInstance instance in file.Instances)
        {
            output.Write(instance.Valid);
            output.Write(instance.Utf8.Length);
            output.Write(instance.Utf8.Span);
        }
    }

    /// <summary>Measures the file that comes on standard input; the process does nothing else.</summary>
    /// <param name="path">The path of the vocabulary's GGUF file.</param>
    public static int Run(string path)
    {
        MaskBenchFile file = Receive(Console.OpenStandardInput());
        long start = Stopwatch.GetTimestamp();
        Vocabulary vocabulary = LoadVocabulary(path);
        double load = Clock.Microseconds(Stopwatch.GetTimestamp() - start);
        FileMeasurement measured = new FileRunner(vocabulary, new JsonSchemaOptions(), fresh: false).Run(file);
        Console.WriteLine(JsonLines.Write(measured with { VocabularyUs = load }));
        return 0;
    }

    /// <summary>A vocabulary with its trie built.</summary>
    public static Vocabulary LoadVocabulary(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var vocabulary = Vocabulary.FromGguf(stream);
        _ = vocabulary.Trie;
        return vocabulary;
    }

    private static MaskBenchFile Receive(Stream stream)
    {
        using var input = new BinaryReader(stream, Encoding.UTF8);
        string id = input.ReadString();
        string schema = input.ReadString();
        var instances = new MaskBenchInstance[input.ReadInt32()];
        for (int i = 0; i < instances.Length; i++)
        {
            instances[i] = new MaskBenchInstance(input.ReadBoolean(), input.ReadBytes(input.ReadInt32()));
        }

        return new MaskBenchFile(id, schema, instances);
    }
}
