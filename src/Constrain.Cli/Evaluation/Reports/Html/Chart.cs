// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>What all plots have in common: the frame, the scale of the y axis, names and descriptions.</summary>
/// <remarks>
/// The view box is so narrow that its text is readable on a telephone, where a plot takes the whole width, and the style keeps it from
/// growing much on a large screen. Colours are classes, so that the style can give them for light and dark.
/// </remarks>
internal abstract class Chart(string title, string description, double maximum, Func<double, string> tick)
{
    protected const double Width = 460, Height = 270, Left = 54, Right = 14, Top = 14, Bottom = 42;

    private const int Steps = 4;

    /// <summary>The x coordinate of the right end of the plot.</summary>
    protected virtual double End => Width - Right;

    /// <summary>The plot as an SVG element.</summary>
    /// <param name="id">Its name in the page.</param>
    public string Svg(string id)
    {
        var svg = new Markup();
        svg.Element(
            "svg",
            () =>
            {
                svg.Element("title", title, "id", id + "-title");
                svg.Element("desc", description, "id", id + "-desc");
                Grid(svg);
                Draw(svg);
            },
            "xmlns", "http://www.w3.org/2000/svg",
            "viewBox", $"0 0 {Width} {Height}",
            "role", "img",
            "aria-labelledby", $"{id}-title {id}-desc");
        return svg.ToString();
    }

    /// <summary>Draws what the frame holds.</summary>
    protected abstract void Draw(Markup svg);

    /// <summary>The y coordinate of a value.</summary>
    protected double Y(double value) => Height - Bottom - (value / maximum * (Height - Top - Bottom));

    /// <summary>The least number with one digit that is not 0, or 1.5 or 2.5 times one, that is not below a value.</summary>
    public static double Ceiling(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return new[] { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 }.Select(digit => digit * power).First(each => each >= value);
    }

    /// <summary>Text in the plot.</summary>
    protected static void Label(Markup svg, double x, double y, string text, string style, string anchor = "middle") =>
        svg.Element("text", text, "x", Markup.Number(x), "y", Markup.Number(y), "class", style, "text-anchor", anchor);

    /// <summary>A straight line.</summary>
    protected static void Line(Markup svg, double x1, double y1, double x2, double y2, string style) => svg.Element(
        "line", (Action?)null, "x1", Markup.Number(x1), "y1", Markup.Number(y1), "x2", Markup.Number(x2), "y2", Markup.Number(y2), "class", style);

    /// <summary>The class that gives a mode its colour.</summary>
    protected static string Style(OutputMode mode) => "m-" + EvaluationJson.Name(mode);

    private void Grid(Markup svg)
    {
        for (int i = 0; i <= Steps; i++)
        {
            double value = maximum * i / Steps;
            Line(svg, Left, Y(value), End, Y(value), i == 0 ? "axis" : "grid");
            Label(svg, Left - 7, Y(value) + 4, tick(value), "tick", "end");
        }

        Label(svg, (Left + End) / 2, Height - 6, "temperature", "tick");
    }
}
