// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.LlamaCpp.Tests;

/// <summary>Text that nothing constrains.</summary>
public sealed class GeneratorTextTests
{
    [SkippableFact]
    public void GenerateText_SameSeed_SameText()
    {
        using LlamaModel model = Load();
        using var generator = new Generator(model);

        GenerationResult first = generator.GenerateText("Who?", With(7, 40));

        Assert.Equal(first.Tokens, generator.GenerateText("Who?", With(7, 40)).Tokens);
        Assert.Contains(Enumerable.Range(8, 5), seed => first.Text != generator.GenerateText("Who?", With((uint)seed, 40)).Text);
        Assert.Equal((7u, 0), (first.Seed, first.ForcedTokens));
        Assert.True(first.PromptTokens > 0);
    }

    [SkippableFact]
    public void GenerateText_EndsByTheModelOrAtTheLimit()
    {
        using LlamaModel model = Load();
        using var generator = new Generator(model);

        // So hot that all tokens are about as probable, those that end the text too.
        var hot = new SamplingOptions { Temperature = 1000, TopK = 0, TopP = 1, MinP = 0 };
        List<GenerationResult> results = [];
        for (uint seed = 1; seed <= 10 && results.All(result => result.FinishReason != FinishReason.Stop); seed++)
            results.Add(generator.GenerateText("Go on.", new GenerationOptions { MaxTokens = 1500, Sampling = Seeded(hot, seed) }));

        Assert.Equal(FinishReason.Stop, results[^1].FinishReason);
        Assert.InRange(results[^1].Tokens.Count, 0, 1499);
        Assert.All(results, result => Assert.DoesNotContain(result.Tokens, model.Vocabulary.IsEndOfGeneration));
        GenerationResult cut = generator.GenerateText("Go on.", With(1, 3));
        Assert.Equal((FinishReason.TokenLimit, 3), (cut.FinishReason, cut.Tokens.Count));
    }

    [SkippableFact]
    public void GenerateText_Greedy_IsWhatAConstraintThatAllowsAllWrites()
    {
        using LlamaModel model = Load();
        using var generator = new Generator(model);
        var greedy = new GenerationOptions { MaxTokens = 12, Sampling = new SamplingOptions { Greedy = true } };

        GenerationResult free = generator.GenerateText("An order, please.", greedy);
        GenerationResult constrained = generator.Generate("An order, please.", Constraint.FromRegex("[\\s\\S]{0,1000}"), greedy);

        Assert.DoesNotContain('\uFFFD', free.Text);
        Assert.StartsWith(constrained.Text, free.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void GenerateText_TooLongAPrompt_IsRefused()
    {
        using LlamaModel model = Load();
        using var generator = new Generator(model, new LlamaContextOptions { ContextLength = 256 });

        var error = Assert.Throws<GenerationException>(() => generator.GenerateText(string.Join(' ', Enumerable.Repeat("word", 2000))));
        Assert.Equal(GenerationError.PromptTooLong, error.Error);
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.GenerateText("x", With(1, 0)));
    }

    private static GenerationOptions With(uint seed, int maxTokens) => new() { MaxTokens = maxTokens, Sampling = new SamplingOptions { Seed = seed } };

    private static SamplingOptions Seeded(SamplingOptions o, uint seed) =>
        new() { Temperature = o.Temperature, TopK = o.TopK, TopP = o.TopP, MinP = o.MinP, Seed = seed };

    private static LlamaModel Load([CallerFilePath] string source = "")
    {
        _ = Native.Require();
        return LlamaModel.Load(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "examples", "tiny-model", "constrain-tiny.gguf")));
    }
}
