// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.TestKit;

namespace Constrain.Benchmarks.Corpus;

/// <summary>What the <c>corpus</c> command measures and how.</summary>
/// <param name="Vocabulary">The path of a GGUF file.</param>
/// <param name="Files">The path of a list of file names, one a line.</param>
/// <param name="Out">The path of the JSON lines to write.</param>
internal sealed record CorpusOptions(string Vocabulary, string Files, string Out)
{
    /// <summary>The option of a run that is one of several.</summary>
    public const string NoSummary = "--no-summary";

    /// <summary>The archive or folder that the files are in; beside the list unless given.</summary>
    public string? Data { get; init; }

    /// <summary>How many files warm the JIT.</summary>
    public int Warmup { get; init; } = 400;

    /// <summary>A list of the files that warm the JIT; taken evenly from those that are not measured unless given.</summary>
    public string? WarmupFiles { get; init; }

    /// <summary>How many times everything is measured, each time in a process of its own.</summary>
    public int Repeat { get; init; } = 1;

    public CorpusMode Mode { get; init; }

    /// <summary>The program that measures a file in a cold process; this one unless given.</summary>
    public string? ColdProgram { get; init; }

    /// <summary>Whether documents are YAML, in its default style.</summary>
    public bool Yaml { get; init; }

    /// <summary>Whether every mask is compared with the plain walk's.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether the summary is printed; a run that is one of several leaves it to the one that merges them.</summary>
    public bool Summary { get; init; } = true;

    /// <summary>Where the files are.</summary>
    /// <exception cref="FileNotFoundException">They are nowhere.</exception>
    public string DataPath => Data
        ?? Beside("maskbench").FirstOrDefault(Path.Exists)
        ?? throw new FileNotFoundException(
            $"neither {SharedArchives.MaskBench} nor a folder maskbench lies beside {Files}; say where with --data");

    /// <summary>The command line of one run of these options.</summary>
    /// <param name="output">Where that run writes its lines.</param>
    public IEnumerable<string> SingleRun(string output)
    {
        yield return "corpus";
        foreach ((string name, string? value) in new (string, string?)[]
        {
            ("--vocab", Vocabulary), ("--files", Files), ("--out", output), ("--data", Data), ("--warmup-files", WarmupFiles),
            ("--cold-program", ColdProgram),
            ("--warmup", Warmup.ToString(CultureInfo.InvariantCulture)),
        })
        {
            if (value is not null)
            {
                yield return name;
                yield return value;
            }
        }

        yield return NoSummary;
        if (Verify)
        {
            yield return "--verify";
        }

        if (Yaml)
        {
            yield return "--yaml";
        }

        if (Mode != CorpusMode.Shared)
        {
            yield return Mode == CorpusMode.Fresh ? "--fresh" : "--cold";
        }
    }

    private IEnumerable<string> Beside(string folder)
    {
        string parent = Path.GetDirectoryName(Path.GetFullPath(Files))!;
        return [Path.Combine(parent, SharedArchives.MaskBench), Path.Combine(parent, folder)];
    }
}
