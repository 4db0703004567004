// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Benchmarks.Measuring;

/// <summary>The mean and the percentiles of some measurements.</summary>
internal sealed class Distribution
{
    private readonly double[] _ascending;

    public Distribution(IEnumerable<double> values)
    {
        _ascending = [.. values];
        Array.Sort(_ascending);
    }

    public int Count => _ascending.Length;

    public double Sum => _ascending.Sum();

    public double Mean => Count == 0 ? double.NaN : Sum / Count;

    public double Max => Percentile(100);

    /// <summary>A percentile, 0 to 100, by linear interpolation between the two nearest measurements.</summary>
    public double Percentile(double percent)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        double place = percent / 100 * (Count - 1);
        int below = (int)place;
        double next = _ascending[Math.Min(below + 1, Count - 1)];
        return _ascending[below] + ((next - _ascending[below]) * (place - below));
    }
}
