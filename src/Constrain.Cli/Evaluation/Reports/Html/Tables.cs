// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>The tables: groups, all rows, languages.</summary>
internal static class Tables
{
    public static void Write(Markup page, EvaluationResult result)
    {
        Groups(page, result, "By group of cases", "group", row => row.Groups);
        Groups(page, result, "By language", "language", row => row.Languages);
        Languages(page, result);
        Rows(page, result);
    }

    private static void Rows(Markup page, EvaluationResult result)
    {
        bool hasModel = result.Models.Count > 1;
        string[] heads =
        [
            "mode", "temp.", "n", "parsed", "valid", "exact", "fields", "fields of valid", "made up", "inconsistent", "tokens", "ms", "tokens/s",
        ];
        const string Note = "Of n documents, shares in percent with their 95 % intervals. Those that did not fit the limits count as wrong.";
        Table(page, "All numbers", Note, hasModel ? ["model", .. heads] : heads, () =>
        {
            foreach (EvaluationRow row in result.Rows)
            {
                Scores scores = row.Scores;
                page.Element("tr", () =>
                {
                    if (hasModel)
                    {
                        page.Element("td", row.Model);
                    }

                    Mode(page, row.Mode);
                    Cell(page, Figures.Temperature(row.Temperature));
                    Cell(page, Figures.Count(scores.Count));
                    foreach (Measure measure in new[]
                        { scores.Parsed, scores.Valid, scores.Exact, scores.Fields, scores.FieldsOfValid, scores.Hallucination, scores.Inconsistency })
                    {
                        Cell(page, measure);
                    }

                    Cell(page, Figures.Short(scores.Costs.Tokens));
                    Cell(page, Figures.Short(scores.Costs.PromptMilliseconds + scores.Costs.Milliseconds));
                    Cell(page, Figures.Short(scores.Costs.TokensPerSecond));
                });
            }
        });
    }

    private static void Groups(
        Markup page, EvaluationResult result, string title, string what, Func<EvaluationRow, IReadOnlyDictionary<string, Scores>> parts)
    {
        EvaluationRow[] rows = [.. result.Models.SelectMany(model => model.Rows.Where(row => row.Temperature == model.Rows[0].Temperature))];
        if (rows.All(row => parts(row).Count == 0))
        {
            return;
        }

        bool hasModel = result.Models.Count > 1;
        List<string> heads = [what, "mode", "documents", "valid", "exact", "fields"];
        string note = $"At temperature {Figures.Temperature(rows[0].Temperature)}, in percent.";
        Table(page, title, note, hasModel ? ["model", .. heads] : heads, () =>
        {
            foreach ((EvaluationRow row, string name, Scores scores) in rows
                .SelectMany(row => parts(row).Select(part => (row, part.Key, part.Value)))
                .OrderBy(each => each.Key, StringComparer.Ordinal))
            {
                page.Element("tr", () =>
                {
                    if (hasModel)
                    {
                        page.Element("td", row.Model);
                    }

                    page.Element("th", name, "scope", "row");
                    Mode(page, row.Mode);
                    Cell(page, Figures.Count(scores.Count));
                    Meter(page, scores.Valid, row.Mode);
                    Meter(page, scores.Exact, row.Mode);
                    Meter(page, scores.Fields, row.Mode);
                });
            }
        });
    }

    private static void Languages(Markup page, EvaluationResult result)
    {
        foreach (EvaluatedModel model in result.Models.Where(model => model.Languages.Any(cost => cost.PromptRatio is not null)))
        {
            Table(
                page, "What languages cost", $"Tokens of the same records with the vocabulary of {model.Name}, and against English.",
                ["language", "cases", "prompt tokens", "against English", "document tokens", "against English"],
                () =>
                {
                    foreach (LanguageCost cost in model.Languages)
                    {
                        page.Element("tr", () =>
                        {
                            page.Element("th", cost.Language, "scope", "row");
                            Cell(page, Figures.Count(cost.Cases));
                            Cell(page, Figures.Short(cost.PromptTokens));
                            Cell(page, Ratio(cost.PromptRatio));
                            Cell(page, Figures.Short(cost.DocumentTokens));
                            Cell(page, Ratio(cost.DocumentRatio));
                        });
                    }
                });
        }
    }

    private static void Table(Markup page, string title, string note, IReadOnlyList<string> heads, Action rows) => page.Element("section", () =>
    {
        page.Element("h2", title);
        page.Element("p", note, "class", "note");
        page.Element(
            "div",
            () => page.Element("table", () =>
            {
                page.Element("caption", title, "class", "hidden");
                page.Element("thead", () => page.Element("tr", () =>
                {
                    foreach (string head in heads)
                    {
                        page.Element("th", head, "scope", "col");
                    }
                }));
                page.Element("tbody", rows);
            }),
            // A wide table scrolls by itself, with the keyboard too.
            "class", "scroll", "tabindex", "0", "role", "region", "aria-label", title);
    });

    private static void Mode(Markup page, OutputMode mode) =>
        page.Element("td", () => page.Element("span", "", "class", "key m-" + EvaluationJson.Name(mode)).Text(Figures.Name(mode)), "class", "mode");

    private static void Cell(Markup page, string text) => page.Element("td", text, "class", "number");

    private static void Cell(Markup page, Measure measure) => page.Element(
        "td",
        () =>
        {
            page.Text(Figures.Percent(measure.Value));
            if (measure.Interval is Interval interval)
            {
                page.Element("small", $"{Figures.Percent(interval.Low)}–{Figures.Percent(interval.High)}");
            }
        },
        "class", "number");

    private static void Meter(Markup page, Measure measure, OutputMode mode) => page.Element(
        "td",
        () => page
            .Element("span", Figures.Percent(measure.Value))
            .Element("span", () => Fill(page, measure.Value ?? 0, mode), "class", "meter"),
        "class", "number", "title", Figures.Full(measure));

    private static void Fill(Markup page, double share, OutputMode mode) =>
        page.Element("i", "", "style", $"width:{Markup.Number(share * 100)}%", "class", "m-" + EvaluationJson.Name(mode));

    private static string Ratio(double? ratio) => ratio is double value ? FormattableString.Invariant($"{value:0.00} ×") : "–";
}
