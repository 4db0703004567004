// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>An evaluation as one page that needs nothing else: no script, no font, no network.</summary>
internal static class EvaluationPage
{
    /// <summary>The page.</summary>
    public static string Write(EvaluationResult result)
    {
        var page = new Markup();
        page.Raw("<!DOCTYPE html>\n");
        page.Element(
            "html",
            () =>
            {
                page.Element("head", () => Head(page, result));
                page.Element("body", () => page.Element("main", () => Body(page, result)));
            },
            "lang", "en");
        return page.Raw("\n").ToString();
    }

    private static void Head(Markup page, EvaluationResult result)
    {
        page.Element("meta", (Action?)null, "charset", "utf-8");
        // What models write stands on this page; even if it got out of its element, it could load and run nothing.
        page.Element("meta", (Action?)null, "http-equiv", "Content-Security-Policy", "content", "default-src 'none'; style-src 'unsafe-inline'");
        page.Element("meta", (Action?)null, "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.Element("meta", (Action?)null, "name", "color-scheme", "content", "light dark");
        page.Element("title", "Constrain: evaluation of " + Names(result));
        page.Element("style", () => page.Raw(PageStyle.Css));
    }

    private static void Body(Markup page, EvaluationResult result)
    {
        page.Element("header", () =>
        {
            page.Element("h1", "Valid, and right? " + Names(result));
            page.Element("p", () => page.Text(Introduction(result)), "class", "lead");
            if (result.IsCutShort)
            {
                page.Element("p", $"Cut short: {result.Written} of {result.Planned} documents were written.", "class", "warning");
            }
        });
        for (int i = 0; i < result.Models.Count; i++)
        {
            EvaluatedModel model = result.Models[i];
            page.Element("section", () =>
            {
                if (result.Models.Count > 1)
                {
                    page.Element("h2", model.Name);
                }

                SummaryTiles.Write(page, model);
                Plots.Write(page, model, result, $"m{i}");
            });
        }

        Tables.Write(page, result);
        FailureCards.Write(page, result);
        FactSheet.Write(page, result);
    }

    private static string Introduction(EvaluationResult result) =>
        $"{Figures.Count(result.Cases.Count)} prompts with a JSON Schema and a right answer each, {Figures.Count(result.Written)} documents. Each prompt was "
        + $"answered {string.Join(" and ", result.Settings.Modes.Order().Select(Told))}.";

    private static string Told(OutputMode mode) => mode switch
    {
        OutputMode.Unconstrained => "without a constraint",
        OutputMode.Json => "as JSON of any form",
        _ => "under its schema",
    };

    private static string Names(EvaluationResult result) => string.Join(", ", result.Models.Select(model => model.Name));
}
