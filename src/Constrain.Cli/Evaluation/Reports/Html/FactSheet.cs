// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Runtime.InteropServices;
using Constrain.Cli.Output;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>What was measured, with what, and what the measures mean.</summary>
internal static class FactSheet
{
    private static readonly (string Name, string Meaning)[] Measures =
    [
        ("parsed", "Documents that are JSON. White space around them is taken off, and nothing else: no fences of Markdown, no talk before or after."),
        ("valid", "Documents that satisfy the schema, in any order of properties, layout and spelling of values. A name that stands twice in an object is not valid."),
        ("exact", "Documents that equal the right answer: numbers by value, properties in any order."),
        ("fields", "F1 over leaves, all documents together: 2 × right / (expected + written). A leaf is a string, a number, true, false, null, or an empty "
            + "object or array; it is right when the same JSON Pointer leads to an equal leaf in the right answer. "
            + "Leaves that are missing or surplus count against it; what is not JSON has no leaves."),
        ("fields of valid", "The same over valid documents alone. Modes differ in which documents these are, so they are compared on the same prompts and seeds as well."),
        ("made up", "The share of strings and numbers in parsed documents that do not stand in the source, whatever their place. "
            + "Case, white space, notations of numbers and dates make no difference; values that the schema names with enum or const do not count. What a text says in words or only implies counts as made up."),
        ("inconsistent", "1 − agreement. For each prompt and each leaf, agreement is the share of pairs of parsed documents that have equal values there or both none. "
            + "The mean over leaves, then over prompts with two parsed documents or more."),
        ("intervals", "95 %. Wilson’s for parsed, valid and exact, where documents of one prompt count for less the more they are alike; for the others a bootstrap over cases with a thousand samples."),
    ];

    public static void Write(Markup page, EvaluationResult result)
    {
        page.Element("section", () =>
        {
            page.Element("h2", "What was measured");
            page.Element("dl", () =>
            {
                foreach ((string name, string value) in Facts(result))
                {
                    page.Element("dt", name).Element("dd", value);
                }
            }, "class", "facts");
        });
        page.Element("section", () =>
        {
            page.Element("h2", "What the measures mean");
            page.Element("dl", () =>
            {
                foreach ((string name, string meaning) in Measures)
                {
                    page.Element("dt", name).Element("dd", meaning);
                }
            }, "class", "facts");
        });
    }

    private static IEnumerable<(string Name, string Value)> Facts(EvaluationResult result)
    {
        EvaluationSettings settings = result.Settings;
        foreach (EvaluatedModel model in result.Models)
        {
            yield return ("model", $"{model.Name}: {model.Description}, SHA-256 {model.Sha256}");
        }

        (int run, int all) = (result.Cases.Count, result.Data.Cases.Count);
        yield return ("data", $"{result.Data.Name}: {Figures.Count(run)} of {Figures.Count(all)} cases, SHA-256 {result.Data.Sha256}");
        yield return ("temperatures", string.Join(", ", settings.Temperatures.Select(Figures.Temperature)));
        yield return ("seeds", $"{settings.FirstSeed} to {settings.FirstSeed + (uint)settings.Seeds - 1}; at temperature 0 one document stands for all");
        yield return ("token limit", settings.MaxTokens.ToString(CultureInfo.InvariantCulture));
        yield return ("prompt", (settings.SchemaInPrompt == SchemaInPrompt.Always ? "with the schema in every mode" : "without the schema")
            + (settings.UseChatTemplate ? ", in the model’s chat template" : ", without a chat template")
            + (settings.SystemPrompt is null ? "" : $", system message “{settings.SystemPrompt}”"));
        int Sum(Func<EvaluationRow, int> of) => result.Rows.Sum(of);
        yield return ("ends of documents",
            $"{Figures.Count(Sum(row => row.Scores.Costs.Cut))} cut by the limit, {Figures.Count(Sum(row => row.Scores.Costs.Closed))} closed because it came near, "
            + $"{Figures.Count(Sum(row => row.Scores.Costs.Failed))} not generated at all");
        yield return ("machine", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, "
            + $"{settings.Jobs} {(settings.Jobs == 1 ? "case" : "cases")} at a time");
        yield return ("versions", $"constrain {HealthReport.Version}, {RuntimeInformation.FrameworkDescription}, "
            + $"llama.cpp {string.Join(", ", result.Models.Select(model => model.Runtime).Distinct())}");
    }
}
