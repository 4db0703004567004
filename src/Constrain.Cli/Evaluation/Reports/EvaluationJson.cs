// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Evaluation.Metrics;
using Constrain.Cli.Output;

namespace Constrain.Cli.Evaluation.Reports;

/// <summary>An evaluation for programs: one object in one line.</summary>
internal static class EvaluationJson
{
    public static string Line(EvaluationResult result) => Json.Line(writer =>
    {
        WriteData(writer, result);
        writer.WriteNumber("cases", result.Cases.Count);
        writer.WriteNumber("documents", result.Written);
        writer.WriteNumber("plannedDocuments", result.Planned);
        writer.WriteStartArray("rows");
        foreach (EvaluationRow row in result.Rows)
        {
            WriteRow(writer, row, hasModel: result.Models.Count > 1);
        }

        writer.WriteEndArray();
        WriteModels(writer, result);
        WriteSettings(writer, result.Settings);
    });

    /// <summary>The name of a mode, as on the command line.</summary>
    public static string Name(OutputMode mode) => mode switch
    {
        OutputMode.Unconstrained => "unconstrained",
        OutputMode.Json => "json",
        _ => "schema",
    };

    private static void WriteData(Utf8JsonWriter writer, EvaluationResult result)
    {
        writer.WriteStartObject("data");
        writer.Text("name", result.Data.Name);
        writer.Text("sha256", result.Data.Sha256);
        writer.WriteNumber("cases", result.Data.Cases.Count);
        Number(writer, "expectedHallucination", result.ExpectedHallucination.Value);
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, EvaluationRow row, bool hasModel)
    {
        writer.WriteStartObject();
        writer.WriteString("mode", Name(row.Mode));
        writer.WriteNumber("temperature", row.Temperature);
        if (hasModel)
        {
            writer.Text("model", row.Model);
        }

        WriteScores(writer, row.Scores);
        WriteComparison(writer, row.AgainstUnconstrained);
        WriteParts(writer, "groups", row.Groups);
        WriteParts(writer, "languages", row.Languages);
        writer.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter writer, Scores scores)
    {
        Costs costs = scores.Costs;
        writer.WriteNumber("n", scores.Count);
        (string Name, Measure Measure)[] measures = Measures(scores);
        foreach ((string name, Measure measure) in measures)
        {
            Number(writer, name, measure.Value);
        }

        Number(writer, "tokens", costs.Tokens);
        Number(writer, "ms", costs.PromptMilliseconds + costs.Milliseconds);
        Number(writer, "promptTokens", costs.PromptTokens);
        Number(writer, "promptMs", costs.PromptMilliseconds);
        Number(writer, "tokensPerSecond", costs.TokensPerSecond);
        Number(writer, "precision", scores.FieldCounts.Precision);
        Number(writer, "recall", scores.FieldCounts.Recall);
        writer.WriteNumber("failed", costs.Failed);
        writer.WriteNumber("cut", costs.Cut);
        writer.WriteNumber("closed", costs.Closed);
        writer.WriteStartObject("ci");
        foreach ((string name, Measure measure) in measures)
        {
            Interval(writer, name, measure.Interval);
        }

        writer.WriteEndObject();
    }

    private static (string Name, Measure Measure)[] Measures(Scores scores) =>
    [
        ("parsed", scores.Parsed),
        ("valid", scores.Valid),
        ("exact", scores.Exact),
        ("fields", scores.Fields),
        ("fieldsOfValid", scores.FieldsOfValid),
        ("hallucination", scores.Hallucination),
        ("inconsistency", scores.Inconsistency),
    ];

    private static void WriteComparison(Utf8JsonWriter writer, Comparison? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        writer.WriteStartObject("againstUnconstrained");
        writer.WriteNumber("n", comparison.Count);
        Number(writer, "fields", comparison.Fields);
        Number(writer, "unconstrainedFields", comparison.Unconstrained);
        Number(writer, "difference", comparison.Difference);
        Interval(writer, "ci", comparison.Interval);
        writer.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, Scores> parts)
    {
        writer.WriteStartObject(name);
        foreach ((string part, Scores scores) in parts)
        {
            writer.WriteStartObject(part);
            WriteScores(writer, scores);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter writer, EvaluationResult result)
    {
        writer.WriteStartArray("models");
        foreach (EvaluatedModel model in result.Models)
        {
            writer.WriteStartObject();
            writer.Text("name", model.Name);
            writer.Text("sha256", model.Sha256);
            writer.Text("description", model.Description);
            writer.Text("runtime", model.Runtime);
            writer.WriteStartArray("languages");
            foreach (LanguageCost cost in model.Languages)
            {
                writer.WriteStartObject();
                writer.Text("language", cost.Language);
                writer.WriteNumber("cases", cost.Cases);
                Number(writer, "promptTokens", cost.PromptTokens);
                Number(writer, "documentTokens", cost.DocumentTokens);
                Number(writer, "promptRatio", cost.PromptRatio);
                Number(writer, "documentRatio", cost.DocumentRatio);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSettings(Utf8JsonWriter writer, EvaluationSettings settings)
    {
        writer.WriteStartObject("settings");
        writer.Text("version", HealthReport.Version);
        writer.WriteNumber("seeds", settings.Seeds);
        writer.WriteNumber("seed", settings.FirstSeed);
        writer.WriteNumber("maxTokens", settings.MaxTokens);
        writer.WriteString("schemaInPrompt", settings.SchemaInPrompt == SchemaInPrompt.Always ? "always" : "never");
        writer.WriteBoolean("chatTemplate", settings.UseChatTemplate);
        writer.Text("system", settings.SystemPrompt);
        writer.WriteNumber("jobs", settings.Jobs);
        writer.WriteEndObject();
    }

    private static void Interval(Utf8JsonWriter writer, string name, Interval? interval)
    {
        if (interval is not Interval ends)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        writer.WriteNumberValue(Round(ends.Low));
        writer.WriteNumberValue(Round(ends.High));
        writer.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is double number)
        {
            writer.WriteNumber(name, Round(number));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    // Six places tell apart what a million documents can.
    private static double Round(double value) => Math.Round(value, 6);
}
