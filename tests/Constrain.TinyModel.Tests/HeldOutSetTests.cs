// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Runtime.CompilerServices;
using System.Text.Json;
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
    public void EveryCase_HasADocumentOfItsSchema()
    {
        foreach (string line in HeldOutSet.Lines(Recipe.HeldOutSeed(Options.DefaultSeed), 2000))
        {
            JsonElement example = JsonElement.Parse(line);
            TextCheck check = Constraint.FromJsonSchema(example.GetProperty("schema").GetRawText(), JsonSchemaOptions.ForChecking)
                .Check(example.GetProperty("expected").GetRawText());
            Assert.True(check.IsAccepted, $"{example.GetProperty("id")}: {check.Reason} at {check.Offset}");
        }
    }

    [Fact]
    public void LongerSet_BeginsWithTheShorterOne() => Assert.Equal(HeldOutSet.Lines(7, 10), HeldOutSet.Lines(7, 30).Take(10));

    /// <summary>As <c>constrain eval --limit</c> picks them, and as anybody else may.</summary>
    [Fact]
    public void EverySoManyth_HasItsShareOfUnseenTasks()
    {
        bool[] unseen = [.. File.ReadLines(Path.Combine(Folder(), "heldout.jsonl")).Select(line => line.Contains("\"group\":\"unseen-task\"", StringComparison.Ordinal))];

        Assert.Equal(unseen.Length / 4, unseen.Count(each => each));
        for (int every = 2; every <= 10; every++)
        {
            for (int first = 0; first < every; first++)
            {
                bool[] picked = [.. unseen.Where((_, i) => i % every == first)];
                // Three standard deviations.
                double tolerance = 3 * Math.Sqrt(0.25 * 0.75 / picked.Length);
                Assert.InRange(picked.Count(each => each) / (double)picked.Length, 0.25 - tolerance, 0.25 + tolerance);
            }
        }
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "examples", "tiny-model");
}
