// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks.Compare;

/// <summary><c>compare</c>: Constrain beside other engines, in one process and one run.</summary>
internal static class CompareCommand
{
    public static Command Create() => new("compare", "Measure Constrain beside other engines in one run.")
    {
        CreateLlama(),
    };

    private static Command CreateLlama()
    {
        var vocabulary = new Option<string>("--vocab") { Required = true, HelpName = "GGUF", Description = "The vocabulary: a GGUF file." };
        var grammar = new Option<string?>("--grammar") { HelpName = "GBNF", Description = "The grammar; that of JSON unless given." };
        var text = new Option<string?>("--text") { HelpName = "FILE", Description = "The text that is generated; an invoice unless given." };
        var repeat = new Option<int>("--repeat")
        {
            HelpName = "N",
            Description = "Walk N times and take the least of each step.",
            DefaultValueFactory = _ => 3,
        };
        var command = new Command("llama", "llama.cpp's grammar sampler: same library, vocabulary, grammar and tokens.")
        {
            vocabulary, grammar, text, repeat,
        };
        command.SetAction(parsed => LlamaComparison.Run(
            parsed.GetRequiredValue(vocabulary),
            parsed.GetValue(grammar) is { } path ? File.ReadAllText(path) : Embedded.Text("json.gbnf"),
            parsed.GetValue(text) is { } file ? File.ReadAllText(file) : Embedded.Text("document.json"),
            parsed.GetValue(repeat)));
        return command;
    }
}
