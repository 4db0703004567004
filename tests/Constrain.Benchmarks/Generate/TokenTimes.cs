// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Benchmarks.Measuring;

namespace Constrain.Benchmarks.Generate;

/// <summary>When each token of a run came, and of several equal runs the least time that each took.</summary>
/// <remarks>The first token's time has the prompt's in it. Equal runs generate the same tokens.</remarks>
internal sealed class TokenTimes : IProgress<int>
{
    private readonly List<long> _least = [];
    private long _last;
    private int _next;

    /// <summary>How many tokens a run has.</summary>
    public int Count => _least.Count;

    /// <summary>Microseconds a token, the prompt's included.</summary>
    public double Microseconds => MicrosecondsOf(Count);

    /// <summary>Microseconds a token of the first so many, the prompt's included.</summary>
    public double MicrosecondsOf(int count) => _least.Take(count).Sum(ticks => Clock.Microseconds(ticks)) / count;

    /// <summary>A run begins now.</summary>
    public void Begin() => (_last, _next) = (Stopwatch.GetTimestamp(), 0);

    /// <summary>A token came.</summary>
    public void Report(int value)
    {
        long now = Stopwatch.GetTimestamp();
        if (_next == _least.Count)
        {
            _least.Add(long.MaxValue);
        }

        _least[_next] = Math.Min(_least[_next], now - _last);
        _next++;
        _last = now;
    }
}
