// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit.Differential;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The library against two independent validators; the long run of the same is <c>Constrain.Conformance differ</c>.</summary>
public sealed class DifferentialLaws
{
    private const int Seed = 1;
    private const int Pairs = 1000;

    /// <summary>The cases by their number, so that a test is named by what it is about.</summary>
    public static TheoryData<int, string> Disagreements
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (int i = 0; i < Disagreement.All.Count; i++)
            {
                data.Add(i, Disagreement.All[i].Rule);
            }

            return data;
        }
    }

    [SkippableTheory]
    [InlineData(SchemaDialect.Draft4)]
    [InlineData(SchemaDialect.Draft6)]
    [InlineData(SchemaDialect.Draft7)]
    [InlineData(SchemaDialect.Draft201909)]
    [InlineData(SchemaDialect.Draft202012)]
    public void RandomPairs_AreJudgedAsByTheValidators_AndSamplesAreValid(SchemaDialect dialect)
    {
        Skip.IfNot(Oracles.Missing is null, Oracles.Missing);
        using Oracles oracles = Oracles.Start();
        var run = new DifferentialRun(oracles, Seed) { Dialect = dialect, MaxShrunk = 3 };
        run.Execute(Pairs, maxSchemas: 10 * Pairs);

        Finding[] findings = [.. run.Report.Findings.Where(f => !KnownFaults.IsKnown(f))];
        Assert.True(findings.Length == 0, string.Join('\n', findings.Take(6)));
        Assert.True(run.Report.Samples > 0, "nothing was sampled");

        // Or the run would say little: most instances all valid or all invalid.
        Assert.InRange(100 * run.Report.Valid / run.Report.Instances, 30, 75);
    }

    [SkippableTheory]
    [MemberData(nameof(Disagreements))]
    public void Disagreement_IsSettledAsTheSpecificationSays(int number, string rule)
    {
        Disagreement given = Disagreement.All[number];
        Candidate ours = Candidate.Compile(given.Schema, Candidate.Checking(given.Dialect));
        Skip.If(ours.Outcome == Outcome.Refused, $"{rule}: the schema is refused, {ours.Reason}");
        Assert.Equal((Outcome.Compiled, given.Expected), (ours.Outcome, ours.Check(given.Instance).Verdict ?? !given.Expected));
    }

    [SkippableTheory]
    [MemberData(nameof(Disagreements))]
    public void Disagreement_IsAsItIsWrittenDown(int number, string rule)
    {
        Skip.IfNot(Oracles.Missing is null, Oracles.Missing);
        Disagreement given = Disagreement.All[number];
        using Oracles oracles = Oracles.Start();
        OracleAnswer answer = oracles.Decide(given.Schema, given.Dialect, [given.Instance]);
        Assert.Equal((rule, given.Ajv, given.Hyperjump), (rule, answer.Ajv?[0], answer.Hyperjump?[0]));
        Assert.False(answer.Ajv?[0] == given.Expected && answer.Hyperjump?[0] == given.Expected, "they agree with the specification");
    }
}
