// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Benchmarks.Measuring;

/// <summary>Turns ticks of the stopwatch into microseconds.</summary>
internal static class Clock
{
    private static readonly double TicksPerMicrosecond = Stopwatch.Frequency / 1e6;

    /// <summary>To the hundredth: the clock itself takes some 0.02 µs.</summary>
    public static double Microseconds(long ticks) => Math.Round(ticks / TicksPerMicrosecond, 2);

    /// <summary>What an empty measurement takes, at the median.</summary>
    public static double Overhead()
    {
        double[] samples = new double[10_001];
        for (int i = 0; i < samples.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            samples[i] = (Stopwatch.GetTimestamp() - start) / TicksPerMicrosecond;
        }

        return new Distribution(samples).Percentile(50);
    }
}
