// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks.Corpus;

/// <summary><c>corpus</c>: compile time, masks and commits over the files of MaskBench.</summary>
internal static class CorpusCommand
{
    private static readonly Option<string> Vocabulary = Required("--vocab", "GGUF", "The vocabulary: a GGUF file.");
    private static readonly Option<string> Files = Required("--files", "LIST", "The names of the files to measure, one a line.");
    private static readonly Option<string> Output = Required("--out", "JSONL", "Where a line per file is written.");
    private static readonly Option<string?> Data =
        Path("--data", "The archive or folder that holds the files; beside the list unless given.");

    private static readonly Option<int> Warmup = Number("--warmup", 100, "How many other files are run first, for the JIT.");
    private static readonly Option<string?> WarmupFiles =
        Path("--warmup-files", "A list of those files; taken evenly from the rest of the corpus unless given.");

    private static readonly Option<int> Repeat =
        Number("--repeat", 1, "Measure N times, each in a new process, and take the least of each measurement.");

    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Compile anew for each instance." };
    private static readonly Option<bool> Cold = new("--cold") { Description = "A new process for each file; nothing is warm." };
    private static readonly Option<bool> Verify =
        new("--verify") { Description = "Compare every mask with the plain walk's, bit for bit; the times mean nothing then." };

    private static readonly Option<bool> NoSummary = new(CorpusOptions.NoSummary) { Description = "Write the lines only.", Hidden = true };

    public static Command Create()
    {
        var command = new Command("corpus", "Measure compile time, masks and commits over the files of MaskBench.")
        {
            Vocabulary, Files, Output, Data, Warmup, WarmupFiles, Repeat, Fresh, Cold, Verify, NoSummary,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(Fresh) && parsed.GetValue(Cold))
            {
                parsed.AddError("--fresh and --cold exclude each other.");
            }
        });
        command.SetAction(parsed => CorpusBenchmark.Run(Read(parsed)));
        return command;
    }

    private static CorpusOptions Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(Vocabulary), parsed.GetRequiredValue(Files), parsed.GetRequiredValue(Output))
        {
            Data = parsed.GetValue(Data),
            Warmup = parsed.GetValue(Warmup),
            WarmupFiles = parsed.GetValue(WarmupFiles),
            Repeat = parsed.GetValue(Repeat),
            Mode = parsed.GetValue(Fresh) ? CorpusMode.Fresh : parsed.GetValue(Cold) ? CorpusMode.Cold : CorpusMode.Shared,
            Verify = parsed.GetValue(Verify),
            Summary = !parsed.GetValue(NoSummary),
        };

    private static Option<string> Required(string name, string what, string description) =>
        new(name) { Required = true, HelpName = what, Description = description };

    private static Option<string?> Path(string name, string description) => new(name) { HelpName = "PATH", Description = description };

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => value };
}
