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

        // The embedded model has learned to end its answers.
        var greedy = new SamplingOptions { Greedy = true };
        GenerationResult whole = generator.GenerateText("My name is Ada Moss.", new GenerationOptions { MaxTokens = 500, Sampling = greedy });
        Assert.Equal(FinishReason.Stop, whole.FinishReason);
        Assert.InRange(whole.Tokens.Count, 1, 499);
        Assert.DoesNotContain(whole.Tokens, model.Vocabulary.IsEndOfGeneration);

        int length = whole.Tokens.Count - 1;
        GenerationResult cut = generator.GenerateText("My name is Ada Moss.", new GenerationOptions { MaxTokens = length, Sampling = greedy });
        Assert.Equal((FinishReason.TokenLimit, length), (cut.FinishReason, cut.Tokens.Count));
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

    private static LlamaModel Load([CallerFilePath] string source = "")
    {
        _ = Native.Require();
        return LlamaModel.Load(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "examples", "tiny-model", "constrain-tiny.gguf")));
    }
}
