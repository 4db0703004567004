// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp.Tests;

/// <summary>Documents that are read while they are written.</summary>
public sealed class GeneratorStreamTests(TinyModelFixture fixture) : IClassFixture<TinyModelFixture>
{
    private const string Schema =
        """{"type":"object","properties":{"name":{"type":"string","pattern":"^[😀-😏é]{4,12}$"},"tags":{"type":"array","items":{"type":"string","maxLength":9},"minItems":2}},"required":["name","tags"],"additionalProperties":false}""";

    [SkippableTheory]
    [InlineData(OutputFormat.Json, 1)]
    [InlineData(OutputFormat.Json, 2)]
    [InlineData(OutputFormat.Yaml, 1)]
    [InlineData(OutputFormat.Yaml, 2)]
    public async Task Pieces_AreTheDocument_AndWholeCharacters(OutputFormat format, uint seed)
    {
        using var generator = new Generator(fixture.Require());
        GenerationOptions options = Options(seed);
        var pieces = new List<string>();
        await foreach (string piece in generator.StreamAsync("Who is it?", ConstraintFor(format), options))
        {
            Assert.NotEmpty(piece);
            Assert.Equal(piece, new UTF8Encoding(false, true).GetString(new UTF8Encoding(false, true).GetBytes(piece)));
            pieces.Add(piece);
        }

        Assert.True(pieces.Count > 3, $"{pieces.Count} pieces");
        Assert.Equal(generator.Generate("Who is it?", ConstraintFor(format), options).Text, string.Concat(pieces));
    }

    [SkippableFact]
    public async Task Stream_LeftEarly_LeavesTheGeneratorToOthers()
    {
        using var generator = new Generator(fixture.Require());
        string whole = generator.Generate("Who is it?", ConstraintFor(OutputFormat.Yaml), Options(1)).Text;
        await foreach (string piece in generator.StreamAsync("Who is it?", ConstraintFor(OutputFormat.Yaml), Options(1)))
        {
            Assert.StartsWith(piece, whole, StringComparison.Ordinal);
            break;
        }

        Assert.Equal(whole, generator.Generate("Who is it?", ConstraintFor(OutputFormat.Yaml), Options(1)).Text);
    }

    [SkippableFact]
    public async Task Stream_Cancelled_Throws()
    {
        using var generator = new Generator(fixture.Require());
        using var source = new CancellationTokenSource();
        var options = new GenerationOptions { MaxTokens = 200, Progress = new CancelAtOnce(source) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string _ in generator.StreamAsync("Who is it?", ConstraintFor(OutputFormat.Json), options, source.Token))
            {
            }
        });
    }

    [SkippableFact]
    public async Task Stream_ThatCannotBeWritten_Throws()
    {
        using var generator = new Generator(fixture.Require());
        GenerationException error = await Assert.ThrowsAsync<GenerationException>(async () =>
        {
            await foreach (string _ in generator.StreamAsync("Who is it?", ConstraintFor(OutputFormat.Json), new GenerationOptions { MaxTokens = 3 }))
            {
            }
        });
        Assert.Equal(GenerationError.BudgetTooSmall, error.Error);
    }

    private static Constraint ConstraintFor(OutputFormat format) =>
        Constraint.FromJsonSchema(Schema, new JsonSchemaOptions { Yaml = format == OutputFormat.Yaml ? new YamlOptions() : null });

    private sealed class CancelAtOnce(CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value) => source.Cancel();
    }

    private static GenerationOptions Options(uint seed) => new() { MaxTokens = 200, Sampling = new SamplingOptions { Seed = seed } };
}
