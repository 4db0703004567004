// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Constrain.LlamaCpp.Generation;

/// <summary>The mask of the next token, computed on another thread while the model reads the last one.</summary>
/// <remarks>
/// The matcher stands behind the last token already, so its mask depends on nothing that the model computes: only when it is computed
/// changes, never what is drawn under it.
/// <para>
/// When it pays: waking a thread costs some microseconds, most masks less. So a mask is computed ahead only where those before were
/// dear, which a generation begins by assuming, since then tables are still cold.
/// </para>
/// <para>
/// Threads: between <see cref="Begin"/> and <see cref="Settle"/> the matcher belongs to this object. A worker that has not begun by then
/// finds nothing left to do: on a busy machine nobody waits for a thread to be scheduled.
/// </para>
/// </remarks>
internal sealed class MaskAhead(Matcher matcher, bool isEnabled, double leastMicroseconds = MaskAhead.DearMask) : IThreadPoolWorkItem
{
    /// <summary>Microseconds from which on a mask is dear: several times what it takes to wake a thread.</summary>
    public const double DearMask = 25;

    /// <summary>What masks are assumed to cost before the first one.</summary>
    private const double ColdMask = 100;

    private const int Idle = 0, Waiting = 1, Running = 2, Done = 3;

    private readonly bool _isEnabled = isEnabled && Environment.ProcessorCount > 1;
    private int _stage;
    private TokenMask? _mask;
    private ExceptionDispatchInfo? _failure;
    private double _recent = ColdMask;

    /// <summary>How many masks another thread computed.</summary>
    public int Ahead { get; private set; }

    /// <summary>Whether another thread has begun with the mask, or has it.</summary>
    public bool HasBegun => Volatile.Read(ref _stage) is Running or Done;

    /// <summary>Computes the mask elsewhere, if that pays; until <see cref="Settle"/> nobody may touch the matcher.</summary>
    public void Begin()
    {
        Debug.Assert(_stage == Idle, "settled before");
        if (_mask is null && _isEnabled && _recent >= leastMicroseconds)
        {
            Volatile.Write(ref _stage, Waiting);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Gets the matcher back: waits for a worker that has begun, and calls off one that has not.</summary>
    /// <exception cref="GrammarException">The constraint grew past its limits.</exception>
    public void Settle()
    {
        if (_stage == Idle || Interlocked.CompareExchange(ref _stage, Idle, Waiting) == Waiting)
        {
            return;
        }

        var wait = default(SpinWait);
        while (Volatile.Read(ref _stage) != Done)
        {
            wait.SpinOnce();
        }

        _stage = Idle;
        Ahead++;
        _failure?.Throw();
    }

    /// <summary>The mask of the matcher as it stands.</summary>
    /// <exception cref="GrammarException">The constraint grew past its limits.</exception>
    public TokenMask Take()
    {
        Settle();
        return _mask ??= Compute();
    }

    /// <summary>Forgets the mask: the matcher is about to move.</summary>
    public void Move() => _mask = null;

    /// <summary>The work of the other thread. One that was called off and comes late may do the work that was asked for since.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.CompareExchange(ref _stage, Running, Waiting) != Waiting)
        {
            return;
        }

        try
        {
            _mask = Compute();
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        Volatile.Write(ref _stage, Done);
    }

    private TokenMask Compute()
    {
        long start = Stopwatch.GetTimestamp();
        TokenMask mask = matcher.Mask;
        _recent = Math.Max(Stopwatch.GetElapsedTime(start).TotalMicroseconds, _recent * 0.8);
        return mask;
    }
}
