// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Runs files that are not measured until the JIT has nothing left to do.</summary>
/// <remarks>
/// Code is compiled quickly first and again, optimised, some 100 ms after it has run often enough. So the files are run pass
/// after pass, with a pause between, until a pass causes next to no compilation.
/// </remarks>
internal static class WarmUp
{
    private const int MaxPasses = 20;
    private const int Settled = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Takes so many files evenly from those that are not measured; the very long ones are left out, as among those.</summary>
    public static IEnumerable<string> Choose(MaskBenchCorpus corpus, IEnumerable<string> measured, int count)
    {
        const int maxLength = 200 * 1024;
        string[] others = [.. corpus.Names.Except(measured).Where(name => corpus.LengthOf(name) <= maxLength)];
        count = Math.Min(count, others.Length);
        return Enumerable.Range(0, count).Select(i => others[(int)((long)i * others.Length / count)]);
    }

    /// <summary>Runs them.</summary>
    /// <returns>How many passes it took.</returns>
    public static int Run(FileRunner runner, IReadOnlyList<MaskBenchFile> files)
    {
        for (int pass = 1; ; pass++)
        {
            long before = JitInfo.GetCompiledMethodCount();
            foreach (MaskBenchFile file in files)
            {
                runner.Run(file);
            }

            Thread.Sleep(Pause);
            if (pass == MaxPasses || files.Count == 0 || JitInfo.GetCompiledMethodCount() - before <= Settled)
            {
                return pass;
            }
        }
    }
}
