// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Cli.Cases;

/// <summary>Runs cases side by side, each within its time, and gives the results in the order of the cases.</summary>
/// <remarks>
/// A case runs on a thread of its own. One that exceeds its time cannot be stopped: its thread goes on in the background and
/// counts as a runaway until it ends. More than <see cref="MaxRunaways"/> of them are not tolerated, since they take the time
/// and memory of the others: no further case is started until one of them ends, and when none does for as long as <see cref="Patience"/>,
/// all that remain are reported as not run.
/// </remarks>
/// <param name="jobs">Cases that run side by side.</param>
/// <param name="timeout">The time of one case.</param>
internal sealed class CaseRunner(int jobs, TimeSpan timeout)
{
    /// <summary>Threads past their time that may go on; each holds its stack and whatever its case has built.</summary>
    public const int MaxRunaways = 16;

    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>Cases that may be done before the one whose result is due.</summary>
    private const int Window = 256;

    private readonly TimeSpan _timeout = timeout;
    private int _runaways;
    private bool _isStopped;

    /// <summary>What a case's thread does; tests put something slower in its place.</summary>
    public Func<Case, CaseResult> Judge { get; init; } = @case => CaseJudge.Judge(@case);

    /// <summary>How long to wait for the end of a runaway when there are too many.</summary>
    public TimeSpan Patience { get; init; } = timeout;

    /// <summary>Runs cases while they are enumerated.</summary>
    public IEnumerable<CaseResult> Run(IEnumerable<CaseLine> lines, CancellationToken cancellation)
    {
        var slots = new SemaphoreSlim(jobs);
        var window = new Queue<Task<CaseResult>>();
        foreach (CaseLine line in lines)
        {
            window.Enqueue(RunAsync(line, slots, cancellation));
            while (window.TryPeek(out Task<CaseResult>? first) && (first.IsCompleted || window.Count > Window))
            {
                yield return window.Dequeue().GetAwaiter().GetResult();
            }
        }

        while (window.TryDequeue(out Task<CaseResult>? next))
        {
            yield return next.GetAwaiter().GetResult();
        }
    }

    private async Task<CaseResult> RunAsync(CaseLine line, SemaphoreSlim slots, CancellationToken cancellation)
    {
        if (!line.IsCase)
        {
            string place = line.Malformed.Place!;
            return CaseResult.Failed(place, place, new CaseError(CaseError.Malformed, null, null, line.Malformed.Problem), TimeSpan.Zero);
        }

        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await CanStartAsync(cancellation).ConfigureAwait(false)
                ? await StartAsync(line.Case, cancellation).ConfigureAwait(false)
                : TimedOut(line.Case, $"not run: {MaxRunaways} earlier cases passed their time and are still running", TimeSpan.Zero);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<CaseResult> StartAsync(Case @case, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<CaseResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => done.SetResult(Judge(@case)), StackBytes) { IsBackground = true, Name = "case" };
        thread.Start();
        try
        {
            return await done.Task.WaitAsync(_timeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            int others = Interlocked.Increment(ref _runaways) - 1;
            _ = done.Task.ContinueWith(_ => Interlocked.Decrement(ref _runaways), TaskScheduler.Default);
            string beside = others == 0 ? "" : $"; {others} that exceeded it before {(others == 1 ? "was" : "were")} still running and may have held this one up";
            return TimedOut(@case, $"not decided within {_timeout.TotalMilliseconds:0} ms{beside}", _timeout);
        }
    }

    private async Task<bool> CanStartAsync(CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Volatile.Read(ref _isStopped) && Volatile.Read(ref _runaways) >= MaxRunaways)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Volatile.Write(ref _isStopped, true);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellation).ConfigureAwait(false);
        }

        return !Volatile.Read(ref _isStopped);
    }

    private static CaseResult TimedOut(Case @case, string message, TimeSpan time) =>
        CaseResult.Failed(@case.Place, @case.Id, new CaseError(CaseError.Timeout, null, null, message), time);
}
