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
    public void OneDocumentForEachCase_IsWilsonAsItStands(byte right, byte wrong)
    {
        Fraction[] cases = [.. Enumerable.Repeat(new Fraction(1, 1), right), .. Enumerable.Repeat(new Fraction(0, 1), wrong + 1)];

        Assert.Equal(Wilson.Of(right, cases.Length), Wilson.OfCases(cases));
    }

    [Property]
    public void DocumentsThatAreAlikeInEachCase_CountAsOne(byte right, byte wrong, byte documents)
    {
        int size = documents + 1;
        Fraction[] cases = [.. Enumerable.Repeat(new Fraction(size, size), right), .. Enumerable.Repeat(new Fraction(0, size), wrong + 1)];
        Fraction[] mirrored = [.. cases.Select(each => new Fraction(size - each.Part, size))];

        Assert.Equal(Wilson.Of(right, cases.Length), Wilson.OfCases(cases));
        Assert.Equal(Wilson.Of(wrong + 1, cases.Length), Wilson.OfCases(mirrored));
    }

    [Property]
    public void Documents_CountForOneAtMost_AndACaseForOneAtLeast(byte[] right, byte more)
    {
        // Cases of different sizes, as in an evaluation that was cut short.
        Fraction[] cases = [new Fraction(1, 3), .. right.Select((value, i) => Case(value, 1 + ((i + more) % 7)))];
        Fraction sum = Fraction.Sum(cases);
        Interval interval = Wilson.OfCases(cases), alone = Wilson.Of(sum.Part, sum.Whole);

        Assert.InRange(sum.Part / sum.Whole, interval.Low, interval.High);
        Assert.InRange(interval.Low, 0, alone.Low + 1e-12);
        Assert.InRange(interval.High, alone.High - 1e-12, 1);
        double size = cases.Sum(each => each.Whole * each.Whole) / sum.Whole;
        Interval widest = Wilson.Of(sum.Part / size, sum.Whole / size);
        Assert.True(interval.High - interval.Low <= widest.High - widest.Low + 1e-12);

        static Fraction Case(int value, int size) => new(value % (size + 1), size);
    }

    /// <summary>What there is to know about a perfect result grows as failures go away, one by one.</summary>
    [Fact]
    public void WithFewerFailures_TheLowerEndRises()
    {
        double[] ends =
        [
            .. Enumerable.Range(0, 21).Select(failures => Wilson.OfCases(
                [.. Enumerable.Repeat(new Fraction(2, 3), failures), .. Enumerable.Repeat(new Fraction(3, 3), 500 - failures)]).Low),
        ];

        Assert.Equal(ends.OrderDescending(), ends);
    }

    /// <summary>Prompts that a model gets right nearly always or nearly never, asked ten times each.</summary>
    [Fact]
    public void OfManySamples_TheIntervalHoldsTheTruth_AsOftenAsItSays()
    {
        const int Samples = 2000;
        var random = new Random(7);
        int held = 0, heldAlone = 0;
        for (int i = 0; i < Samples; i++)
        {
            Fraction[] cases = [.. Enumerable.Range(0, 60).Select(_ => Case(random.Next(2) == 0 ? 0.1 : 0.9))];
            Fraction sum = Fraction.Sum(cases);
            held += Holds(Wilson.OfCases(cases)) ? 1 : 0;
            heldAlone += Holds(Wilson.Of(sum.Part, sum.Whole)) ? 1 : 0;
        }

        Assert.InRange(held / (double)Samples, 0.935, 0.975);
        // What it is for: as if they were independent, the documents would promise too much.
        Assert.InRange(heldAlone / (double)Samples, 0, 0.7);

        Fraction Case(double probability) => new(Enumerable.Range(0, 10).Count(_ => random.NextDouble() < probability), 10);
        static bool Holds(Interval interval) => interval.Low <= 0.5 && interval.High >= 0.5;
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
        Assert.Equal(default, Measure.Share([]));
        Assert.Equal(default, Measure.Ratio([]));
        Assert.Equal(default, Measure.Ratio([default, default]));
    }
}
