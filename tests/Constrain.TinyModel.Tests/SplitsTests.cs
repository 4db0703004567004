// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Corpus.Tasks;

namespace Constrain.TinyModel.Tests;

public sealed class SplitsTests
{
    [Fact]
    public void LongLists_AreDividedWithoutOverlapOrLoss()
    {
        int divided = 0;
        foreach (IReadOnlyList<string> entries in Examples.Book.Names.Select(Examples.Book.Entries).Where(entries => entries.Count >= 16))
        {
            IReadOnlyList<string> training = Splits.Of(entries, Split.Training, entry => entry), heldOut = Splits.Of(entries, Split.HeldOut, entry => entry);
            if (heldOut.Count == entries.Count)
                continue;
            divided++;
            Assert.Empty(training.Intersect(heldOut));
            Assert.Equal(entries.Count, training.Count + heldOut.Count);
        }
        Assert.True(divided > 50, $"{divided} lists were divided");
    }

    [Fact]
    public void HeldOutShare_IsAboutAnEighth()
    {
        List<string> entries = [.. Enumerable.Range(0, 8000).Select(i => $"entry {i}")];
        Assert.InRange(Splits.Of(entries, Split.HeldOut, entry => entry).Count, 850, 1150);
    }
}
