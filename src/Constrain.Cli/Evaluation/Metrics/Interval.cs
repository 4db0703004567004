// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>A confidence interval of 95 %, both ends inclusive.</summary>
internal readonly record struct Interval(double Low, double High);

/// <summary>A measured value and its interval; both null where nothing was there to measure.</summary>
internal readonly record struct Measure(double? Value, Interval? Interval)
{
    /// <summary>A share of documents, with Wilson's interval over their cases.</summary>
    /// <param name="cases">How many documents of each case there are, and how many of them count.</param>
    public static Measure Share(IReadOnlyList<Fraction> cases) =>
        Fraction.Sum(cases).Value is double value ? new(value, Wilson.OfCases(cases)) : default;

    /// <summary>A ratio of sums over cases, with the interval of a bootstrap over them.</summary>
    public static Measure Ratio(IReadOnlyList<Fraction> cases) =>
        Fraction.Sum(cases).Value is double value ? new(value, Bootstrap.OfRatio(cases)) : default;
}
