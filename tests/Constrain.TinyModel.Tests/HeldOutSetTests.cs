// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Runtime.CompilerServices;
using Constrain.Examples.TinyModel;
using Constrain.Examples.TinyModel.Corpus.Tasks;
using Constrain.Examples.TinyModel.Model;

namespace Constrain.TinyModel.Tests;

public sealed class HeldOutSetTests
{
    [Fact]
    public void CommittedSet_IsWhatTheProgramWrites() =>
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder(), "heldout.jsonl")), HeldOutSet.Lines(Recipe.HeldOutSeed(Options.DefaultSeed), 500));

    [Fact]
    public void LongerSet_BeginsWithTheShorterOne() => Assert.Equal(HeldOutSet.Lines(7, 10), HeldOutSet.Lines(7, 30).Take(10));

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "examples", "tiny-model");
}
