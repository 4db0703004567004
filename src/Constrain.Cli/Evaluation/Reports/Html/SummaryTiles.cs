// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>What there is to know about a model before anything else: a few large numbers.</summary>
internal static class SummaryTiles
{
    public static void Write(Markup page, EvaluatedModel model) => page.Element(
        "div",
        () =>
        {
            foreach (OutputMode mode in model.Rows.Select(row => row.Mode).Distinct().Order())
            {
                EvaluatedDocument[] documents = [.. model.Documents.Where(document => document.Trial.Mode == mode)];
                Measure valid = RowBuilder.Share(documents, judgement => judgement.IsValid);
                Tile(page, mode, Label(mode), $"{Figures.Percent(valid.Value)} %",
                    $"of {Figures.Count(documents.Length)} documents over all temperatures; 95 % interval {Figures.Range(valid.Interval!.Value)}");
            }

            if (model.Rows.FirstOrDefault(row => row.Mode == OutputMode.Schema) is EvaluationRow first)
            {
                Tile(page, OutputMode.Schema, $"Fields right with the schema, at temperature {Figures.Temperature(first.Temperature)}",
                    $"{Figures.Percent(first.Scores.Fields.Value)} %", Against(first));
            }
        },
        "class", "tiles");

    private static string Label(OutputMode mode) => mode switch
    {
        OutputMode.Unconstrained => "Valid without a constraint",
        OutputMode.Json => "Valid with JSON only",
        _ => "Valid with the schema",
    };

    private static string Against(EvaluationRow row) => row.AgainstUnconstrained is not Comparison comparison
        ? "F1 over leaves; without a constraint nothing was valid there to compare with"
        : $"on the {Figures.Count(comparison.Count)} trials that were valid without it: {Figures.Percent(comparison.Fields)} against "
            + $"{Figures.Percent(comparison.Unconstrained)} % without"
            + (comparison.Interval is Interval interval ? $", difference {Points(interval.Low)} to {Points(interval.High)} points" : "");

    private static string Points(double share) => FormattableString.Invariant($"{share * 100:+0.0;−0.0;0}");

    private static void Tile(Markup page, OutputMode mode, string name, string value, string detail) => page.Element(
        "div",
        () =>
        {
            page.Element("p", name, "class", "tile-name");
            page.Element("p", value, "class", "tile-value");
            page.Element("p", detail, "class", "tile-detail");
        },
        "class", "tile m-" + EvaluationJson.Name(mode));
}
