// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>Documents that are not right, with what is wrong about them.</summary>
internal static class FailureCards
{
    private const int Count = 12;

    /// <summary>Characters of a prompt and of an output that are shown.</summary>
    private const int ShownPrompt = 400, ShownOutput = 700;

    /// <summary>Characters of a value, and differences of a document, that are shown.</summary>
    private const int ShownValue = 60, ShownDifferences = 6;

    public static void Write(Markup page, EvaluationResult result)
    {
        (EvaluatedModel Model, EvaluatedDocument Document)[] failures =
        [
            .. result.Models.SelectMany(model => FailureSelection.Pick(model.Documents, Math.Max(1, Count / result.Models.Count)).Select(document => (model, document))),
        ];
        if (failures.Length == 0)
        {
            return;
        }

        page.Element("section", () =>
        {
            page.Element("h2", "What went wrong");
            page.Element("p", "Some documents that are not right: a few of each mode and each way of failing.", "class", "note");
            page.Element(
                "div",
                () =>
                {
                    foreach ((EvaluatedModel model, EvaluatedDocument document) in failures)
                    {
                        Card(page, result.Cases[document.Case], document, result.Models.Count > 1 ? model.Name : null);
                    }
                },
                "class", "cards");
        });
    }

    private static void Card(Markup page, PreparedCase @case, EvaluatedDocument document, string? model) => page.Element(
        "article",
        () =>
        {
            page.Element("h3", () => page
                .Element("span", "", "class", "key m-" + EvaluationJson.Name(document.Trial.Mode))
                .Text($"{Figures.Name(document.Trial.Mode)}: {Verdict(document.Judgement)}"));
            page.Element(
                "p",
                (model is null ? "" : model + ", ") + $"case {@case.Case.Id}, temperature {Figures.Temperature(document.Trial.Temperature)}, seed {document.Trial.Seed}",
                "class", "note");
            Quote(page, "Prompt", Cut(@case.Case.Prompt, ShownPrompt));
            Quote(page, "Written", document.Text.Length == 0 ? "(nothing)" : Cut(document.Text, ShownOutput));
            page.Element("p", "Wrong", "class", "part");
            page.Element("ul", () => Wrong(page, @case, document.Judgement), "class", "wrong");
        },
        "class", "card m-" + EvaluationJson.Name(document.Trial.Mode));

    private static void Wrong(Markup page, PreparedCase @case, Judgement judgement)
    {
        if (judgement.Problem is string problem)
        {
            page.Element("li", Cut(problem, 200));
        }

        if (!judgement.IsParsed)
        {
            return;
        }

        IReadOnlyList<Difference> differences = Difference.All(@case.Expected, judgement.Leaves);
        foreach (Difference difference in differences.Take(ShownDifferences))
        {
            page.Element("li", () =>
            {
                page.Element("code", difference.Pointer.Length == 0 ? "(the whole)" : Cut(difference.Pointer, ShownValue)).Text(" ");
                page.Text(difference switch
                {
                    { Written: null, Expected: Leaf expected } => $"is missing: {Show(expected)}",
                    { Written: Leaf written, Expected: null } => $"should not be there: {Show(written)}",
                    { Written: Leaf written, Expected: Leaf expected } => $"is {Show(written)} and should be {Show(expected)}",
                    _ => "",
                });
                if (judgement.Ungrounded.Contains(difference.Pointer))
                {
                    page.Text(" ").Element("em", "made up");
                }
            });
        }

        if (differences.Count > ShownDifferences)
        {
            page.Element("li", $"and {differences.Count - ShownDifferences} more");
        }
    }

    private static string Verdict(Judgement judgement) =>
        judgement.IsValid ? "valid, but not right" : judgement.IsParsed ? "JSON, but not valid" : "not JSON";

    private static string Show(Leaf leaf) => leaf.Kind switch
    {
        JsonValueKind.String => $"“{Cut(leaf.Text, ShownValue)}”",
        JsonValueKind.Number => Cut(DecimalText.Plain(leaf.Text), ShownValue),
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    private static void Quote(Markup page, string name, string text)
    {
        page.Element("p", name, "class", "part");
        page.Element("pre", text);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length] + "…";
}
