// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Benchmarks.Corpus;

namespace Constrain.Benchmarks.Compare;

/// <summary><c>compare</c>: Constrain beside other engines, in one run.</summary>
internal static class CompareCommand
{
    public static Command Create() => new("compare", "Measure Constrain beside other engines in one run.")
    {
        CreateLlama(),
        CreateXGrammar(),
    };

    private static Command CreateLlama()
    {
        Option<string> vocabulary = Arguments.Vocabulary();
        Option<string?> grammar = Arguments.Path("--grammar", "The grammar, GBNF; that of JSON unless given.");
        Option<string?> text = Arguments.Path("--text", "The text that is generated; an invoice unless given.");
        Option<int> repeat = Arguments.Number("--repeat", 3, "Walk N times and take the least of each step.");
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

    private static Command CreateXGrammar()
    {
        Option<string> vocabulary = Arguments.Vocabulary();
        Option<string> files = Arguments.Files();
        Option<string?> data = Arguments.Data();
        Option<string?> package =
            Arguments.Path("--package", "The folder of the npm package @mlc-ai/web-xgrammar; where the README puts it unless given.");
        Option<int> take = Arguments.Number("--take", 100, "How many of the files are measured, taken evenly.");
        Option<int> warmup = Arguments.Number("--warmup", 5, "How many others warm XGrammar.");
        Option<bool> fresh = Arguments.Flag("--fresh", "Constrain compiles anew for each instance.");
        var command = new Command("xgrammar", "XGrammar's WebAssembly build: same vocabulary, schemas and tokens.")
        {
            vocabulary, files, data, package, take, warmup, fresh,
        };
        command.SetAction(parsed => XGrammarComparison.Run(
            new CorpusOptions(parsed.GetRequiredValue(vocabulary), parsed.GetRequiredValue(files), Out: string.Empty)
            {
                Data = parsed.GetValue(data),
                Mode = parsed.GetValue(fresh) ? CorpusMode.Fresh : CorpusMode.Shared,
            },
            Path.GetFullPath(parsed.GetValue(package) ?? ".artifacts/xgrammar/node_modules/@mlc-ai/web-xgrammar"),
            parsed.GetValue(take),
            parsed.GetValue(warmup)));
        return command;
    }
}
