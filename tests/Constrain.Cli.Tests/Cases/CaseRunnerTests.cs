// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using Constrain.Cli.Cases;
using Constrain.Cli.Output;

namespace Constrain.Cli.Tests.Cases;

public class CaseRunnerTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Results_ComeInTheOrderOfTheCases(int jobs)
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(i => $"case {i}")];
        // Later cases are done before earlier ones.
        var runner = new CaseRunner(jobs, Ample) { Judge = @case => Right(@case, wait: @case.Id.EndsWith('0')) };

        Assert.Equal(ids, runner.Run(ids.Select(Line), default).Select(result => result.Id));
    }

    [Fact]
    public void Cases_RunSideBySide()
    {
        // Each waits for the other: one after the other would exceed the time.
        using var both = new Barrier(2);
        var runner = new CaseRunner(2, Ample) { Judge = @case => { both.SignalAndWait(); return Right(@case); } };

        Assert.All(runner.Run([Line("a"), Line("b")], default), result => Assert.Null(result.Error));
    }

    [Fact]
    public void NoMoreCases_ThanJobs_RunSideBySide()
    {
        int running = 0;
        var most = new ConcurrentBag<int>();
        var runner = new CaseRunner(2, Ample)
        {
            Judge = @case =>
            {
                most.Add(Interlocked.Increment(ref running));
                Thread.Sleep(1);
                Interlocked.Decrement(ref running);
                return Right(@case);
            },
        };

        Assert.Equal(50, runner.Run(Enumerable.Range(0, 50).Select(i => Line($"{i}")), default).Count());
        Assert.True(most.Max() <= 2);
    }

    [Fact]
    public void CaseThatExceedsItsTime_IsReported_AndTheRestGoOn()
    {
        using var never = new ManualResetEventSlim();
        // Long enough for the others on a busy machine.
        var runner = new CaseRunner(1, TimeSpan.FromSeconds(3)) { Judge = @case => @case.Id == "slow" ? Stuck(@case, never) : Right(@case) };

        CaseResult[] results = [.. runner.Run([Line("a"), Line("slow"), Line("b")], default)];

        Assert.Equal([null, CaseError.Timeout, null], results.Select(result => result.Error?.Code));
        Assert.Equal(CaseVerdict.Refused, results[1].Verdict);
        Assert.Contains("3000 ms", results[1].Error!.Message, StringComparison.Ordinal);
        never.Set();
    }

    [Fact]
    public void Runaways_AreBounded()
    {
        using var never = new ManualResetEventSlim();
        int started = 0;
        var runner = new CaseRunner(4, Short) { Judge = @case => { Interlocked.Increment(ref started); return Stuck(@case, never); } };

        CaseResult[] results = [.. runner.Run(Enumerable.Range(0, 100).Select(i => Line($"{i}")), default)];

        Assert.Equal(100, results.Length);
        Assert.All(results, result => Assert.Equal(CaseError.Timeout, result.Error!.Code));
        Assert.Contains("not run", results[^1].Error!.Message, StringComparison.Ordinal);
        // Cases in the other slots may have been started before the bound was reached.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) >= CaseRunner.MaxRunaways, Ample));
        Assert.InRange(started, CaseRunner.MaxRunaways, CaseRunner.MaxRunaways + 3);
        never.Set();
    }

    [Fact]
    public void RunawaysThatEnd_MakeRoom()
    {
        using var never = new ManualResetEventSlim();
        var runner = new CaseRunner(CaseRunner.MaxRunaways, TimeSpan.FromSeconds(3))
        {
            Patience = Ample,
            Judge = @case => @case.Id.StartsWith("slow", StringComparison.Ordinal) ? Stuck(@case, never) : Right(@case),
        };
        CaseLine[] lines = [.. Enumerable.Range(0, CaseRunner.MaxRunaways).Select(i => Line($"slow {i}")), Line("a"), Line("b")];

        var results = new List<CaseResult>();
        foreach (CaseResult result in runner.Run(lines, default))
        {
            results.Add(result);
            if (results.Count == CaseRunner.MaxRunaways)
                never.Set();
        }

        Assert.All(results[..CaseRunner.MaxRunaways], result => Assert.Equal(CaseError.Timeout, result.Error!.Code));
        Assert.All(results[CaseRunner.MaxRunaways..], result => Assert.Null(result.Error));
    }

    [Fact]
    public void MalformedLine_IsAResult()
    {
        var malformed = new CaseLine(null, new Diagnostic("f:3", "Malformed", "the line is not JSON", "hint"));

        CaseResult result = new CaseRunner(1, Ample).Run([malformed], default).Single();

        Assert.Equal(("f:3", CaseError.Malformed, CaseVerdict.Refused), (result.Id, result.Error!.Code, result.Verdict));
    }

    [Fact]
    public void Cancellation_EndsTheRun()
    {
        using var never = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var runner = new CaseRunner(1, Ample) { Judge = @case => { cancellation.Cancel(); return Stuck(@case, never); } };

        Assert.ThrowsAny<OperationCanceledException>(() => runner.Run([Line("a"), Line("b")], cancellation.Token).ToArray());
        never.Set();
    }

    private static CaseLine Line(string id) => new(new Case("f:1", id, CaseKind.Regex, "a", default, [], []), null);

    private static CaseResult Right(Case @case, bool wait = false)
    {
        if (wait)
            Thread.Sleep(1);
        return new CaseResult(@case.Place, @case.Id, null, [], [], TimeSpan.Zero);
    }

    private static CaseResult Stuck(Case @case, ManualResetEventSlim never)
    {
        never.Wait();
        return Right(@case);
    }
}
