// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Constrain.Benchmarks.Measuring;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>A process that measures one file with nothing warm but the vocabulary.</summary>
/// <remarks>
/// The parent unpacks the corpus and hands over plain texts: reading JSON here would warm the very code that the engine
/// reads a schema with.
/// </remarks>
internal static class ColdProcess
{
    private const string Name = "corpus-cold";

    /// <summary>The hidden command of the process.</summary>
    public static Command CreateCommand()
    {
        var vocabulary = new Option<string>("--vocab") { Required = true };
        var command = new Command(Name, "Measure the file that comes on standard input.") { vocabulary };
        command.Hidden = true;
        command.SetAction(parsed => Measure(parsed.GetRequiredValue(vocabulary)));
        return command;
    }

    /// <summary>Measures each file in a process of its own.</summary>
    public static IReadOnlyList<FileMeasurement> Run(CorpusOptions options)
    {
        var corpus = MaskBenchCorpus.Open(options.DataPath);
        return [.. SingleRun.ReadList(options.Files).Select(name => RunOne(options.Vocabulary, corpus.Read(name)))];
    }

    private static FileMeasurement RunOne(string vocabulary, MaskBenchFile file)
    {
        ProcessStartInfo start = SelfProcess.With([Name, "--vocab", vocabulary]);
        start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        using (var input = new BinaryWriter(process.StandardInput.BaseStream, Encoding.UTF8))
        {
            input.Write(file.Id);
            input.Write(file.Schema);
            input.Write(file.Instances.Count);
            foreach (MaskBenchInstance instance in file.Instances)
            {
                input.Write(instance.Valid);
                input.Write(instance.Utf8.Length);
                input.Write(instance.Utf8.Span);
            }
        }

        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonLines.Parse(line)
            : throw new InvalidOperationException($"{file.Id}: exit code {process.ExitCode}");
    }

    private static int Measure(string path)
    {
        using var input = new BinaryReader(Console.OpenStandardInput(), Encoding.UTF8);
        string id = input.ReadString();
        string schema = input.ReadString();
        var instances = new MaskBenchInstance[input.ReadInt32()];
        for (int i = 0; i < instances.Length; i++)
        {
            instances[i] = new MaskBenchInstance(input.ReadBoolean(), input.ReadBytes(input.ReadInt32()));
        }

        long start = Stopwatch.GetTimestamp();
        Vocabulary vocabulary = SingleRun.LoadVocabulary(path);
        double load = Clock.Microseconds(Stopwatch.GetTimestamp() - start);
        FileMeasurement measured = new FileRunner(vocabulary, fresh: false).Run(new MaskBenchFile(id, schema, instances));
        Console.WriteLine(JsonLines.Write(measured with { VocabularyUs = load }));
        return 0;
    }
}
