// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using Constrain.Benchmarks.Corpus;
using Constrain.Benchmarks.Measuring;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Growth;

/// <summary>A schema and a document of one size.</summary>
/// <param name="Size">What grows.</param>
/// <param name="Vocabulary">The tokens.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Document">A document that satisfies it, as JSON.</param>
/// <param name="Yaml">How it is written as YAML; null for JSON.</param>
internal sealed record GrowthPoint(string Size, Vocabulary Vocabulary, string Schema, string Document, YamlOptions? Yaml)
{
    public const string Head =
        "| size | tokens | compile | first mask | mask, first walk | p99 | mask, again | p99 | commit | again |\n"
        + "|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>Measures and writes a line of a table, in microseconds.</summary>
    public string Measure(int repeat)
    {
        int[] tokens = GreedyTokens.Of(Vocabulary, Encoding.UTF8.GetBytes(Yaml is null ? Document : YamlText.FromJson(Document, Yaml)));
        var options = new JsonSchemaOptions { Yaml = Yaml };
        var runs = new List<(InstanceTrace First, InstanceTrace Again)>();
        for (int i = 0; i < repeat; i++)
        {
            var first = new InstanceTrace(true, tokens, options, check: null);
            Constraint constraint = first.CompileAndWalk(Schema, Vocabulary);
            var again = new InstanceTrace(true, tokens, options, check: null);
            again.Walk(constraint, Vocabulary);
            if (!again.Measurement.IsRight)
            {
                throw new InvalidOperationException($"the document of size {Size} is refused after {again.CommitCount} tokens");
            }

            runs.Add((first, again));
        }

        Distribution masks = Least(runs, r => r.First.MasksUs);
        Distribution masksAgain = Least(runs, r => r.Again.MasksUs);
        double[] cells =
        [
            runs.Min(r => r.First.Measurement.CompileUs!.Value), runs.Min(r => r.First.Measurement.TtfmUs!.Value),
            masks.Mean, masks.Percentile(99), masksAgain.Mean, masksAgain.Percentile(99),
            Least(runs, r => r.First.CommitsUs).Mean, Least(runs, r => r.Again.CommitsUs).Mean,
        ];
        string times = string.Concat(cells.Select(c => $" {c.ToString(c < 100 ? "F2" : "F0", CultureInfo.InvariantCulture)} |"));
        return $"| {Size} | {tokens.Length} |{times}";
    }

    private static Distribution Least(
        List<(InstanceTrace First, InstanceTrace Again)> runs, Func<(InstanceTrace First, InstanceTrace Again), IEnumerable<double>> times)
    {
        double[][] all = [.. runs.Select(r => times(r).ToArray())];
        return new Distribution(all[0].Select((_, i) => all.Min(run => run[i])));
    }
}
