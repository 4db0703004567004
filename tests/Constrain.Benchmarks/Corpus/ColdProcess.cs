// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Diagnostics;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Measures each file in a process of its own.</summary>
internal static class ColdProcess
{
    private const string Name = "corpus-cold";

    /// <summary>The hidden command of such a process.</summary>
    public static Command CreateCommand()
    {
        Option<string> vocabulary = Arguments.Vocabulary();
        var command = new Command(Name, "Measure the file that comes on standard input.") { vocabulary };
        command.Hidden = true;
        command.SetAction(parsed => ColdMeasurement.Run(parsed.GetRequiredValue(vocabulary)));
        return command;
    }

    public static IReadOnlyList<FileMeasurement> Run(CorpusOptions options)
    {
        var corpus = MaskBenchCorpus.Open(options.DataPath);
        return [.. SingleRun.ReadList(options.Files).Select(name => RunOne(options, corpus.Read(name)))];
    }

    private static FileMeasurement RunOne(CorpusOptions options, MaskBenchFile file)
    {
        ProcessStartInfo start = options.ColdProgram is { } program
            ? new ProcessStartInfo(program, [options.Vocabulary]) { RedirectStandardOutput = true }
            : SelfProcess.With([Name, "--vocab", options.Vocabulary]);
        start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        ColdMeasurement.Send(file, process.StandardInput.BaseStream);
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonLines.Parse(line)
            : throw new InvalidOperationException($"{file.Id}: exit code {process.ExitCode}");
    }
}
