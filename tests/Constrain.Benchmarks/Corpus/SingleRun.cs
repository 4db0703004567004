// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime;
using Constrain.Benchmarks.Measuring;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Measures all files once in this process.</summary>
internal static class SingleRun
{
    public static IReadOnlyList<FileMeasurement> Run(CorpusOptions options, MaskCheck? check)
    {
        string[] names = ReadList(options.Files);
        var corpus = MaskBenchCorpus.Open(options.DataPath);
        MaskBenchFile[] files = [.. names.Select(corpus.Read)];
        IEnumerable<string> others = options.WarmupFiles is { } list
            ? ReadList(list).Except(names)
            : WarmUp.Choose(corpus, names, options.Warmup);
        MaskBenchFile[] warmup = [.. others.Take(options.Warmup).Select(corpus.Read)];

        long start = Stopwatch.GetTimestamp();
        Vocabulary vocabulary = ColdMeasurement.LoadVocabulary(options.Vocabulary);
        TimeSpan load = Stopwatch.GetElapsedTime(start);
        bool fresh = options.Mode == CorpusMode.Fresh;
        int passes = WarmUp.Run(new FileRunner(vocabulary, fresh), warmup);

        var runner = new FileRunner(vocabulary, fresh, check);
        GC.Collect();
        long methods = JitInfo.GetCompiledMethodCount();
        int young = GC.CollectionCount(0);
        int old = GC.CollectionCount(2);
        TimeSpan pauses = GC.GetTotalPauseDuration();
        FileMeasurement[] measured = [.. files.Select(runner.Run)];
        Console.Error.WriteLine(
            $"run: vocabulary {load.TotalMilliseconds:F0} ms, {warmup.Length} files to warm up in {passes} passes; while measuring"
            + $" {JitInfo.GetCompiledMethodCount() - methods} methods compiled, {GC.CollectionCount(0) - young} collections"
            + $" ({GC.CollectionCount(2) - old} full) of {(GC.GetTotalPauseDuration() - pauses).TotalMilliseconds:F1} ms in all,"
            + $" {Environment.WorkingSet >> 20} MB resident; the clock takes {Clock.Overhead():F3} µs");
        return measured;
    }

    public static string[] ReadList(string path) => [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
}
