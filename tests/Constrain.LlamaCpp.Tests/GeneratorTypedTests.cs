// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;

namespace Constrain.LlamaCpp.Tests;

/// <summary>Typed objects from the tiny model: whatever it writes, it is an object within its annotations.</summary>
public sealed class GeneratorTypedTests
{
    public enum Mood
    {
        Glad,
        Sad,
    }

    [SkippableFact]
    public async Task GenerateTyped_GivesObjectsWithinTheirAnnotations()
    {
        _ = Native.Require();
        using LlamaModel model = LlamaModel.Load(Path.Combine(Root(), "examples", "tiny-model", "constrain-tiny.gguf"));
        using var generator = new Generator(model);
        for (uint seed = 0; seed < 10; seed++)
        {
            var options = new GenerationOptions { MaxTokens = 300, Sampling = new SamplingOptions { Seed = seed } };
            Person person = generator.GenerateTyped<Person>("Who is it?", options);
            Assert.InRange(person.Age, 0, 150);
            Assert.InRange(person.Name.EnumerateRunes().Count(), 1, 30);
            Assert.True(Enum.IsDefined(person.Mood));
            Assert.Equal(person, await generator.GenerateTypedAsync<Person>("Who is it?", options));
        }
    }

    [SkippableFact]
    public async Task GenerateTyped_AsYaml_GivesObjectsWithinTheirAnnotations()
    {
        _ = Native.Require();
        using LlamaModel model = LlamaModel.Load(Path.Combine(Root(), "examples", "tiny-model", "constrain-tiny.gguf"));
        using var generator = new Generator(model);
        for (uint seed = 0; seed < 10; seed++)
        {
            var options = new GenerationOptions { MaxTokens = 300, Sampling = new SamplingOptions { Seed = seed } };
            Person person = generator.GenerateTyped<Person>("Who is it?", options, format: OutputFormat.Yaml);
            Assert.InRange(person.Age, 0, 150);
            Assert.InRange(person.Name.EnumerateRunes().Count(), 1, 30);
            Assert.True(Enum.IsDefined(person.Mood));
            Assert.Equal(person, await generator.GenerateTypedAsync<Person>("Who is it?", options, format: OutputFormat.Yaml));
        }
    }

    [SkippableFact]
    public async Task GenerateTypedAsync_Cancelled_Throws()
    {
        _ = Native.Require();
        using LlamaModel model = LlamaModel.Load(Path.Combine(Root(), "examples", "tiny-model", "constrain-tiny.gguf"));
        using var generator = new Generator(model);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateTypedAsync<Person>("Who?", cancellationToken: source.Token));
    }

    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));

    public sealed record Person([property: StringLength(30, MinimumLength = 1)] string Name, [property: Range(0, 150)] int Age, Mood Mood, DateOnly? Born = null);
}
