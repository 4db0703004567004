// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Evaluation;

public class ExampleDataTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.At("examples", "evaluation"), "*.jsonl").Select(path => Path.GetRelativePath(Repository.Root, path))];

    /// <summary>The right answers are right by every measure, so what is wrong with others is theirs.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void ExpectedDocuments_AreExact_AndStandInTheirSources(string file)
    {
        IReadOnlyList<PreparedCase> cases = PreparedCase.All(Read(file).Cases, FakeEvaluation.Settings, default);

        Assert.All(cases, @case =>
        {
            Judgement judgement = @case.JudgeExpected();
            Assert.True(judgement.IsExact);
            Assert.Equal((@case.Case.Id, ""), (@case.Case.Id, string.Join(' ', judgement.Ungrounded)));
        });
    }

    [Fact]
    public void EveryRecord_IsToldInTenLanguages_WithOneExpectedDocument()
    {
        IReadOnlyList<EvaluationCase> cases = Read(Path.Combine("examples", "evaluation", "languages.jsonl")).Cases;

        Assert.Equal(3, cases.DistinctBy(@case => @case.Record).Count());
        Assert.All(cases.GroupBy(@case => @case.Record), record =>
        {
            Assert.Equal(10, record.DistinctBy(@case => @case.Language).Count());
            Assert.Single(record.DistinctBy(@case => @case.Expected.GetRawText()));
        });
    }

    [Fact]
    public void Languages_CostWhatTheirTextsDo_AgainstEnglish()
    {
        IReadOnlyList<PreparedCase> cases = PreparedCase.All(
            Read(Path.Combine("examples", "evaluation", "languages.jsonl")).Cases, FakeEvaluation.Settings, default);

        IReadOnlyList<LanguageCost> costs = LanguageCost.All(cases, text => System.Text.Encoding.UTF8.GetByteCount(text));

        Assert.Equal(10, costs.Count);
        Assert.Equal(1, costs.Single(cost => cost.Language == "English").PromptRatio);
        Assert.Equal("Burmese", costs[^1].Language);
        Assert.All(costs, cost => Assert.Equal(1, cost.DocumentRatio!.Value, 9));
    }

    private static EvaluationData Read(string file) => EvaluationData.Read(
        Path.Combine(Repository.Root, file), new CliHost { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null });
}
