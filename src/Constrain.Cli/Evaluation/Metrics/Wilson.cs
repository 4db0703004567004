// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>The score interval of a proportion. Unlike the textbook's ±, it says something at 0 % and 100 % too.</summary>
/// <remarks>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).</remarks>
internal static class Wilson
{
    /// <summary>The 97.5th percentile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The interval of 95 % for the probability behind some successes.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    public static Interval Of(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        double n = trials, p = successes / n, spread = Z * Z / n;
        double middle = (p + (spread / 2)) / (1 + spread);
        double half = Z * Math.Sqrt(((p * (1 - p)) + (spread / 4)) / n) / (1 + spread);
        // In exact arithmetic the ends are 0 and 1 here; rounding must not put the rate outside of its own interval.
        return new Interval(successes == 0 ? 0 : Math.Max(0, middle - half), successes == trials ? 1 : Math.Min(1, middle + half));
    }
}
