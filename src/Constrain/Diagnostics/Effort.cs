// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Diagnostics;

/// <summary>Keeps an answer from taking longer than it may: those who do work say so, and the one who asked sets the bound.</summary>
/// <remarks>
/// The bound is that of the thread and no parameter, because what takes long is often done in tables that many constraints share,
/// which do not know for whom they work. Work outside of any scope is free. Cost: one thread-static read for each piece of work; the
/// clock is read once for every <see cref="UnitsPerCheck"/> units, so that a short step never reads it.
/// </remarks>
internal sealed class Effort
{
    /// <summary>Units of about a microsecond each.</summary>
    private const int UnitsPerCheck = 256;

    [ThreadStatic]
    private static Effort? _current;

    private TimeSpan _maxTime;
    private CancellationToken _cancellation;
    private long _start;
    private int _units;
    private bool _isActive;
    private bool _isSpent;

    /// <summary>Whether the bound was passed.</summary>
    public static bool IsSpent => _current is { _isActive: true, _isSpent: true };

    /// <summary>Begins work that may take so long; inside other bounded work, the outer bound stays.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public static Scope Begin(TimeSpan maxTime, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Effort effort = _current ??= new Effort();
        if (effort._isActive)
        {
            return default;
        }

        effort._maxTime = maxTime;
        effort._cancellation = cancellation;
        effort._start = 0;
        effort._units = 0;
        effort._isSpent = false;
        effort._isActive = true;
        return new Scope(effort);
    }

    /// <summary>Says that work is done.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: it takes too long.</exception>
    /// <exception cref="OperationCanceledException">It is cancelled.</exception>
    public static void Spend(int units = 1)
    {
        if (_current is { _isActive: true } effort && (effort._units += units) >= UnitsPerCheck)
        {
            effort.Check();
        }
    }

    private void Check()
    {
        _units = 0;
        _cancellation.ThrowIfCancellationRequested();
        if (_start == 0)
        {
            _start = Stopwatch.GetTimestamp();
        }
        else if (_maxTime != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(_start) > _maxTime)
        {
            _isSpent = true;
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"working it out takes longer than {_maxTime.TotalSeconds:0.###} s",
                hint: "make it smaller, or combine fewer keywords with each other");
        }
    }

    /// <summary>The time of one bounded piece of work; the default is one inside another.</summary>
    public readonly ref struct Scope(Effort? effort)
    {
        /// <summary>Ends it.</summary>
        public void Dispose()
        {
            if (effort is not null)
            {
                effort._isActive = false;
                effort._cancellation = default;
            }
        }
    }
}
