// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>The plots of one model, and what the colours in them mean.</summary>
internal static class Plots
{
    public static void Write(Markup page, EvaluatedModel model, EvaluationResult result, string id)
    {
        IReadOnlyList<EvaluationRow> rows = model.Rows;
        if (rows.Count == 0)
        {
            return;
        }

        Legend(page, rows);
        page.Element(
            "div",
            () =>
            {
                Figure(page, $"{id}-valid", "Valid documents", "Share that satisfies the schema; the band is the 95 % interval.",
                    (title, note) => new LineChart(title, Description(rows, note, scores => scores.Valid), rows, scores => scores.Valid));
                Figure(page, $"{id}-fields", "Fields right", "F1 over the leaves of all documents; what is not JSON has none of them.",
                    (title, note) => new LineChart(title, Description(rows, note, scores => scores.Fields), rows, scores => scores.Fields));
                Figure(page, $"{id}-exact", "Exact documents", "Share that equals the right answer.",
                    (title, note) => new LineChart(title, Description(rows, note, scores => scores.Exact), rows, scores => scores.Exact));
                Figure(page, $"{id}-of-valid", "Fields right, of valid documents", "F1 over the leaves of those documents alone that are valid.",
                    (title, note) => new LineChart(title, Description(rows, note, scores => scores.FieldsOfValid), rows, scores => scores.FieldsOfValid));
                Figure(page, $"{id}-made-up", "Made-up values", "Share of strings and numbers, in %, that do not stand in the source. " + Floor(result),
                    (title, note) => BarChart.OfShares(title, Description(rows, note, scores => scores.Hallucination), rows, scores => scores.Hallucination));
                Figure(page, $"{id}-inconsistency", "Inconsistency",
                    "Share of leaves, in %, on which two documents for one prompt disagree; at temperature 0 there is one document.",
                    (title, note) => BarChart.OfShares(title, Description(rows, note, scores => scores.Inconsistency), rows, scores => scores.Inconsistency));
                Figure(page, $"{id}-tokens", "Tokens of a document", "On average, without the prompt's.",
                    (title, note) => BarChart.OfNumbers(title, Description(rows, note, scores => scores.Costs.Tokens), rows, scores => scores.Costs.Tokens));
                Figure(page, $"{id}-time", "Milliseconds of a document", "On average, the prompt's included.",
                    (title, note) => BarChart.OfNumbers(title, Description(rows, note, Time), rows, Time));
            },
            "class", "plots");
    }

    private static double? Time(Scores scores) => scores.Costs.PromptMilliseconds + scores.Costs.Milliseconds;

    private static string Floor(EvaluationResult result) =>
        result.ExpectedHallucination.Value is double share ? $"In the right answers it is {Figures.Percent(share)} %." : "";

    private static void Legend(Markup page, IReadOnlyList<EvaluationRow> rows) => page.Element(
        "ul",
        () =>
        {
            foreach (OutputMode mode in rows.Select(row => row.Mode).Distinct().Order())
            {
                page.Element("li", () => page.Element("span", "", "class", "key m-" + EvaluationJson.Name(mode)).Text(mode switch
                {
                    OutputMode.Unconstrained => "unconstrained: nothing but the prompt",
                    OutputMode.Json => "JSON only: any JSON value",
                    _ => "schema: the case's schema",
                }));
            }
        },
        "class", "legend");

    private static void Figure(Markup page, string id, string title, string note, Func<string, string, Chart> chart) => page.Element("figure", () =>
    {
        page.Element("figcaption", () =>
        {
            page.Element("strong", title);
            page.Element("span", note);
        });
        page.Raw(chart(title, note).Svg(id));
    });

    // For those who cannot see the plot: its numbers.
    private static string Description(IReadOnlyList<EvaluationRow> rows, string note, Func<Scores, Measure> measure) =>
        Description(rows, note, (EvaluationRow row) => Figures.Percent(measure(row.Scores).Value) + " %");

    private static string Description(IReadOnlyList<EvaluationRow> rows, string note, Func<Scores, double?> number) =>
        Description(rows, note, (EvaluationRow row) => Figures.Short(number(row.Scores)));

    private static string Description(IReadOnlyList<EvaluationRow> rows, string note, Func<EvaluationRow, string> show) =>
        note + " " + string.Join("; ", rows.GroupBy(row => row.Mode).Select(line =>
            $"{Figures.Name(line.Key)}: {string.Join(", ", line.Select(row => $"{show(row)} at temperature {Figures.Temperature(row.Temperature)}"))}")) + ".";
}
