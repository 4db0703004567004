// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Constrain.TestKit.Differential;

/// <summary>Says what is wrong about one pair, and finds the smallest pair that is wrong in the same way.</summary>
internal sealed partial class Judge(Oracles oracles)
{
    private const int MaxShrinkSteps = 3000;
    private const int MaxSampleBytes = 400;
    private const int SlowAgain = 100;

    private static readonly TimeSpan ShrinkTime = TimeSpan.FromSeconds(10);

    public static FindingKind KindOf(bool ours, bool ajv, bool hyperjump) =>
        ajv != hyperjump ? FindingKind.Undecided : ours ? FindingKind.FalseAccept : FindingKind.FalseReject;

    public static string Describe(bool ours, bool ajv, bool hyperjump) =>
        $"we {Verb(ours)}, ajv {Verb(ajv)}s, hyperjump {Verb(hyperjump)}s";

    /// <summary>The rule by which the validators would say the same as we do; null when there is none.</summary>
    public string? Explain(JsonNode? schema, SchemaDialect dialect, string instance, bool ours)
    {
        foreach ((string rule, JsonNode? equivalent, OracleManner manner) in OracleQuirks.Apply(schema, dialect))
        {
            OracleAnswer answer = oracles.Decide(equivalent, dialect, [instance], manner);
            if (answer.Ajv?[0] == ours && answer.Hyperjump?[0] == ours)
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>The answer to the first equivalent question that both validators can take.</summary>
    public (string Rule, OracleAnswer Answer)? Rescue(JsonNode? schema, SchemaDialect dialect, string[] instances)
    {
        foreach ((string rule, JsonNode? equivalent, OracleManner manner) in OracleQuirks.Apply(schema, dialect))
        {
            OracleAnswer answer = oracles.Decide(equivalent, dialect, instances, manner);
            if (answer.Error is null)
            {
                return (rule, answer);
            }
        }

        return null;
    }

    /// <summary>Samples documents under the options that a model writes under; what is wrong about them.</summary>
    public List<Finding> Samples(JsonNode? schema, SchemaDialect dialect, int index, int seed, int count, DifferentialReport? report)
    {
        var random = new Random(seed);
        var options = new JsonSchemaOptions
        {
            Dialect = dialect,
            Formats = FormatHandling.Annotate,
            Whitespace = random.OneIn(2) ? JsonWhitespace.Compact : JsonWhitespace.Natural,
            PropertyOrder = random.OneIn(2) ? PropertyOrder.Any : PropertyOrder.Schema,
        };
        Candidate ours = Candidate.Compile(schema, options);
        if (ours.Outcome == Outcome.Crash)
        {
            return [new Finding(FindingKind.Crash, dialect, index, schema, null, ours.Reason!)];
        }

        var texts = new List<string>();
        try
        {
            if (ours.Constraint is not { } constraint || constraint.MinimumBytes > MaxSampleBytes)
            {
                return [];
            }

            for (int i = 0; i < count; i++)
            {
                string text = DocumentSampler.Sample(constraint, DocumentSampler.Bytes, random, (int)constraint.MinimumBytes + random.Next(60)).Text;
                if (LongNumber().IsMatch(text))
                {
                    _ = report is null ? 0 : report.Incomparable++;
                    continue;
                }

                texts.Add(text);
            }
        }
        catch (InvalidOperationException e)
        {
            return [new Finding(FindingKind.DeadEnd, dialect, index, schema, null, $"seed {seed}: {e.Message}")];
        }
        catch (GrammarException e)
        {
            report?.Refuse("limit while sampling: " + e.Problem, index, 0);
            return [];
        }

        var findings = new List<Finding>();
        OracleAnswer answer = oracles.Decide(schema, dialect, texts);
        if (answer.Error is not null)
        {
            answer = Rescue(schema, dialect, [.. texts])?.Answer ?? answer;
        }

        for (int i = 0; i < texts.Count; i++)
        {
            if (answer.Error is not null && report is not null)
            {
                // Said once, for the pairs of the schema.
                break;
            }

            if ((answer.Ajv?[i] == true && answer.Hyperjump?[i] == true) || Explain(schema, dialect, texts[i], true) is not null)
            {
                if (report is not null)
                {
                    report.Samples++;
                }
            }
            else
            {
                string said = answer.Error ?? Describe(true, answer.Ajv![i], answer.Hyperjump![i]);
                findings.Add(new Finding(FindingKind.BadSample, dialect, index, schema, texts[i], $"seed {seed}: {said}"));
            }
        }

        return findings;
    }

    /// <summary>The finding with the smallest schema and instance that greedy steps reach.</summary>
    public Finding Shrink(Finding finding)
    {
        int steps = 0;
        bool smaller = true;
        var watch = Stopwatch.StartNew();
        while (smaller && steps < MaxShrinkSteps && watch.Elapsed < ShrinkTime)
        {
            smaller = false;
            foreach (Finding candidate in Candidates(finding))
            {
                if (steps++ >= MaxShrinkSteps || watch.Elapsed > ShrinkTime)
                {
                    break;
                }

                if (Again(candidate) is { } same && same.Kind == finding.Kind && (finding.Kind != FindingKind.Undecided || same.Detail == finding.Detail))
                {
                    finding = same;
                    smaller = true;
                    break;
                }
            }
        }

        return finding;
    }

    private static IEnumerable<Finding> Candidates(Finding finding)
    {
        foreach (JsonNode? schema in JsonShrinker.Smaller(finding.Schema).Where(s => JsonShrinker.Size(s) < JsonShrinker.Size(finding.Schema)))
        {
            yield return finding with { Schema = schema };
        }

        if (finding.Instance is null || finding.Kind == FindingKind.BadSample)
        {
            yield break;
        }

        JsonNode? value = JsonNode.Parse(finding.Instance);
        string plain = value?.ToJsonString() ?? "null";
        if (plain.Length < finding.Instance.Length)
        {
            yield return finding with { Instance = plain };
        }

        foreach (JsonNode? instance in JsonShrinker.Smaller(value).Where(i => JsonShrinker.Size(i) < JsonShrinker.Size(value)))
        {
            yield return finding with { Instance = instance?.ToJsonString() ?? "null" };
        }
    }

    /// <summary>What is wrong about another pair; null when nothing is, or when a side cannot say.</summary>
    private Finding? Again(Finding finding)
    {
        if (finding.Kind is FindingKind.BadSample or FindingKind.DeadEnd)
        {
            // The same dice, and a few more: a smaller schema is walked differently.
            return Enumerable.Range(1, 6).SelectMany(seed => Samples(finding.Schema, finding.Dialect, finding.Index, seed, 4, null)).FirstOrDefault(f => f.Kind == finding.Kind);
        }

        var watch = Stopwatch.StartNew();
        Candidate ours = Candidate.Compile(finding.Schema, Candidate.Checking(finding.Dialect));
        if (finding.Kind == FindingKind.Slow)
        {
            // Half of what it was: the instances are not all here, and the machine has done the same before.
            ours.Check(finding.Instance!);
            int before = int.Parse(finding.Detail.Split(' ')[0], CultureInfo.InvariantCulture);
            return watch.ElapsedMilliseconds > Math.Max(SlowAgain, before / 2) ? finding : null;
        }

        if (ours.Outcome == Outcome.Crash)
        {
            return finding with { Kind = FindingKind.Crash, Detail = ours.Reason! };
        }

        if (ours.Outcome != Outcome.Compiled || finding.Instance is null)
        {
            return null;
        }

        if (LongNumber().IsMatch(finding.Instance))
        {
            return null;
        }

        (bool? verdict, Outcome outcome, string? reason) = ours.Check(finding.Instance);
        if (outcome == Outcome.Crash)
        {
            return finding with { Kind = FindingKind.Crash, Detail = reason! };
        }

        OracleAnswer answer = oracles.Decide(finding.Schema, finding.Dialect, [finding.Instance]);
        if (answer.Error is not null)
        {
            answer = Rescue(finding.Schema, finding.Dialect, [finding.Instance])?.Answer ?? answer;
        }

        return verdict is { } v && answer is { Ajv: { } ajv, Hyperjump: { } hyperjump } && (v != ajv[0] || v != hyperjump[0])
            && Explain(finding.Schema, finding.Dialect, finding.Instance, v) is null
                ? finding with { Kind = KindOf(v, ajv[0], hyperjump[0]), Detail = Describe(v, ajv[0], hyperjump[0]) }
                : null;
    }

    /// <summary>A number of more than 15 digits, or out of the range of doubles; a long string of digits is taken for one too.</summary>
    [GeneratedRegex("[0-9.]{16}|[eE][+-]?[0-9]{3}")]
    private static partial Regex LongNumber();

    private static string Verb(bool accepts) => accepts ? "accept" : "reject";
}
