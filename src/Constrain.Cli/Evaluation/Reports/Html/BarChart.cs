// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>A number for each mode and temperature: bars in groups, with the whiskers of their confidence intervals.</summary>
internal sealed class BarChart : Chart
{
    private const double MaxBar = 34, GroupGap = 0.26;

    private readonly IReadOnlyList<EvaluationRow> _rows;
    private readonly Func<Scores, Measure> _measure;
    private readonly Func<double, string> _show;

    private BarChart(
        string title,
        string description,
        IReadOnlyList<EvaluationRow> rows,
        Func<Scores, Measure> measure,
        double maximum,
        Func<double, string> tick,
        Func<double, string> show)
        : base(title, description, maximum, tick) => (_rows, _measure, _show) = (rows, measure, show);

    /// <summary>Bars of shares.</summary>
    public static BarChart OfShares(string title, string description, IReadOnlyList<EvaluationRow> rows, Func<Scores, Measure> measure) =>
        new(title, description, rows, measure, 1, value => Figures.Whole(value) + " %", value => Figures.Whole(value));

    /// <summary>Bars of other numbers, from 0 up.</summary>
    public static BarChart OfNumbers(string title, string description, IReadOnlyList<EvaluationRow> rows, Func<Scores, double?> number) => new(
        title,
        description,
        rows,
        scores => new Measure(number(scores), null),
        Ceiling(rows.Max(row => number(row.Scores) ?? 0)),
        Figures.Tick,
        value => Figures.Short(value));

    protected override void Draw(Markup svg)
    {
        double[] temperatures = [.. _rows.Select(row => row.Temperature).Distinct()];
        OutputMode[] modes = [.. _rows.Select(row => row.Mode).Distinct().Order()];
        double group = (End - Left) / temperatures.Length;
        double bar = Math.Min(MaxBar, group * (1 - GroupGap) / modes.Length);
        for (int i = 0; i < temperatures.Length; i++)
        {
            double middle = Left + ((i + 0.5) * group);
            Label(svg, middle, Height - Bottom + 18, Figures.Temperature(temperatures[i]), "tick");
            for (int j = 0; j < modes.Length; j++)
            {
                EvaluationRow? row = _rows.FirstOrDefault(each => each.Temperature == temperatures[i] && each.Mode == modes[j]);
                if (row is not null)
                {
                    Bar(svg, row, middle + ((j - (modes.Length / 2.0)) * bar), bar - 2);
                }
            }
        }
    }

    private void Bar(Markup svg, EvaluationRow row, double x, double width)
    {
        Measure measure = _measure(row.Scores);
        double middle = x + (width / 2);
        if (measure.Value is not double value)
        {
            Label(svg, middle, Y(0) - 4, "–", "value");
            return;
        }

        svg.Element(
            "rect",
            () => svg.Element("title", $"{Figures.Name(row.Mode)}, temperature {Figures.Temperature(row.Temperature)}: {Tooltip(measure)}"),
            "x", Markup.Number(x), "y", Markup.Number(Math.Min(Y(value), Y(0) - 1)), "width", Markup.Number(width),
            "height", Markup.Number(Math.Max(1, Y(0) - Y(value))), "class", "bar " + Style(row.Mode));
        double top = value;
        if (measure.Interval is Interval interval && interval.High > interval.Low)
        {
            top = interval.High;
            Line(svg, middle, Y(interval.Low), middle, Y(interval.High), "whisker");
        }

        Label(svg, middle, Math.Max(Y(top) - 4, 10), _show(value), "value");
    }

    private string Tooltip(Measure measure) => measure.Interval is null ? _show(measure.Value!.Value) : Figures.Full(measure);
}
