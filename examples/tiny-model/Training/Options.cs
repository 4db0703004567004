// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Examples.TinyModel.Training;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: TinyTraining [--out FILE] [--log FILE] [--tokens N] [--seed N] [--threads N] [--state FILE]
          --out FILE    where the model is written, now and then while it learns, and at the end (constrain-tiny.gguf)
          --log FILE    losses and times, one line for every 20 steps (training.csv)
          --tokens N    how many tokens to learn from
          --state FILE  save everything there from time to time, and go on from there if it exists
        """;

    private const int MostThreads = 1024;

    public string Out { get; private init; } = "constrain-tiny.gguf";

    public string Log { get; private init; } = "training.csv";

    public string? State { get; private init; }

    public long Tokens { get; private init; } = 50_000_000;

    public ulong Seed { get; private init; } = TinyModel.Options.DefaultSeed;

    public int Threads { get; private init; } = Environment.ProcessorCount;

    /// <exception cref="FormatException">The arguments make no sense; the message says which.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i];
            if (i + 1 == arguments.Count)
                throw new FormatException($"{name} needs a value");
            string value = arguments[i + 1];
            options = name switch
            {
                "--out" => options with { Out = value },
                "--log" => options with { Log = value },
                "--state" => options with { State = value },
                "--tokens" => options with { Tokens = (long)Number(value, 1, long.MaxValue) },
                "--seed" => options with { Seed = Number(value, 0, ulong.MaxValue) },
                "--threads" => options with { Threads = (int)Number(value, 1, MostThreads) },
                _ => throw new FormatException($"{name}: there is no such option"),
            };

            ulong Number(string text, ulong least, ulong most) => TinyModel.Options.ParseNumber(name, text, least, most);
        }
        return options;
    }
}
