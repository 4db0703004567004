// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Masks;

/// <summary>Tokens as ranges of the preorder of the token trie, collected in ascending order.</summary>
internal sealed class TokenRanges(Vocabulary vocabulary)
{
    private readonly List<(int Start, int End)> _ranges = [];
    private ulong[]? _all;

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    public void Clear()
    {
        _ranges.Clear();
        Count = 0;
    }

    /// <summary>Adds the tokens at some places, which come after those added before.</summary>
    public void Add(int start, int end)
    {
        Count += end - start;
        if (_ranges.Count > 0 && _ranges[^1].End == start)
        {
            _ranges[^1] = (_ranges[^1].Start, end);
        }
        else
        {
            _ranges.Add((start, end));
        }
    }

    /// <summary>The set: a list of few, bits of many.</summary>
    public TokenMask ToMask()
    {
        if (Count > (vocabulary.Count + 63) / 64)
        {
            return new TokenMask(ToBits(), Count, [], [], vocabulary.Count);
        }

        int[] tokens = new int[Count];
        int next = 0;
        foreach ((int start, int end) in _ranges)
        {
            vocabulary.Trie.Subtrees.Tokens[start..end].CopyTo(tokens.AsSpan(next));
            next += end - start;
        }

        return new TokenMask([], 0, [], tokens, vocabulary.Count);
    }

    /// <summary>The set as bits.</summary>
    public ulong[] ToBits()
    {
        ReadOnlySpan<int> order = vocabulary.Trie.Subtrees.Tokens;
        ulong[] bits;
        if (Count <= order.Length / 2)
        {
            bits = new ulong[(vocabulary.Count + 63) / 64];
            foreach ((int start, int end) in _ranges)
            {
                Set(bits, order[start..end]);
            }

            return bits;
        }

        // Most tokens: rather take out the others.
        if (_all is null)
        {
            _all = new ulong[(vocabulary.Count + 63) / 64];
            Set(_all, order);
        }

        bits = (ulong[])_all.Clone();
        int last = 0;
        foreach ((int start, int end) in _ranges)
        {
            Unset(bits, order[last..start]);
            last = end;
        }

        Unset(bits, order[last..]);
        return bits;
    }

    private static void Set(ulong[] bits, ReadOnlySpan<int> tokens)
    {
        foreach (int token in tokens)
        {
            bits[token >> 6] |= 1UL << (token & 63);
        }
    }

    private static void Unset(ulong[] bits, ReadOnlySpan<int> tokens)
    {
        foreach (int token in tokens)
        {
            bits[token >> 6] &= ~(1UL << (token & 63));
        }
    }
}
