// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using System.Numerics.Tensors;

namespace Constrain.Masks;

/// <summary>Unites sets of tokens and single tokens to one mask. Used again and again, by one thread.</summary>
internal sealed class TokenCollector(int vocabularySize)
{
    private readonly ulong[] _seen = new ulong[(vocabularySize + 63) / 64];
    private readonly List<int> _tokens = [];
    private readonly List<TokenMask> _sets = [];

    /// <summary>Adds a token; once is enough.</summary>
    public void Add(int token)
    {
        ref ulong word = ref _seen[token >> 6];
        ulong bit = 1UL << (token & 63);
        if ((word & bit) == 0)
        {
            word |= bit;
            _tokens.Add(token);
        }
    }

    /// <summary>Adds a set without some tokens.</summary>
    public void Add(TokenMask set, List<int> without)
    {
        int less = 0;
        foreach (int token in without)
        {
            less += set[token] ? 1 : 0;
        }

        if (less == 0)
        {
            Add(set);
            return;
        }

        int[] all = new int[set.Less.Length + less];
        set.Less.CopyTo(all);
        foreach (int token in without)
        {
            if (set[token])
            {
                all[^less--] = token;
            }
        }

        if (set.SharedBits.Length > 0)
        {
            _sets.Add(new TokenMask(set.SharedBits, set.SharedCount, all, [], vocabularySize));
        }

        foreach (int token in set.More)
        {
            if (!all.AsSpan().Contains(token))
            {
                Add(token);
            }
        }
    }

    /// <summary>Adds a set.</summary>
    public void Add(TokenMask set)
    {
        if (set.SharedBits.Length > 0)
        {
            _sets.Add(set);
        }

        foreach (int token in set.More)
        {
            Add(token);
        }
    }

    /// <summary>All that was added. Where one set has bits, they are shared and not copied.</summary>
    public TokenMask ToMask() => _sets.Count switch
    {
        0 when _tokens.Count <= _seen.Length => new TokenMask([], 0, [], [.. _tokens], vocabularySize),
        1 => Extend(_sets[0]),
        _ => Spread(),
    };

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        foreach (int token in _tokens)
        {
            _seen[token >> 6] = 0;
        }

        _tokens.Clear();
        _sets.Clear();
    }

    private TokenMask Extend(TokenMask set)
    {
        ulong[] bits = set.SharedBits;
        int more = 0;
        foreach (int token in _tokens)
        {
            more += IsIn(bits, token) ? 0 : 1;
        }

        int less = 0;
        foreach (int token in set.Less)
        {
            less += IsIn(_seen, token) ? 0 : 1;
        }

        if (more + less > _seen.Length / 2)
        {
            return Spread();
        }

        int[] own = new int[more];
        foreach (int token in _tokens)
        {
            if (!IsIn(bits, token))
            {
                own[--more] = token;
            }
        }

        int[] without = new int[less];
        foreach (int token in set.Less)
        {
            if (!IsIn(_seen, token))
            {
                without[--less] = token;
            }
        }

        return new TokenMask(bits, set.SharedCount, without, own, vocabularySize);
    }

    private TokenMask Spread()
    {
        ulong[] words = (ulong[])_seen.Clone();
        foreach (TokenMask set in _sets)
        {
            TensorPrimitives.BitwiseOr<ulong>(words, set.SharedBits, words);
        }

        foreach (TokenMask set in _sets)
        {
            foreach (int token in set.Less)
            {
                if (!IsIn(_seen, token) && !_sets.Exists(other => other[token]))
                {
                    words[token >> 6] &= ~(1UL << (token & 63));
                }
            }
        }

        int count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return new TokenMask(words, count, [], [], vocabularySize);
    }

    private static bool IsIn(ulong[] bits, int token) => (bits[token >> 6] >> (token & 63) & 1) != 0;
}
