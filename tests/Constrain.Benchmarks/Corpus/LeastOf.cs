// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Benchmarks.Corpus;

/// <summary>Takes the least of each measurement over several runs.</summary>
internal static class LeastOf
{
    public static IReadOnlyList<FileMeasurement> Runs(IReadOnlyList<IReadOnlyList<FileMeasurement>> runs) =>
        [.. runs[0].Select((_, i) => Files([.. runs.Select(run => run[i])]))];

    private static FileMeasurement Files(FileMeasurement[] runs)
    {
        FileMeasurement first = runs[0];
        if (!runs.All(r => IsAlike(r, first)))
        {
            throw new InvalidOperationException($"{first.Id}: the runs disagree about more than times");
        }

        return first with
        {
            CompileUs = runs.Min(r => r.CompileUs),
            TtfmUs = runs.Min(r => r.TtfmUs),
            VocabularyUs = runs.Min(r => r.VocabularyUs),
            MasksUs = Each(runs, r => r.MasksUs),
            CommitsUs = Each(runs, r => r.CommitsUs),
            Tests = [.. first.Tests.Select((test, i) => test with
            {
                CompileUs = runs.Min(r => r.Tests[i].CompileUs),
                TtfmUs = runs.Min(r => r.Tests[i].TtfmUs),
            })],
        };
    }

    private static bool IsAlike(FileMeasurement a, FileMeasurement b) =>
        (a.Id, a.MasksUs.Length, a.NumTokens, a.IsRight) == (b.Id, b.MasksUs.Length, b.NumTokens, b.IsRight);

    private static double[] Each(FileMeasurement[] runs, Func<FileMeasurement, double[]> values) =>
        [.. Enumerable.Range(0, values(runs[0]).Length).Select(i => runs.Min(r => values(r)[i]))];
}
