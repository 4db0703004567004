// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using Constrain.Automata;

namespace Constrain.Masks;

/// <summary>The masks of one automaton over one vocabulary, kept by state.</summary>
/// <remarks>Shared by threads. Past its budget the cache is emptied; masks that somebody holds stay good.</remarks>
internal sealed class MaskCache(Automaton automaton, Vocabulary vocabulary)
{
    /// <summary>Bytes of masks kept: at 128k tokens a mask is 16 KiB, so some 4,000 of them.</summary>
    private const long MaxBytes = 64L << 20;

    private readonly ConcurrentDictionary<State, TokenMask> _masks = new();
    private readonly int _maxMasks = (int)Math.Max(16, MaxBytes / Math.Max(1, vocabulary.Count / 8));
    private int _count;

    public Automaton Automaton => automaton;

    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The mask without a token.</summary>
    public TokenMask Nothing { get; } = new(new ulong[(vocabulary.Count + 63) / 64], vocabulary.Count);

    /// <summary>The mask of a state.</summary>
    public TokenMask MaskOf(State state)
    {
        if (!_masks.TryGetValue(state, out TokenMask? mask))
        {
            mask = TrieWalk.Compute(automaton, state, vocabulary);
            if (Interlocked.Increment(ref _count) > _maxMasks)
            {
                _masks.Clear();
                _count = 0;
            }

            _masks[state] = mask;
        }

        return mask;
    }
}
