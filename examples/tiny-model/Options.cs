// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;

namespace Constrain.Examples.TinyModel;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: TinyModel [--out FILE] [--seed N]   write the model
               TinyModel --check FILE [--seed N]   is FILE, byte for byte, what would be written?
               TinyModel --corpus FILE [--seed N]  write the text that the vocabulary is trained on
               TinyModel --tokens FILE [--seed N]  how many tokens the text in FILE has
        """;

    public const ulong DefaultSeed = 20260401;

    public string Command { get; private init; } = "--out";

    public string File { get; private init; } = "constrain-tiny.gguf";

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
                "--out" or "--check" or "--corpus" or "--tokens" => options with { Command = name, File = value },
                "--seed" => options with { Seed = ParseSeed(value) },
                _ => throw new FormatException($"{name}: there is no such option"),
            };
        }
        return options;
    }

    private static ulong ParseSeed(string value) => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
        ? seed
        : throw new FormatException($"--seed {value}: not a whole number from 0 to {ulong.MaxValue}");
}
