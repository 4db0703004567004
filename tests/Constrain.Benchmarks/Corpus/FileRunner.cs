// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Measures a file: compiles its schema and walks its instances. A file without instances is compiled all the same.</summary>
/// <param name="vocabulary">The vocabulary, with its trie built.</param>
/// <param name="options">How schemas are compiled; with <see cref="JsonSchemaOptions.Yaml"/>, instances are written as YAML.</param>
/// <param name="fresh">Whether every instance compiles anew.</param>
/// <param name="check">What compares the masks; null for none.</param>
internal sealed class FileRunner(Vocabulary vocabulary, JsonSchemaOptions options, bool fresh, MaskCheck? check = null)
{
    public FileMeasurement Run(MaskBenchFile file)
    {
        check?.File = file.Id;
        InstanceTrace[] traces =
            [.. file.Instances.Select(i => new InstanceTrace(i.Valid, GreedyTokens.Of(vocabulary, Text(i.Utf8)), options, check))];
        InstanceTrace first = traces.FirstOrDefault() ?? new InstanceTrace(true, [], options, check);
        try
        {
            if (traces.Length == 0)
            {
                first.CompileAndWalk(file.Schema, vocabulary);
            }

            Constraint? constraint = null;
            foreach (InstanceTrace trace in traces)
            {
                if (constraint is null || fresh)
                {
                    constraint = trace.CompileAndWalk(file.Schema, vocabulary);
                }
                else
                {
                    trace.Walk(constraint, vocabulary);
                }
            }
        }
        catch (GrammarException e)
        {
            return Refused(file.Id, e.Message, e.Construct is { } construct ? $"{e.Error}: {construct}" : $"{e.Error}");
        }

        return Measured(file.Id, first, traces);
    }

    private byte[] Text(ReadOnlyMemory<byte> json) =>
        options.Yaml is { } yaml ? Encoding.UTF8.GetBytes(YamlText.FromJson(Encoding.UTF8.GetString(json.Span), yaml)) : json.ToArray();

    private static FileMeasurement Refused(string id, string error, string reason) =>
        new(id, error, reason, 0, 0, [], [], 0, 0, 0, []);

    private static FileMeasurement Measured(string id, InstanceTrace first, InstanceTrace[] traces)
    {
        InstanceMeasurement[] tests = [.. traces.Select(t => t.Measurement)];
        return new FileMeasurement(
            id,
            null,
            null,
            first.Measurement.CompileUs!.Value,
            first.Measurement.TtfmUs!.Value,
            [.. traces.SelectMany(t => t.MasksUs)],
            [.. traces.SelectMany(t => t.CommitsUs)],
            traces.Sum(t => t.CommitCount),
            tests.Count(t => t.Valid && t.IsRight),
            tests.Count(t => !t.Valid && t.IsRight),
            tests)
        {
            CompileBytes = first.CompileBytes,
            MatchBytes = traces.Sum(t => t.MatchBytes),
            Collected = [.. Collected(traces)],
        };
    }

    private static IEnumerable<int> Collected(InstanceTrace[] traces)
    {
        int before = 0;
        foreach (InstanceTrace trace in traces)
        {
            foreach (int mask in trace.Collected)
            {
                yield return before + mask;
            }

            before += trace.MasksUs.Count();
        }
    }
}
