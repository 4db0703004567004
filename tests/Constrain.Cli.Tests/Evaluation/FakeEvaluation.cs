// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Cli.Evaluation;
using Constrain.Cli.Evaluation.Metrics;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Tests.Evaluation;

/// <summary>An evaluation that no model took part in: what is written is right, or wrong in known ways, by chance from a seed.</summary>
internal static class FakeEvaluation
{
    private static readonly string[] Names = ["Ada Lovelace", "Émile Zola", "Grace Hopper", "Ko Aung", "Lise Meitner", "Omar Khayyám", "Zoë Müller"];
    private static readonly string[] Cities = ["London", "Paris", "New York", "Yangon", "Vienna", "Nishapur", "Köln"];
    private static readonly string[] Languages = ["English", "German", "French"];

    private static readonly JsonElement Schema = JsonDocument.Parse("""
        {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"city":{"type":"string"},"plan":{"enum":["free","paid"]}},
         "required":["name","age","city","plan"],"additionalProperties":false}
        """).RootElement;

    /// <summary>What is tried out.</summary>
    public static EvaluationSettings Settings { get; } = new()
    {
        Modes = [OutputMode.Unconstrained, OutputMode.Json, OutputMode.Schema],
        Temperatures = [0, 0.5, 1, 1.5],
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

    /// <summary>An evaluation of some models.</summary>
    /// <param name="cases">Cases.</param>
    /// <param name="models">Their names.</param>
    /// <param name="written">What to write in place of wrong documents; null for those of the fake.</param>
    public static EvaluationResult Of(int cases, IReadOnlyList<string> models, string? written = null)
    {
        var data = new EvaluationData("cases.jsonl", new string('0', 64), [.. Enumerable.Range(0, cases).Select(Case)]);
        IReadOnlyList<PreparedCase> prepared = PreparedCase.All(data.Cases, Settings, default);
        EvaluatedModel[] evaluated = [.. models.Select((name, seed) => Model(name, prepared, new Random(seed), written))];
        return new EvaluationResult
        {
            Data = data,
            Settings = Settings,
            Cases = prepared,
            ExpectedHallucination = new Measure(0, null),
            Models = evaluated,
            Planned = evaluated.Sum(model => model.Documents.Count),
        };
    }

    private static EvaluationCase Case(int index)
    {
        string name = Names[index % Names.Length], city = Cities[index / 2 % Cities.Length];
        int age = 20 + (index * 7 % 60);
        string text = $"{name} is {age} years old, lives in {city} and pays for the {(index % 2 == 0 ? "large" : "small")} plan.";
        return new EvaluationCase
        {
            Place = $"cases.jsonl:{index + 1}",
            Id = $"person-{index + 1}",
            Prompt = "Extract the person as JSON.\n\n" + text,
            Source = text,
            Schema = Schema,
            Expected = JsonDocument.Parse(Right(name, age, city)).RootElement,
            Group = index % 3 == 0 ? "unseen-layout" : "seen",
            Language = Languages[index % Languages.Length],
            Record = $"{index / Languages.Length}",
        };
    }

    private static string Right(string name, int age, string city) => $$"""{"name":"{{name}}","age":{{age}},"city":"{{city}}","plan":"paid"}""";

    private static EvaluatedModel Model(string name, IReadOnlyList<PreparedCase> cases, Random random, string? written)
    {
        EvaluatedDocument[] documents =
        [
            .. cases.SelectMany((_, index) => Settings.Trials.Select(trial => Document(cases[index], index, trial, random, written))),
        ];
        return new EvaluatedModel(
            name, new string('1', 64), "fake 1M", "0.0.0", documents, RowBuilder.Rows(name, cases, documents), LanguageCost.All(cases, text => text.Length / 3));
    }

    private static EvaluatedDocument Document(PreparedCase @case, int index, Trial trial, Random random, string? written)
    {
        double wrong = 0.06 + (0.2 * trial.Temperature);
        string text = Output(@case.Case.Expected, trial.Mode, wrong, random, written);
        var cost = new GenerationCost(
            FinishReason.Stop, 12 + random.Next(12), 80 + random.Next(9), TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(9 + random.Next(6)));
        return new EvaluatedDocument(index, trial, text, cost, @case.Judge(Encoding.UTF8.GetBytes(text)));
    }

    private static string Output(JsonElement expected, OutputMode mode, double wrong, Random random, string? written)
    {
        string name = expected.GetProperty("name").GetString()!, city = expected.GetProperty("city").GetString()!;
        int age = expected.GetProperty("age").GetInt32();
        string right = Right(
            random.NextDouble() < wrong ? name.Split(' ')[0] : name,
            random.NextDouble() < wrong ? age + 1 : age,
            random.NextDouble() < wrong ? "Atlantis <&> \"co\"".Replace("\"", "\\\"", StringComparison.Ordinal) : city);
        if (mode == OutputMode.Schema || random.NextDouble() > 1.5 * wrong)
            return right;
        return written ?? (mode == OutputMode.Unconstrained && random.NextDouble() < 0.5
            ? "Sure! Here is the JSON:\n" + right
            : right.Replace("\"age\":", "\"years\":", StringComparison.Ordinal));
    }
}
