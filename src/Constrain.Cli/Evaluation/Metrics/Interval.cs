// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>A confidence interval of 95 %, both ends inclusive.</summary>
internal readonly record struct Interval(double Low, double High);

/// <summary>A measured value and its interval; both null where nothing was there to measure.</summary>
internal readonly record struct Measure(double? Value, Interval? Interval)
{
    /// <summary>A share of independent trials, with Wilson's interval.</summary>
    public static Measure Proportion(int successes, int trials) =>
        trials == 0 ? default : new((double)successes / trials, Wilson.Of(successes, trials));

    /// <summary>A ratio of sums over cases, with the interval of a bootstrap over them.</summary>
    public static Measure Ratio(IReadOnlyList<Fraction> cases) =>
        Fraction.Sum(cases).Value is double value ? new(value, Bootstrap.OfRatio(cases)) : default;
}
