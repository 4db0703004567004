// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Constrain.Benchmarks.Compare;

namespace Constrain.LlamaCpp.Tests;

/// <summary>The grammars of the repository in llama.cpp's own sampler: it reads them, and judges their cases as they say.</summary>
public sealed class GrammarFolderTests(TinyModelFixture fixture) : IClassFixture<TinyModelFixture>
{
    // llama.cpp refuses left recursion.
    private static readonly string[] OnlyOurs = ["arithmetic"];

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder(), "*.gbnf").Select(f => Path.GetFileNameWithoutExtension(f)!).Except(OnlyOurs).Order()];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void LlamaCpp_JudgesTheCases_AsTheySay(string name)
    {
        LlamaModel model = fixture.Require();
        string grammar = File.ReadAllText(Path.Combine(Folder(), name + ".gbnf"));
        foreach (string line in File.ReadLines(Path.Combine(Folder(), name + ".cases.jsonl")))
        {
            using JsonDocument test = JsonDocument.Parse(line);
            if (test.RootElement.GetProperty("options").TryGetProperty("root", out _))
            {
                // Of another rule than root, which is the one that is asked for here.
                continue;
            }

            foreach (string verdict in new[] { "accept", "reject" })
            {
                // To llama.cpp, a token of the byte 0 has no text, and tokens without text are always allowed.
                foreach (JsonElement text in test.RootElement.GetProperty(verdict).EnumerateArray().Where(t => !t.GetString()!.Contains('\0', StringComparison.Ordinal)))
                {
                    Assert.True(Accepts(model, grammar, text.GetString()!) == (verdict == "accept"), $"{name}, to {verdict}: {text.GetRawText()}");
                }
            }
        }
    }

    private static bool Accepts(LlamaModel model, string grammar, string text)
    {
        using var sampler = new LlamaGrammar(model, grammar);
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            int token = Enumerable.Range(0, model.VocabularySize).First(t => model.Vocabulary.GetBytes(t) is [var only] && only == letter);
            if (!sampler.Check(token))
            {
                return false;
            }

            sampler.Accept(token);
        }

        return sampler.Check(model.Vocabulary.EndOfGenerationTokens[0]);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "grammars");
}
