// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Sampling;

namespace Constrain.LlamaCpp.Tests.Sampling;

public sealed class TopTwoTests
{
    [Fact]
    public void Of_AnyLogits_IsWhatSortingFinds()
    {
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
        {
            float[] logits = [.. Enumerable.Range(0, random.Next(1, 90)).Select(_ => (float)random.Next(-6, i % 2 == 0 ? 6 : 1000))];
            float[] sorted = [.. logits.OrderDescending()];

            Assert.Equal(new TopTwo(Array.IndexOf(logits, sorted[0]), sorted[0], sorted.Length > 1 ? sorted[1] : float.NegativeInfinity), TopTwo.Of(logits));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Of_LogitsThatDoNotCount_IsNoToken(int count)
    {
        float[] logits = new float[count];
        logits[^1] = float.NaN;
        Assert.Equal(-1, TopTwo.Of(logits).Token);
        logits[^1] = float.PositiveInfinity;
        Assert.Equal(-1, TopTwo.Of(logits).Token);
        Array.Fill(logits, float.NegativeInfinity);
        Assert.Equal(-1, TopTwo.Of(logits).Token);
        Assert.Equal(-1, TopTwo.Of([]).Token);
    }
}
