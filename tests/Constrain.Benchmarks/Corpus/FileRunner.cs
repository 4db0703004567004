// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Measures a file: compiles its schema and walks its instances.</summary>
/// <param name="vocabulary">The vocabulary, with its trie built.</param>
/// <param name="fresh">Whether every instance compiles anew.</param>
/// <param name="check">What compares the masks; null for none.</param>
internal sealed class FileRunner(Vocabulary vocabulary, bool fresh, MaskCheck? check = null)
{
    public FileMeasurement Run(MaskBenchFile file)
    {
        check?.File = file.Id;
        InstanceTrace[] traces = [.. file.Instances.Select(i => new InstanceTrace(i.Valid, GreedyTokens.Of(vocabulary, i.Utf8.Span), check))];
        try
        {
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

        return Measured(file.Id, traces);
    }

    private static FileMeasurement Refused(string id, string error, string reason) => new(id, error, reason, 0, 0, [], [], 0, 0, 0, []);

    private static FileMeasurement Measured(string id, InstanceTrace[] traces)
    {
        InstanceMeasurement[] tests = [.. traces.Select(t => t.Measurement)];
        return new FileMeasurement(
            id,
            null,
            null,
            tests.FirstOrDefault()?.CompileUs ?? 0,
            tests.FirstOrDefault()?.TtfmUs ?? 0,
            [.. traces.SelectMany(t => t.MasksUs)],
            [.. traces.SelectMany(t => t.CommitsUs)],
            traces.Sum(t => t.CommitCount),
            tests.Count(t => t.Valid && t.IsRight),
            tests.Count(t => !t.Valid && t.IsRight),
            tests)
        {
            CompileBytes = traces.FirstOrDefault()?.CompileBytes ?? 0,
            MatchBytes = traces.Sum(t => t.MatchBytes),
        };
    }
}
