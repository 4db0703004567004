// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;

namespace Constrain.Examples.TinyModel;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: TinyModel --check FILE [--log FILE]       is FILE the model of this vocabulary and shape, and what the training log ends with?
               TinyModel --random FILE [--seed N]        write the model with random weights, as untrained as can be
               TinyModel --held-out FILE [--cases N]     write the cases that the model is measured on
               TinyModel --corpus FILE [--seed N]        write the texts that the vocabulary is learned from
               TinyModel --tokens FILE [--seed N]        how many tokens the text in FILE has
        """;

    public const ulong DefaultSeed = 20260401;

    public string Command { get; private init; } = "";

    public string File { get; private init; } = "";

    /// <summary>The log of the training run whose last line has the hash of the model; null where it is not to be checked.</summary>
    public string? Log { get; private init; }

    public int Cases { get; private init; } = 500;

    public ulong Seed { get; private init; } = DefaultSeed;

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
                "--check" or "--random" or "--held-out" or "--corpus" or "--tokens" => options with { Command = name, File = value },
                "--log" => options with { Log = value },
                "--cases" => options with { Cases = (int)ParseNumber(name, value, 1, int.MaxValue) },
                "--seed" => options with { Seed = ParseNumber(name, value, 0, ulong.MaxValue) },
                _ => throw new FormatException($"{name}: there is no such option"),
            };
        }
        return options.Command.Length > 0 ? options : throw new FormatException("nothing to do");
    }

    /// <exception cref="FormatException">It is no number, or not one of these; the message names the option.</exception>
    public static ulong ParseNumber(string name, string value, ulong least, ulong most) =>
        ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} {value}: not a whole number from {least} to {most}");
}
