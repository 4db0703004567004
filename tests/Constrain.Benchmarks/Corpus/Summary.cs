// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;

namespace Constrain.Benchmarks.Corpus;

/// <summary>The tables that a person reads: distributions, verdicts and the slowest steps.</summary>
internal sealed class Summary(CorpusOptions options, IReadOnlyList<IReadOnlyList<FileMeasurement>> runs)
{
    private const int Slowest = 10;

    private static readonly double[] Percentiles = [25, 50, 75, 90, 99, 99.9];

    private readonly IReadOnlyList<FileMeasurement> _least = LeastOf.Runs(runs);

    private IEnumerable<FileMeasurement> Compiled => _least.Where(f => f.CompileError is null);

    public void Write(TextWriter output)
    {
        output.WriteLine($"{_least.Count} files, {Path.GetFileName(options.Vocabulary)}, mode {options.Mode}, {runs.Count} run(s), a process each");
        WriteTimes(output);
        WriteVerdicts(output);
        WriteSlowest(output);
        if (options.Verify)
        {
            output.WriteLine("(masks were verified: the plain walk runs beside every mask and warms what it uses, so the times mean nothing)");
        }
    }

    private static IEnumerable<double> FirstInstances(FileMeasurement file) => file.MasksUs.Take(file.Tests.FirstOrDefault()?.Masks ?? 0);

    private static void Row(TextWriter output, string name, IEnumerable<double> values)
    {
        var distribution = new Distribution(values);
        IEnumerable<double> cells = [distribution.Mean, .. Percentiles.Select(distribution.Percentile), distribution.Max];
        output.WriteLine($"{name,-30}{distribution.Count,9}{string.Concat(cells.Select(c => c.ToString(c < 100 ? "F2" : "F0", CultureInfo.InvariantCulture).PadLeft(10)))}");
    }

    private void WriteTimes(TextWriter output)
    {
        IEnumerable<string> heads = ["count", "mean", .. Percentiles.Select(p => string.Create(CultureInfo.InvariantCulture, $"p{p}")), "max"];
        output.WriteLine($"{"µs",-30}{heads.First(),9}{string.Concat(heads.Skip(1).Select(h => h.PadLeft(10)))}");
        Rows(output, "mask", f => f.MasksUs);
        Rows(output, "  of first instances", FirstInstances);
        Rows(output, "commit", f => f.CommitsUs);
        Rows(output, "schema to first mask", f => [f.TtfmUs]);
        Rows(output, "compile", f => [f.CompileUs]);
        if (options.Mode == CorpusMode.Fresh)
        {
            Rows(output, "first mask, later instances", f => f.Tests.Skip(1).Where(t => t.TtfmUs.HasValue).Select(t => t.TtfmUs!.Value));
        }

        if (options.Mode == CorpusMode.Cold)
        {
            Rows(output, "vocabulary", f => [f.VocabularyUs!.Value]);
        }

        double tokens = Math.Max(1, Compiled.Sum(f => f.NumTokens));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"allocated: {Compiled.Average(f => f.CompileBytes) / 1024:F1} KB to a first mask, {Compiled.Sum(f => f.MatchBytes) / tokens:F0} bytes a token afterwards"));
    }

    private void Rows(TextWriter output, string name, Func<FileMeasurement, IEnumerable<double>> values)
    {
        Row(output, runs.Count == 1 ? name : $"{name}, least of {runs.Count}", Compiled.SelectMany(values));
        for (int i = 0; i < runs.Count && runs.Count > 1; i++)
        {
            Row(output, $"    run {i + 1}", runs[i].Where(f => f.CompileError is null).SelectMany(values));
        }
    }

    private void WriteVerdicts(TextWriter output)
    {
        FileMeasurement[] wrong = [.. Compiled.Where(f => !f.IsRight)];
        output.WriteLine($"{Compiled.Count()} compiled, {Compiled.Count(f => f.IsRight)} right, {wrong.Length} wrong, {_least.Count - Compiled.Count()} refused");
        foreach (IGrouping<string?, FileMeasurement> reason in _least.Where(f => f.CompileError is not null).GroupBy(f => f.Reason).OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"  {reason.Count(),4} {reason.Key}, as {reason.First().Id}");
        }

        foreach (FileMeasurement file in wrong)
        {
            InstanceMeasurement test = file.Tests.First(t => !t.IsRight);
            output.WriteLine($"  wrong: {file.Id}, instance {Array.IndexOf(file.Tests, test)}: {test.Error ?? (test.Valid ? "valid, refused" : "invalid, accepted")} after {test.Masks - 1} tokens");
        }
    }

    private void WriteSlowest(TextWriter output)
    {
        output.WriteLine("slowest masks: µs, file, instance, tokens before");
        foreach ((double us, FileMeasurement file, int mask) in Compiled.SelectMany(f => f.MasksUs.Select((us, i) => (us, f, i))).OrderByDescending(m => m.us).Take(Slowest))
        {
            (int instance, int place) = Place(file, mask);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{us,10:F1}  {file.Id}  {instance}  {place}"));
        }

        output.WriteLine("slowest first masks: µs, file");
        foreach (FileMeasurement file in Compiled.OrderByDescending(f => f.TtfmUs).Take(Slowest))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.TtfmUs,10:F1}  {file.Id}"));
        }
    }

    private static (int Instance, int Place) Place(FileMeasurement file, int mask)
    {
        int instance = 0;
        while (mask >= file.Tests[instance].Masks)
        {
            mask -= file.Tests[instance++].Masks;
        }

        return (instance, mask);
    }
}
