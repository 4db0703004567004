// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>A share against temperature, a line for each mode with the band of its confidence intervals.</summary>
internal sealed class LineChart(string title, string description, IReadOnlyList<EvaluationRow> rows, Func<Scores, Measure> measure)
    : Chart(title, description, 1, value => Figures.Whole(value) + " %")
{
    private const double LabelGap = 15, Marker = 4.5;

    private readonly double _first = rows.Min(row => row.Temperature);
    private readonly double _last = rows.Max(row => row.Temperature);

    // Room for the names of the lines at their ends.
    protected override double End => Width - 118;

    protected override void Draw(Markup svg)
    {
        foreach (double temperature in rows.Select(row => row.Temperature).Distinct())
        {
            Label(svg, X(temperature), Height - Bottom + 18, Figures.Temperature(temperature), "tick");
        }

        List<(OutputMode Mode, Point[] Points)> lines =
        [
            .. rows.GroupBy(row => row.Mode).OrderBy(line => line.Key).Select(line => (line.Key, Points(line))).Where(line => line.Item2.Length > 0),
        ];
        foreach ((OutputMode mode, Point[] points) in lines)
        {
            Band(svg, mode, points);
        }

        foreach ((OutputMode mode, Point[] points) in lines)
        {
            svg.Element("polyline", (Action?)null, "points", Path(points.Select(point => (point.X, Y(point.Value)))), "class", "line " + Style(mode));
            foreach (Point point in points)
            {
                Dot(svg, mode, point);
            }
        }

        Names(svg, lines);
    }

    private Point[] Points(IEnumerable<EvaluationRow> line) =>
    [
        .. line.OrderBy(row => row.Temperature).Select(row => (row.Temperature, Measure: measure(row.Scores))).Where(each => each.Measure.Value is not null)
            .Select(each => new Point(X(each.Temperature), each.Temperature, each.Measure.Value!.Value, each.Measure)),
    ];

    private double X(double temperature) => _first == _last
        ? (Left + End) / 2
        : Left + 14 + ((temperature - _first) / (_last - _first) * (End - Left - 28));

    private void Band(Markup svg, OutputMode mode, Point[] points)
    {
        Point[] known = [.. points.Where(point => point.Measure.Interval is not null)];
        if (known.Length == 1)
        {
            Line(svg, known[0].X, Y(known[0].Interval.Low), known[0].X, Y(known[0].Interval.High), "whisker");
            return;
        }

        IEnumerable<(double, double)> outline = known.Select(point => (point.X, Y(point.Interval.Low)))
            .Concat(known.Reverse().Select(point => (point.X, Y(point.Interval.High))));
        svg.Element("polygon", (Action?)null, "points", Path(outline), "class", "band " + Style(mode));
    }

    private void Dot(Markup svg, OutputMode mode, Point point)
    {
        double x = point.X, y = Y(point.Value);
        void Title() => svg.Element("title", $"{Figures.Name(mode)}, temperature {Figures.Temperature(point.Temperature)}: {Figures.Full(point.Measure)}");
        string style = "dot " + Style(mode);

        // Each mode has a shape of its own, for eyes and printers that do not tell the colours apart.
        switch (mode)
        {
            case OutputMode.Schema:
                svg.Element("circle", Title, "cx", Markup.Number(x), "cy", Markup.Number(y), "r", Markup.Number(Marker), "class", style);
                break;
            case OutputMode.Json:
                svg.Element("rect", Title, "x", Markup.Number(x - Marker + 0.5), "y", Markup.Number(y - Marker + 0.5),
                    "width", Markup.Number((2 * Marker) - 1), "height", Markup.Number((2 * Marker) - 1), "class", style);
                break;
            default:
                (double, double)[] triangle = [(x, y - Marker - 1), (x + Marker + 0.5, y + Marker - 0.5), (x - Marker - 0.5, y + Marker - 0.5)];
                svg.Element("polygon", Title, "points", Path(triangle), "class", style);
                break;
        }
    }

    // The names stand beside the last points, moved apart where they would lie over each other.
    private void Names(Markup svg, List<(OutputMode Mode, Point[] Points)> lines)
    {
        double bottom = Height - Bottom + 4;
        (OutputMode Mode, Point Point)[] byHeight = [.. lines.Select(line => (line.Mode, line.Points[^1])).OrderBy(line => line.Item2.Value)];
        double[] at = new double[byHeight.Length];
        for (int i = 0; i < at.Length; i++)
        {
            at[i] = Math.Min(Y(byHeight[i].Point.Value) + 4, i == 0 ? bottom : at[i - 1] - LabelGap);
        }

        // Those pushed out at the top push the others down again.
        for (int i = at.Length - 1; i >= 0; i--)
        {
            at[i] = Math.Max(at[i], i == at.Length - 1 ? Top : at[i + 1] + LabelGap);
        }

        for (int i = 0; i < at.Length; i++)
        {
            Label(svg, End + 2, at[i], Figures.Name(byHeight[i].Mode), "name " + Style(byHeight[i].Mode), "start");
        }
    }

    private static string Path(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{Markup.Number(point.X)},{Markup.Number(point.Y)}"));

    private readonly record struct Point(double X, double Temperature, double Value, Measure Measure)
    {
        public Interval Interval => Measure.Interval!.Value;
    }
}
