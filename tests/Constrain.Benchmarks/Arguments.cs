// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks;

/// <summary>Makes the options of commands.</summary>
internal static class Arguments
{
    public static Option<string> Vocabulary() => Required("--vocab", "GGUF", "The vocabulary: a GGUF file.");

    public static Option<string> Files() => Required("--files", "LIST", "The names of MaskBench files, one a line.");

    public static Option<string?> Data() => Path("--data", "The archive or folder that holds the files; beside the list unless given.");

    public static Option<string> Required(string name, string what, string description) =>
        new(name) { Required = true, HelpName = what, Description = description };

    public static Option<string?> Path(string name, string description) => new(name) { HelpName = "PATH", Description = description };

    public static Option<int> Number(string name, int value, string description) =>
        new(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => value };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
