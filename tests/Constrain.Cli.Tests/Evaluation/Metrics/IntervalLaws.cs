// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;
using FsCheck.Xunit;

namespace Constrain.Cli.Tests.Evaluation.Metrics;

public class IntervalLaws
{
    [Property]
    public void Wilson_HoldsTheRate_AndStaysWithinZeroAndOne(ushort successes, ushort failures)
    {
        int n = successes + failures + 1;
        Interval interval = Wilson.Of(successes, n);

        Assert.InRange((double)successes / n, interval.Low, interval.High);
        Assert.InRange(interval.Low, 0, interval.High);
        Assert.InRange(interval.High, interval.Low, 1);
    }

    [Property]
    public void Wilson_OfMoreTrialsAtTheSameRate_IsNarrower(byte successes, byte failures)
    {
        int n = successes + failures + 1;
        Interval few = Wilson.Of(successes, n), many = Wilson.Of(successes * 4, n * 4);

        Assert.True(many.High - many.Low < few.High - few.Low);
    }

    [Property]
    public void Wilson_OfFailures_MirrorsThatOfSuccesses(byte successes, byte failures)
    {
        int n = successes + failures + 1;
        Interval one = Wilson.Of(successes, n), other = Wilson.Of(n - successes, n);

        Assert.Equal(1 - one.High, other.Low, 12);
        Assert.Equal(1 - one.Low, other.High, 12);
    }

    /// <summary>From the usual tables: 81 of 263.</summary>
    [Fact]
    public void Wilson_OfAKnownExample_IsAsPublished()
    {
        Interval interval = Wilson.Of(81, 263);

        Assert.Equal(0.2553, interval.Low, 4);
        Assert.Equal(0.3662, interval.High, 4);
    }

    [Property]
    public void Bootstrap_OfEqualCases_IsOnePoint(byte cases, byte part)
    {
        Fraction[] all = [.. Enumerable.Repeat(new Fraction(part, 256), cases + 1)];

        Assert.Equal(new Interval(part / 256.0, part / 256.0), Bootstrap.OfRatio(all));
    }

    [Fact]
    public void Bootstrap_HoldsTheRatio_ShrinksWithCases_AndIsTheSameEachTime()
    {
        Fraction[] few = [.. Enumerable.Range(0, 40).Select(i => new Fraction(i % 5, 4 + (i % 3)))];
        Fraction[] many = [.. Enumerable.Repeat(few, 16).SelectMany(all => all)];
        Interval narrow = Bootstrap.OfRatio(many)!.Value, wide = Bootstrap.OfRatio(few)!.Value;

        Assert.InRange(Fraction.Sum(few).Value!.Value, wide.Low, wide.High);
        Assert.True(wide.Low < wide.High);
        // Sixteen times the cases: a quarter of the width.
        Assert.InRange((narrow.High - narrow.Low) / (wide.High - wide.Low), 0.15, 0.4);
        Assert.Equal(wide, Bootstrap.OfRatio(few));
    }

    [Fact]
    public void NothingToMeasure_HasNoValueAndNoInterval()
    {
        Assert.Equal(default, Measure.Proportion(0, 0));
        Assert.Equal(default, Measure.Ratio([]));
        Assert.Equal(default, Measure.Ratio([default, default]));
    }
}
