// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Cli.Evaluation;
using Constrain.Cli.Tests.Support;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Tests.Evaluation;

public class EvaluatorTests
{
    [SkippableFact]
    public void Cancelled_GivesWhatIsFinished()
    {
        Native.Require();
        using var cancellation = new CancellationTokenSource();
        using LlamaModel model = LlamaModel.Load(Path.Combine(AppContext.BaseDirectory, "models", "constrain-tiny.gguf"));
        EvaluationSettings settings = Settings();
        var evaluator = new Evaluator(settings, PreparedCase.All([Case("a", 1), Case("b", 2)], settings, default));

        IReadOnlyList<EvaluatedDocument> documents = evaluator.Run(
            model, new LlamaContextOptions { Threads = 1 }, written => Cancel(written, cancellation), cancellation.Token);

        Assert.Equal(2 * 2 * 4, evaluator.Documents);
        Assert.Equal(5, documents.Count);
        Assert.Equal([0, 0, 0, 0, 0], documents.Select(document => document.Case));

        static void Cancel(int written, CancellationTokenSource cancellation)
        {
            if (written == 5)
                cancellation.Cancel();
        }
    }

    [Theory]
    [InlineData("""{"n":1}""", true, true, true)]
    [InlineData(" \n{ \"n\" : 1.0 }\t", true, true, true)]
    [InlineData("""{"n":2}""", true, true, false)]
    [InlineData("""{"n":"1"}""", true, false, false)]
    [InlineData("""{"n":1,"n":1}""", true, false, false)]
    [InlineData("""{"n":1}.""", false, false, false)]
    [InlineData("```json\n{\"n\":1}\n```", false, false, false)]
    [InlineData("""{"n":1,}""", false, false, false)]
    [InlineData("""{'n':1}""", false, false, false)]
    [InlineData("", false, false, false)]
    public void ADocument_IsJudgedStrictly(string text, bool isParsed, bool isValid, bool isExact)
    {
        Judgement judgement = PreparedCase.All([Case("a", 1)], Settings(), default)[0].Judge(Encoding.UTF8.GetBytes(text));

        Assert.Equal((isParsed, isValid, isExact), (judgement.IsParsed, judgement.IsValid, judgement.IsExact));
        Assert.Equal(isValid, judgement.Problem is null);
    }

    [Fact]
    public void BytesThatAreNoText_AreNoJson() =>
        Assert.False(PreparedCase.All([Case("a", 1)], Settings(), default)[0].Judge([.. "{\"n\":\""u8, 0xFF, .. "\"}"u8]).IsParsed);

    /// <summary>What a model is kept from writing is not wrong for that.</summary>
    [Theory]
    [InlineData(AdditionalProperties.Avoided, false)]
    [InlineData(AdditionalProperties.Allowed, true)]
    public void AdditionalProperties_ThatAreAvoided_AreNotWritten_ButValid(AdditionalProperties additional, bool isWritten)
    {
        EvaluationSettings settings = Settings() with { SchemaOptions = new JsonSchemaOptions { AdditionalProperties = additional } };
        PreparedCase prepared = PreparedCase.All([Case("a", 1)], settings, default)[0];

        Assert.True(prepared.Schema.Check("""{"n":1}""").IsAccepted);
        Assert.Equal(isWritten, prepared.Schema.Check("""{"n":1,"other":2}""").IsAccepted);
        Assert.True(prepared.Judge("""{"n":1,"other":2}"""u8).IsValid);
    }

    [Fact]
    public void TheSchema_StandsBehindThePrompt_UnlessItShallNot()
    {
        Assert.Equal(
            "How many?\n\nSchema:\n{\"properties\":{\"n\":{\"type\":\"integer\"}}}", PreparedCase.All([Case("a", 1)], Settings(), default)[0].Prompt);
        Assert.Equal("How many?", PreparedCase.All([Case("a", 1)], Settings() with { SchemaInPrompt = SchemaInPrompt.Never }, default)[0].Prompt);
    }

    [Fact]
    public void AtTemperatureZero_OneDocumentStandsForAllSeeds() => Assert.Equal(
        [(0.0, 7u), (1.0, 7u), (1.0, 8u), (1.0, 9u)],
        (Settings() with { Modes = [OutputMode.Json], Temperatures = [0, 1] }).Trials.Select(trial => (trial.Temperature, trial.Seed)));

    private static EvaluationSettings Settings() => new()
    {
        Modes = [OutputMode.Unconstrained, OutputMode.Schema],
        Temperatures = [0, 1],
        Seeds = 3,
        FirstSeed = 7,
        MaxTokens = 40,
        SchemaInPrompt = SchemaInPrompt.Always,
        UseChatTemplate = true,
        SystemPrompt = null,
        SchemaOptions = new JsonSchemaOptions(),
        Sampling = (temperature, seed) => new SamplingOptions { Temperature = temperature, Seed = seed },
        Jobs = 1,
    };

    private static EvaluationCase Case(string id, int n) => new()
    {
        Place = "cases.jsonl:1",
        Id = id,
        Prompt = "How many?",
        Source = "How many?",
        Schema = JsonDocument.Parse("""{ "properties": { "n": { "type": "integer" } } }""").RootElement,
        Expected = JsonDocument.Parse($$"""{"n":{{n}}}""").RootElement,
    };
}
