// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks.Generate;

/// <summary><c>generate</c>: tokens a second with a constraint and without, by a model.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Required = true, HelpName = "GGUF", Description = "The model." };
        var schema = new Option<string[]>("--schema") { HelpName = "FILE", Description = "JSON Schemas; three built-in constraints unless given.", DefaultValueFactory = _ => [] };
        var maxTokens = new Option<int>("--max-tokens") { HelpName = "N", Description = "The most tokens of a document.", DefaultValueFactory = _ => 300 };
        var repeat = new Option<int>("--repeat") { HelpName = "N", Description = "Generate N times and take the least of each token.", DefaultValueFactory = _ => 7 };
        var fresh = new Option<bool>("--fresh") { Description = "Compile the constraint anew for each document: its tables are empty." };
        var threads = new Option<int?>("--threads") { HelpName = "N", Description = "Threads of llama.cpp; its own choice unless given." };
        var command = new Command("generate", "Tokens a second with a constraint and without, at equal token counts.") { model, schema, maxTokens, repeat, fresh, threads };
        command.SetAction(parsed =>
        {
            string[] files = parsed.GetValue(schema)!;
            new GenerateBenchmark(parsed.GetValue(maxTokens), parsed.GetValue(repeat), parsed.GetValue(fresh), parsed.GetValue(threads), Console.Out).Run(
                parsed.GetRequiredValue(model),
                files.Length > 0 ? [.. files.Select(f => new Subject(Path.GetFileName(f), () => Constraint.FromJsonSchema(File.ReadAllText(f))))] : Subject.BuiltIn);
            return 0;
        });
        return command;
    }
}
