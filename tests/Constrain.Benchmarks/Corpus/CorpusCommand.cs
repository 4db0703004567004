// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks.Corpus;

/// <summary><c>corpus</c>: compile time, masks and commits over the files of MaskBench.</summary>
internal static class CorpusCommand
{
    private static readonly Option<string> Vocabulary = Arguments.Vocabulary();
    private static readonly Option<string> Files = Arguments.Files();
    private static readonly Option<string> Output = Arguments.Required("--out", "JSONL", "Where a line per file is written.");
    private static readonly Option<string?> Data = Arguments.Data();
    private static readonly Option<int> Warmup = Arguments.Number("--warmup", 400, "How many other files are run first, for the JIT.");
    private static readonly Option<string?> WarmupFiles =
        Arguments.Path("--warmup-files", "A list of those files; taken evenly from the rest of the corpus unless given.");

    private static readonly Option<int> Repeat =
        Arguments.Number("--repeat", 1, "Measure N times, each in a new process, and take the least of each measurement.");

    private static readonly Option<bool> Fresh = Arguments.Flag("--fresh", "Compile anew for each instance.");
    private static readonly Option<bool> Cold = Arguments.Flag("--cold", "A new process for each file; nothing is warm.");
    private static readonly Option<string?> ColdProgram =
        Arguments.Path("--cold-program", "The program of such a process, Constrain.ColdStart; this one unless given.");

    private static readonly Option<bool> Yaml = Arguments.Flag("--yaml", "Compile the schemas for YAML, and walk the instances as YAML.");

    private static readonly Option<bool> Verify =
        Arguments.Flag("--verify", "Compare every mask with the plain walk's, bit for bit; the times mean nothing then.");

    private static readonly Option<bool> NoSummary = new(CorpusOptions.NoSummary) { Description = "Write the lines only.", Hidden = true };

    public static Command Create()
    {
        var command = new Command("corpus", "Measure compile time, masks and commits over the files of MaskBench.")
        {
            Vocabulary, Files, Output, Data, Warmup, WarmupFiles, Repeat, Fresh, Cold, ColdProgram, Yaml, Verify, NoSummary,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(Fresh) && parsed.GetValue(Cold))
            {
                parsed.AddError("--fresh and --cold exclude each other.");
            }

            if (parsed.GetValue(Yaml) && parsed.GetValue(Cold))
            {
                parsed.AddError("--yaml and --cold exclude each other.");
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
            ColdProgram = parsed.GetValue(ColdProgram),
            Yaml = parsed.GetValue(Yaml),
            Verify = parsed.GetValue(Verify),
            Summary = !parsed.GetValue(NoSummary),
        };
}
