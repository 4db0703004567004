// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks.Corpus;

/// <summary><c>corpus</c>: compile time, masks and commits over the files of MaskBench.</summary>
internal static class CorpusCommand
{
    public static Command Create()
    {
        var vocabulary = new Option<string>("--vocab") { Required = true, HelpName = "GGUF", Description = "The vocabulary: a GGUF file." };
        var files = new Option<string>("--files") { Required = true, HelpName = "LIST", Description = "The names of the files to measure, one a line." };
        var output = new Option<string>("--out") { Required = true, HelpName = "JSONL", Description = "Where a line per file is written." };
        var data = new Option<string?>("--data") { HelpName = "PATH", Description = "The archive or folder that holds the files; beside the list unless given." };
        var warmup = new Option<int>("--warmup") { HelpName = "N", Description = "How many other files are run first, for the JIT.", DefaultValueFactory = _ => 100 };
        var warmupFiles = new Option<string?>("--warmup-files") { HelpName = "LIST", Description = "The names of those files; taken evenly from the rest of the corpus unless given." };
        var repeat = new Option<int>("--repeat") { HelpName = "N", Description = "Measure N times, each in a new process, and take the least of each measurement.", DefaultValueFactory = _ => 1 };
        var fresh = new Option<bool>("--fresh") { Description = "Compile anew for each instance." };
        var cold = new Option<bool>("--cold") { Description = "A new process for each file; nothing is warm." };
        var verify = new Option<bool>("--verify") { Description = "Compare every mask with the plain walk's, bit for bit; the times mean nothing then." };
        var noSummary = new Option<bool>("--no-summary") { Description = "Write the lines only.", Hidden = true };
        var command = new Command("corpus", "Measure compile time, masks and commits over the files of MaskBench.")
        {
            vocabulary, files, output, data, warmup, warmupFiles, repeat, fresh, cold, verify, noSummary,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(fresh) && parsed.GetValue(cold))
            {
                parsed.AddError("--fresh and --cold exclude each other.");
            }
        });
        command.SetAction(parsed => CorpusBenchmark.Run(new CorpusOptions(parsed.GetRequiredValue(vocabulary), parsed.GetRequiredValue(files), parsed.GetRequiredValue(output))
        {
            Data = parsed.GetValue(data),
            Warmup = parsed.GetValue(warmup),
            WarmupFiles = parsed.GetValue(warmupFiles),
            Repeat = parsed.GetValue(repeat),
            Mode = parsed.GetValue(fresh) ? CorpusMode.Fresh : parsed.GetValue(cold) ? CorpusMode.Cold : CorpusMode.Shared,
            Verify = parsed.GetValue(verify),
            Summary = !parsed.GetValue(noSummary),
        }));
        return command;
    }
}
