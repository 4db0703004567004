// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;

namespace Constrain.Benchmarks.Measuring;

/// <summary>A table of distributions, a line each.</summary>
internal sealed class TimeTable(TextWriter output)
{
    private const int NameWidth = 38;
    private const int CellWidth = 10;

    private static readonly double[] Percentiles = [25, 50, 75, 90, 99, 99.9];

    public void WriteHead(string unit)
    {
        IEnumerable<string> percentiles = Percentiles.Select(p => string.Create(CultureInfo.InvariantCulture, $"p{p}"));
        WriteLine(unit, ["count", "mean", .. percentiles, "max"]);
    }

    public void WriteRow(string name, IEnumerable<double> values)
    {
        var distribution = new Distribution(values);
        IEnumerable<double> times = [distribution.Mean, .. Percentiles.Select(distribution.Percentile), distribution.Max];
        WriteLine(name, [distribution.Count.ToString(CultureInfo.InvariantCulture), .. times.Select(Cell)]);
    }

    private static string Cell(double time) => time.ToString(time < 100 ? "F2" : "F0", CultureInfo.InvariantCulture);

    private void WriteLine(string name, IEnumerable<string> cells) =>
        output.WriteLine(name.PadRight(NameWidth) + string.Concat(cells.Select(c => c.PadLeft(CellWidth))));
}
