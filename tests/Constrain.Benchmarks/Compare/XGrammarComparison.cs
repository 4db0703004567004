// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Corpus;
using Constrain.Benchmarks.Measuring;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Compare;

/// <summary>XGrammar's WebAssembly build and Constrain over the same vocabulary, schemas and tokens, one after the other.</summary>
internal static class XGrammarComparison
{
    /// <summary>Measures both and prints the tables.</summary>
    /// <param name="options">What the <c>corpus</c> command would measure.</param>
    /// <param name="package">The folder of the npm package.</param>
    /// <param name="take">How many of the listed files are measured, taken evenly.</param>
    /// <param name="theirWarmup">How many other files warm V8; Constrain is warmed as in the <c>corpus</c> command.</param>
    public static int Run(CorpusOptions options, string package, int take, int theirWarmup)
    {
        var corpus = MaskBenchCorpus.Open(options.DataPath);
        string[] listed = SingleRun.ReadList(options.Files);
        take = Math.Min(take, listed.Length);
        MaskBenchFile[] files = [.. Enumerable.Range(0, take).Select(i => corpus.Read(listed[(int)((long)i * listed.Length / take)]))];
        MaskBenchFile[] warmup = [.. WarmUp.Choose(corpus, listed, options.Warmup).Select(corpus.Read)];
        Vocabulary vocabulary = ColdMeasurement.LoadVocabulary(options.Vocabulary);

        int step = Math.Max(1, warmup.Length / Math.Max(1, theirWarmup));
        string work = Path.GetTempFileName();
        XGrammarWork.Of(vocabulary, warmup.Where((_, i) => i % step == 0).Take(theirWarmup), files).Save(work);
        var process = new XGrammarProcess(package, work, files.Length);
        IReadOnlyList<XGrammarLine> theirs = process.Run();
        File.Delete(work);

        bool fresh = options.Mode == CorpusMode.Fresh;
        WarmUp.Run(new FileRunner(vocabulary, new JsonSchemaOptions(), fresh), warmup);
        FileMeasurement[] ours = [.. files.Select(new FileRunner(vocabulary, new JsonSchemaOptions(), fresh).Run)];
        Report(files.Length, process.VocabularyUs, theirs, ours);
        return 0;
    }

    private static void Report(int count, double vocabulary, IReadOnlyList<XGrammarLine> theirs, FileMeasurement[] ours)
    {
        IEnumerable<Pair> pairs = theirs.Zip(ours, (t, o) => new Pair(t, o));
        Pair[] both = [.. pairs.Where(p => p.Theirs.Error is null && p.Ours.CompileError is null)];
        Console.WriteLine(
            $"{count} schemas: XGrammar compiles {theirs.Count(t => t.Error is null)}, "
            + $"Constrain {ours.Count(o => o.CompileError is null)}, both {both.Length}; "
            + $"XGrammar's vocabulary was ready after {vocabulary / 1000:F0} ms");
        IEnumerable<XGrammarLine> errors = theirs.Where(t => t.Error is not null);
        foreach (IGrouping<string, XGrammarLine> error in errors.GroupBy(t => FirstLine(t.Error!)).OrderByDescending(g => g.Count()))
        {
            Console.WriteLine($"  XGrammar: {error.Count()} × {error.Key}");
        }

        (double Theirs, double Ours)[] masks = [.. both.SelectMany(Masks)];
        (double Theirs, double Ours)[] commits = [.. both.SelectMany(Commits)];
        (double Theirs, double Ours)[] firstMasks = [.. both.Select(p => (p.Theirs.TtfmUs, p.Ours.TtfmUs))];
        Console.WriteLine("over the instances' tokens that both engines accept, in schemas that both compile:");
        var table = new TimeTable(Console.Out);
        table.WriteHead("µs");
        Rows(table, "mask", masks);
        Rows(table, "commit", commits);
        Rows(table, "schema to first mask", firstMasks);
        Console.WriteLine(
            $"XGrammar's mean ÷ Constrain's: mask {Ratio(masks):F1}, commit {Ratio(commits):F1}, first mask {Ratio(firstMasks):F0}");
    }

    private static void Rows(TimeTable table, string name, IEnumerable<(double Theirs, double Ours)> times)
    {
        table.WriteRow($"{name}: XGrammar (wasm)", times.Select(t => t.Theirs));
        table.WriteRow($"{name}: Constrain", times.Select(t => t.Ours));
    }

    private static double Ratio(IEnumerable<(double Theirs, double Ours)> times) => times.Sum(t => t.Theirs) / times.Sum(t => t.Ours);

    private static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0];

    /// <summary>The masks before those tokens that both accept.</summary>
    private static IEnumerable<(double Theirs, double Ours)> Masks(Pair pair)
    {
        int at = 0;
        for (int i = 0; i < pair.Ours.Tests.Length; i++)
        {
            XGrammarTokens theirs = pair.Theirs.Walks![i];
            int common = Math.Min(theirs.CommitsUs.Length, pair.Ours.Tests[i].Masks - 1);
            for (int step = 0; step < common; step++)
            {
                yield return (theirs.MasksUs[step], pair.Ours.MasksUs[at + step]);
            }

            at += pair.Ours.Tests[i].Masks;
        }
    }

    private static IEnumerable<(double Theirs, double Ours)> Commits(Pair pair)
    {
        int at = 0;
        for (int i = 0; i < pair.Ours.Tests.Length; i++)
        {
            XGrammarTokens theirs = pair.Theirs.Walks![i];
            int commits = pair.Ours.Tests[i].Masks - 1;
            for (int step = 0; step < Math.Min(theirs.CommitsUs.Length, commits); step++)
            {
                yield return (theirs.CommitsUs[step], pair.Ours.CommitsUs[at + step]);
            }

            at += commits;
        }
    }

    /// <summary>What both say of one schema.</summary>
    private sealed record Pair(XGrammarLine Theirs, FileMeasurement Ours);
}
