// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Tests.Generation;

public sealed class ChiSquareTests
{
    /// <summary>Values from printed tables of the distribution.</summary>
    [Theory]
    [InlineData(2, 3.841, 0.05)]
    [InlineData(2, 10.828, 0.001)]
    [InlineData(3, 5.991, 0.05)]
    [InlineData(4, 16.266, 0.001)]
    [InlineData(5, 9.488, 0.05)]
    [InlineData(6, 20.515, 0.001)]
    [InlineData(2, 0.455, 0.5)]
    public void PValue_OfAStatistic_IsThatOfTheTables(int outcomes, double statistic, double expected)
    {
        // Two counts that stray by d from n each give d² · 2 / n.
        int n = 1_000_000;
        int d = (int)Math.Round(Math.Sqrt(statistic * n / 2));
        int[] counts = [n + d, n - d, .. Enumerable.Repeat(n, outcomes - 2)];

        Assert.Equal(expected, ChiSquare.PValue(counts, [.. Enumerable.Repeat(1.0 / outcomes, outcomes)]), expected * 0.01);
    }

    [Fact]
    public void PValue_OfAnImpossibleOutcome_IsZero() => Assert.Equal(0, ChiSquare.PValue([10, 10, 1], [0.5, 0.5, 0]));
}
