// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel;
using Constrain.Examples.TinyModel.Corpus;
using Constrain.Examples.TinyModel.Corpus.Tasks;

namespace Constrain.TinyModel.Tests;

/// <summary>Extractions as training and measuring draw them.</summary>
internal static class Examples
{
    public static Phrasebook Book { get; } = Phrasebook.Load();

    public static Draw Draw(int seed, Split split) => new(new SplitMix64((ulong)seed), Book, split);

    public static IEnumerable<TaskExample> Of(int seed, Split split, int count)
    {
        var tasks = new TaskCorpus(Draw(seed, split));
        return Enumerable.Range(0, count).Select(_ => tasks.Next());
    }
}
