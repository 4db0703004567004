// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Sampling;

namespace Constrain.LlamaCpp.Tests.Sampling;

/// <summary>A filter that allows what a test says, remembers what was accepted and throws on request.</summary>
internal sealed class FakeFilter : ITokenFilter
{
    public ulong[] Words { get; set; } = [];

    public List<int> Accepted { get; } = [];

    public int Resets { get; private set; }

    public List<FakeFilter> Clones { get; } = [];

    /// <summary>The name of the member that throws.</summary>
    public string? Throws { get; set; }

    public ReadOnlySpan<ulong> Allowed()
    {
        Check(nameof(Allowed));
        return Words;
    }

    public void Accept(int token)
    {
        Check(nameof(Accept));
        Accepted.Add(token);
    }

    public void Reset()
    {
        Check(nameof(Reset));
        Resets++;
    }

    public ITokenFilter Clone()
    {
        Check(nameof(Clone));
        var clone = new FakeFilter { Words = Words };
        clone.Accepted.AddRange(Accepted);
        Clones.Add(clone);
        return clone;
    }

    private void Check(string member)
    {
        if (Throws == member)
            throw new InvalidTimeZoneException(member);
    }
}
