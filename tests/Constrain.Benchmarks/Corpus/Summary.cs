// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Benchmarks.Measuring;

namespace Constrain.Benchmarks.Corpus;

/// <summary>The tables that a person reads: distributions, verdicts and the slowest steps.</summary>
internal sealed class Summary(CorpusOptions options, IReadOnlyList<IReadOnlyList<FileMeasurement>> runs)
{
    private const int Slowest = 10;

    private readonly IReadOnlyList<FileMeasurement> _least = LeastOf.Runs(runs);

    private IEnumerable<FileMeasurement> Compiled => _least.Where(f => f.CompileError is null);

    public void Write(TextWriter output)
    {
        string model = Path.GetFileName(options.Vocabulary);
        output.WriteLine($"{_least.Count} files, {model}, mode {options.Mode}, {runs.Count} run(s), a process each");
        WriteTimes(output);
        WriteVerdicts(output);
        WriteSlowestMasks(output);
        WriteDearestFiles(output);
        WriteSlowestFirstMasks(output);
        if (options.Verify)
        {
            output.WriteLine("masks were verified: the plain walk runs beside every mask and warms its tables, so the times mean nothing");
        }
    }

    private static IEnumerable<double> FirstInstances(FileMeasurement file) => file.MasksUs.Take(file.Tests.FirstOrDefault()?.Masks ?? 0);

    private void WriteTimes(TextWriter output)
    {
        var table = new TimeTable(output);
        table.WriteHead("µs");
        Rows(table, "mask", f => f.MasksUs);
        Rows(table, "  of first instances", FirstInstances);
        Rows(table, "commit", f => f.CommitsUs);
        Rows(table, "schema to first mask", f => [f.TtfmUs]);
        Rows(table, "compile", f => [f.CompileUs]);
        if (options.Mode == CorpusMode.Fresh)
        {
            Rows(table, "first mask, later instances", f => f.Tests.Skip(1).Where(t => t.TtfmUs.HasValue).Select(t => t.TtfmUs!.Value));
        }

        if (options.Mode == CorpusMode.Cold)
        {
            Rows(table, "vocabulary", f => [f.VocabularyUs!.Value]);
        }

        double compiled = Compiled.Select(f => f.CompileBytes).DefaultIfEmpty().Average() / 1024;
        double matched = Compiled.Sum(f => f.MatchBytes) / Math.Max(1.0, Compiled.Sum(f => f.NumTokens));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"allocated: {compiled:F1} KB to a first mask, {matched:F0} bytes a token afterwards"));
    }

    private void Rows(TimeTable table, string name, Func<FileMeasurement, IEnumerable<double>> values)
    {
        table.WriteRow(runs.Count == 1 ? name : $"{name}, least of {runs.Count}", Compiled.SelectMany(values));
        for (int i = 0; i < runs.Count && runs.Count > 1; i++)
        {
            table.WriteRow($"    run {i + 1}", runs[i].Where(f => f.CompileError is null).SelectMany(values));
        }
    }

    private void WriteVerdicts(TextWriter output)
    {
        FileMeasurement[] wrong = [.. Compiled.Where(f => !f.IsRight)];
        FileMeasurement[] refused = [.. _least.Where(f => f.CompileError is not null)];
        int compiled = _least.Count - refused.Length;
        output.WriteLine($"{compiled} compiled, {compiled - wrong.Length} right, {wrong.Length} wrong, {refused.Length} refused");
        foreach (IGrouping<string?, FileMeasurement> reason in refused.GroupBy(f => f.Reason).OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"  {reason.Count(),4} {reason.Key}, as {reason.First().Id}");
        }

        foreach (FileMeasurement file in wrong)
        {
            InstanceMeasurement test = file.Tests.First(t => !t.IsRight);
            string verdict = test.Error ?? (test.Valid ? "valid, refused" : "invalid, accepted");
            output.WriteLine($"  wrong: {file.Id}, instance {Array.IndexOf(file.Tests, test)}: {verdict} after {test.Masks - 1} tokens");
        }
    }

    private void WriteSlowestMasks(TextWriter output)
    {
        output.WriteLine("slowest masks: µs, file, instance, tokens before (gc: a collection came then, in the first run)");
        IEnumerable<(double Us, FileMeasurement File, int Mask)> masks = Compiled.SelectMany(f => f.MasksUs.Select((us, i) => (us, f, i)));
        foreach ((double us, FileMeasurement file, int mask) in masks.OrderByDescending(m => m.Us).Take(Slowest))
        {
            (int instance, int place) = Place(file, mask);
            string collected = file.Collected.Contains(mask) ? "  gc" : string.Empty;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{us,10:F1}  {file.Id}  {instance}  {place}{collected}"));
        }
    }

    private void WriteDearestFiles(TextWriter output)
    {
        double sum = Compiled.Sum(f => f.MasksUs.Sum());
        output.WriteLine("files whose masks took the most: share of all, µs, masks, file");
        foreach (FileMeasurement file in Compiled.OrderByDescending(f => f.MasksUs.Sum()).Take(Slowest))
        {
            double own = file.MasksUs.Sum();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{100 * own / sum,9:F1}%{own,10:F0}{file.MasksUs.Length,7}  {file.Id}"));
        }
    }

    private void WriteSlowestFirstMasks(TextWriter output)
    {
        output.WriteLine("slowest first masks: µs, file");
        foreach (FileMeasurement file in Compiled.OrderByDescending(f => f.TtfmUs).Take(Slowest))
        {
            string collected = file.Collected.Contains(0) ? "  gc" : string.Empty;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.TtfmUs,10:F1}  {file.Id}{collected}"));
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
