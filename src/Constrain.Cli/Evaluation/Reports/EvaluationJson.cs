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
        Objects(writer, "rows", result.Rows, row => WriteRow(writer, row, hasModel: result.Models.Count > 1));
        Objects(writer, "models", result.Models, model => WriteModel(writer, model));
        WriteSettings(writer, result.Settings);
    });

    /// <summary>The name of a mode, as on the command line.</summary>
    public static string Name(OutputMode mode) => mode switch
    {
        OutputMode.Unconstrained => "unconstrained",
        OutputMode.Json => "json",
        _ => "schema",
    };

    private static void WriteData(Utf8JsonWriter writer, EvaluationResult result) => Object(writer, "data", () =>
    {
        writer.Text("name", result.Data.Name);
        writer.Text("sha256", result.Data.Sha256);
        writer.WriteNumber("cases", result.Data.Cases.Count);
        Number(writer, "expectedHallucination", result.ExpectedHallucination.Value);
    });

    private static void WriteRow(Utf8JsonWriter writer, EvaluationRow row, bool hasModel)
    {
        writer.WriteString("mode", Name(row.Mode));
        writer.WriteNumber("temperature", row.Temperature);
        if (hasModel)
        {
            writer.Text("model", row.Model);
        }

        WriteScores(writer, row.Scores);
        if (row.AgainstUnconstrained is Comparison comparison)
        {
            Object(writer, "againstUnconstrained", () => WriteComparison(writer, comparison));
        }

        WriteParts(writer, "groups", row.Groups);
        WriteParts(writer, "languages", row.Languages);
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
        Object(writer, "ci", () =>
        {
            foreach ((string name, Measure measure) in measures)
            {
                Interval(writer, name, measure.Interval);
            }
        });
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

    private static void WriteComparison(Utf8JsonWriter writer, Comparison comparison)
    {
        writer.WriteNumber("n", comparison.Count);
        Number(writer, "fields", comparison.Fields);
        Number(writer, "unconstrainedFields", comparison.Unconstrained);
        Number(writer, "difference", comparison.Difference);
        Interval(writer, "ci", comparison.Interval);
    }

    private static void WriteParts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, Scores> parts) => Object(writer, name, () =>
    {
        foreach ((string part, Scores scores) in parts)
        {
            Object(writer, part, () => WriteScores(writer, scores));
        }
    });

    private static void WriteModel(Utf8JsonWriter writer, EvaluatedModel model)
    {
        writer.Text("name", model.Name);
        writer.Text("sha256", model.Sha256);
        writer.Text("description", model.Description);
        writer.Text("runtime", model.Runtime);
        Objects(writer, "languages", model.Languages, cost => WriteCost(writer, cost));
    }

    private static void WriteCost(Utf8JsonWriter writer, LanguageCost cost)
    {
        writer.Text("language", cost.Language);
        writer.WriteNumber("cases", cost.Cases);
        Number(writer, "promptTokens", cost.PromptTokens);
        Number(writer, "documentTokens", cost.DocumentTokens);
        Number(writer, "promptRatio", cost.PromptRatio);
        Number(writer, "documentRatio", cost.DocumentRatio);
    }

    private static void WriteSettings(Utf8JsonWriter writer, EvaluationSettings settings) => Object(writer, "settings", () =>
    {
        writer.Text("version", HealthReport.Version);
        writer.WriteNumber("seeds", settings.Seeds);
        writer.WriteNumber("seed", settings.FirstSeed);
        writer.WriteNumber("maxTokens", settings.MaxTokens);
        writer.WriteString("schemaInPrompt", settings.SchemaInPrompt == SchemaInPrompt.Always ? "always" : "never");
        writer.WriteBoolean("chatTemplate", settings.UseChatTemplate);
        writer.Text("system", settings.SystemPrompt);
        writer.WriteNumber("jobs", settings.Jobs);
    });

    private static void Object(Utf8JsonWriter writer, string name, Action writeMembers)
    {
        writer.WriteStartObject(name);
        writeMembers();
        writer.WriteEndObject();
    }

    private static void Objects<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> writeMembers)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            writeMembers(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
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
