// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Measuring;

namespace Constrain.Benchmarks.Compare;

/// <summary>What each step of a walk took, the least over all walks, in microseconds.</summary>
internal sealed class StepTimes(int steps)
{
    private readonly double[] _least = [.. Enumerable.Repeat(double.PositiveInfinity, steps)];

    public IEnumerable<double> Us => _least;

    public double Mean => new Distribution(_least).Mean;

    public void Add(int step, long ticks) => _least[step] = Math.Min(_least[step], Clock.Microseconds(ticks));
}
