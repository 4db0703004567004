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
        var schemas = new JsonSchemaOptions { Yaml = options.Yaml ? new YamlOptions() : null };
        int passes = WarmUp.Run(new FileRunner(vocabulary, schemas, fresh), warmup);

        var runner = new FileRunner(vocabulary, schemas, fresh, check);
        long live = GC.GetTotalMemory(forceFullCollection: true);
        long methods = JitInfo.GetCompiledMethodCount();
        int young = GC.CollectionCount(0);
        int old = GC.CollectionCount(2);
        TimeSpan pauses = GC.GetTotalPauseDuration();
        FileMeasurement[] measured = [.. files.Select(runner.Run)];
        young = GC.CollectionCount(0) - young;
        old = GC.CollectionCount(2) - old;
        pauses = GC.GetTotalPauseDuration() - pauses;
        methods = JitInfo.GetCompiledMethodCount() - methods;
        long resident = Environment.WorkingSet;
        long kept = GC.GetTotalMemory(forceFullCollection: true) - live;
        Console.Error.WriteLine(
            $"run: vocabulary {load.TotalMilliseconds:F0} ms, {warmup.Length} files to warm up in {passes} passes; while measuring {methods}"
            + $" methods compiled, {young} collections ({old} full) of {pauses.TotalMilliseconds:F1} ms in all; {live >> 20} MB live before,"
            + $" {kept >> 20} more after, {resident >> 20} resident; the clock takes {Clock.Overhead():F3} µs");
        return measured;
    }

    public static string[] ReadList(string path) => [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
}
