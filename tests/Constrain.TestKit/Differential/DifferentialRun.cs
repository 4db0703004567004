// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>Compares this library with two independent validators over random schemas and instances; every run is repeated by its seed.</summary>
public sealed class DifferentialRun
{
    private const int InstancesPerSchema = 16;
    private const int SamplesPerSchema = 2;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Escaped = new() { WriteIndented = true };

    private static readonly SchemaDialect[] Dialects =
    [
        SchemaDialect.Draft202012, SchemaDialect.Draft7, SchemaDialect.Draft202012, SchemaDialect.Draft201909,
        SchemaDialect.Draft4, SchemaDialect.Draft202012, SchemaDialect.Draft6, SchemaDialect.Draft201909,
    ];

    private readonly Oracles _oracles;
    private readonly int _seed;
    private readonly Judge _judge;
    private string? _slowest;
    private long _slowestTicks;

    /// <summary>A run that has not begun.</summary>
    public DifferentialRun(Oracles oracles, int seed)
    {
        _oracles = oracles;
        _seed = seed;
        _judge = new Judge(oracles);
    }

    /// <summary>The draft that every schema has; mixed when null.</summary>
    public SchemaDialect? Dialect { get; init; }

    /// <summary>Findings that are made small; the others stay as they were met.</summary>
    public int MaxShrunk { get; init; } = 12;

    /// <summary>A schema that takes longer to be compiled and to check its instances is a finding; a clock is no test, so it is for people who look.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>What has been found until now.</summary>
    public DifferentialReport Report { get; } = new();

    /// <summary>The schema that is being looked at, for whoever watches a run that takes too long.</summary>
    public string? Current { get; private set; }

    /// <summary>Schemas number <paramref name="from"/> and on, until so many pairs are compared or so many schemas were seen.</summary>
    public void Execute(int pairs, int from = 0, int maxSchemas = int.MaxValue, Action? progress = null)
    {
        for (int i = from; Report.Pairs < pairs && i - from < maxSchemas; i++)
        {
            Examine(i);
            progress?.Invoke();
        }
    }

    private void Examine(int index)
    {
        SchemaDialect dialect = Dialect ?? Dialects[index % Dialects.Length];
        var random = new Random(unchecked((_seed * 1_000_003) + index));
        JsonNode schema = new DifferentialSchemas(random, dialect).Document();
        var instances = new DifferentialInstances(random, schema);
        string[] texts = [.. Enumerable.Range(0, InstancesPerSchema).Select(_ => Print(instances.Next(), random))];
        Current = $"{index} (draft {Oracles.NameOf(dialect)}): {schema.ToJsonString(Plain)}";
        Report.Schemas++;
        (_slowest, _slowestTicks) = (texts[0], 0);

        _oracles.Ask(schema, dialect, texts);
        var watch = Stopwatch.StartNew();
        Candidate ours = Candidate.Compile(schema, Candidate.Checking(dialect));
        (bool? Verdict, Outcome Outcome, string? Reason)[] verdicts = ours.Outcome == Outcome.Compiled ? [.. texts.Select(t => Timed(ours, t))] : [];
        Report.Slowest(watch.Elapsed, Current);
        if (watch.Elapsed > MaxTime)
        {
            Add(new Finding(FindingKind.Slow, dialect, index, schema, _slowest, $"{watch.ElapsedMilliseconds} ms"));
        }

        OracleAnswer answer = _oracles.Answer();

        if (ours.Outcome is Outcome.Crash or Outcome.Syntax)
        {
            Add(new Finding(ours.Outcome == Outcome.Crash ? FindingKind.Crash : FindingKind.Syntax, dialect, index, schema, null, ours.Reason!));
        }
        else if (ours.Outcome == Outcome.Compiled)
        {
            Report.Use(schema);
        }
        else
        {
            Report.Refuse(ours.Reason!, index, texts.Length);
        }

        if (answer.Error is not null && _judge.Rescue(schema, dialect, texts) is { } rescued)
        {
            answer = rescued.Answer;
            Report.Rescue(rescued.Rule);
        }

        if ((answer.Ajv is null) != (answer.Hyperjump is null) && verdicts.Select(v => v.Verdict).SequenceEqual((answer.Ajv ?? answer.Hyperjump!).Select(v => (bool?)v)))
        {
            Report.OneOnly += texts.Length;
            return;
        }

        if (answer.Ajv is null || answer.Hyperjump is null)
        {
            if (ours.Outcome == Outcome.Refused)
            {
                return;
            }

            Add(new Finding(FindingKind.OracleFailed, dialect, index, schema, null, answer.Error!));
            return;
        }

        Report.Valid += answer.Ajv.Count(v => v);
        Report.Instances += texts.Length;
        for (int i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].Verdict is not { } verdict)
            {
                if (verdicts[i].Outcome == Outcome.Crash)
                {
                    Add(new Finding(FindingKind.Crash, dialect, index, schema, texts[i], verdicts[i].Reason!));
                }
                else
                {
                    Report.Refuse(verdicts[i].Reason!, index, 1);
                }

                continue;
            }

            Report.Pairs++;
            bool ajv = answer.Ajv[i];
            bool hyperjump = answer.Hyperjump[i];
            Report.OraclesDisagree += ajv != hyperjump ? 1 : 0;
            if (verdict == ajv && verdict == hyperjump)
            {
                Report.Agreed++;
            }
            else if (_judge.Explain(schema, dialect, texts[i], verdict) is { } rule)
            {
                Report.Explain(rule);
            }
            else
            {
                Add(new Finding(Judge.KindOf(verdict, ajv, hyperjump), dialect, index, schema, texts[i], Judge.Describe(verdict, ajv, hyperjump)));
            }
        }

        if (ours is { Outcome: Outcome.Compiled, Constraint: not null })
        {
            RepeatNames(ours, schema, dialect, index, texts);
            Sample(schema, dialect, index, random);
        }
    }

    /// <summary>No object may have a name twice; the validators never see that it has, for a parser keeps one of them.</summary>
    private void RepeatNames(Candidate ours, JsonNode schema, SchemaDialect dialect, int index, string[] texts)
    {
        foreach (JsonObject value in texts.Select(t => JsonNode.Parse(t)).OfType<JsonObject>().Where(o => o.Count > 0))
        {
            JsonObject first = new([KeyValuePair.Create(value.First().Key, value.First().Value?.DeepClone())]);
            string text = value.ToJsonString(Plain)[..^1] + "," + first.ToJsonString(Plain)[1..];
            if (ours.Check(text).Verdict == true)
            {
                Add(new Finding(FindingKind.NameTwice, dialect, index, schema, text, "we accept"));
            }
        }
    }

    private (bool? Verdict, Outcome Outcome, string? Reason) Timed(Candidate ours, string text)
    {
        long start = Stopwatch.GetTimestamp();
        (bool? Verdict, Outcome Outcome, string? Reason) verdict = ours.Check(text);
        long ticks = Stopwatch.GetTimestamp() - start;
        (_slowest, _slowestTicks) = ticks > _slowestTicks ? (text, ticks) : (_slowest, _slowestTicks);
        return verdict;
    }

    /// <summary>Documents that are written token by token are valid, and can always be finished.</summary>
    private void Sample(JsonNode schema, SchemaDialect dialect, int index, Random random)
    {
        foreach (Finding finding in _judge.Samples(schema, dialect, index, random.Next(), SamplesPerSchema, Report))
        {
            Add(finding);
        }
    }

    private void Add(Finding finding)
    {
        bool shrink = Report.Findings.Count < MaxShrunk && finding.Kind is not (FindingKind.Syntax or FindingKind.OracleFailed or FindingKind.NameTwice);
        Report.Findings.Add(shrink ? _judge.Shrink(finding) : finding);
    }

    /// <summary>The text of a value; sometimes with whitespace and escapes that change nothing.</summary>
    private static string Print(JsonNode? value, Random random) => value?.ToJsonString(random.OneIn(5) ? Escaped : Plain) ?? (random.OneIn(2) ? "null" : " null\t");
}
