// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.Masks;

namespace Constrain;

/// <summary>The set of tokens allowed at one step: one bit per vocabulary entry.</summary>
/// <remarks>Immutable; shared by matchers and threads. Bit t of a mask is bit t mod 64 of word t / 64.</remarks>
public sealed class TokenMask
{
    // The set is _bits without _less and with _more. Most masks share the bits of a regex with many others and differ by a few
    // tokens, or have few tokens at all; so a mask costs what is its own, and is spread out to words when somebody asks for them.
    private readonly ulong[] _bits;
    private readonly int[] _less;
    private readonly int[] _more;
    private ulong[]? _words;

    /// <param name="bits">Words of bits, shared and never changed; none, or as many as the vocabulary fills.</param>
    /// <param name="bitCount">How many of them are set.</param>
    /// <param name="less">Tokens that are among the bits and not in the mask, in any order.</param>
    /// <param name="more">Tokens that are not among the bits, in any order.</param>
    /// <param name="vocabularySize">The number of tokens, allowed or not.</param>
    internal TokenMask(ulong[] bits, int bitCount, int[] less, int[] more, int vocabularySize)
    {
        _bits = bits;
        _less = less;
        _more = more;
        VocabularySize = vocabularySize;
        Count = bitCount - less.Length + more.Length;
    }

    /// <summary>The number of tokens in the vocabulary, allowed or not.</summary>
    public int VocabularySize { get; }

    /// <summary>The number of allowed tokens.</summary>
    public int Count { get; }

    /// <summary>The bits: <see cref="VocabularySize"/> of them, rounded up to whole words; the rest are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words ??= Spread();

    /// <summary>The bits that it shares with others; none when it is a list alone.</summary>
    internal ulong[] SharedBits => _bits;

    /// <summary>How many tokens are among <see cref="SharedBits"/>.</summary>
    internal int SharedCount => Count - _more.Length + _less.Length;

    /// <summary>The tokens that are among <see cref="SharedBits"/> and not in the mask, in no particular order.</summary>
    internal ReadOnlySpan<int> Less => _less;

    /// <summary>The tokens that are in the mask and not among <see cref="SharedBits"/>, in no particular order.</summary>
    internal ReadOnlySpan<int> More => _more;

    /// <summary>Whether a token is allowed.</summary>
    /// <param name="token">A token, 0..<see cref="VocabularySize"/>-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public bool this[int token]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, VocabularySize);
            return _bits.Length > 0 && (_bits[token >> 6] >> (token & 63) & 1) != 0
                ? !_less.AsSpan().Contains(token)
                : _more.AsSpan().Contains(token);
        }
    }

    /// <summary>The allowed tokens, ascending.</summary>
    /// <returns><see cref="Count"/> tokens.</returns>
    public int[] ToArray()
    {
        int[] tokens = new int[Count];
        if (_bits.Length == 0)
        {
            _more.CopyTo(tokens, 0);
            Array.Sort(tokens);
            return tokens;
        }

        int next = 0;
        ReadOnlySpan<ulong> words = Words;
        for (int i = 0; i < words.Length; i++)
        {
            for (ulong word = words[i]; word != 0; word &= word - 1)
            {
                tokens[next++] = (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return tokens;
    }

    /// <summary>Sets the logits of all tokens that are not allowed to negative infinity.</summary>
    /// <param name="logits">One per token; entries past <see cref="VocabularySize"/> (padding of the model) are set too.</param>
    /// <exception cref="ArgumentException">There are fewer logits than tokens.</exception>
    public void ApplyTo(Span<float> logits)
    {
        if (logits.Length < VocabularySize)
        {
            throw new ArgumentException($"{logits.Length} logits are fewer than the {VocabularySize} tokens of the mask", nameof(logits));
        }

        MaskedLogits.Apply(_bits, _less, _more, logits[..VocabularySize]);
        logits[VocabularySize..].Fill(float.NegativeInfinity);
    }

    /// <summary>The logits of the allowed tokens alone, without touching the rest of the row.</summary>
    /// <param name="logits">One per token.</param>
    /// <param name="tokens">Takes the allowed tokens, in no particular order; at least <see cref="Count"/> long.</param>
    /// <param name="values">Takes their logits, in the same order; at least <see cref="Count"/> long.</param>
    /// <exception cref="ArgumentException">There are fewer logits than tokens in the vocabulary, or a span is too short.</exception>
    public void Gather(ReadOnlySpan<float> logits, Span<int> tokens, Span<float> values)
    {
        if (logits.Length < VocabularySize)
        {
            throw new ArgumentException($"{logits.Length} logits are fewer than the {VocabularySize} tokens of the mask", nameof(logits));
        }

        if (tokens.Length < Count || values.Length < Count)
        {
            throw new ArgumentException($"the mask allows {Count} tokens, and there is room for {Math.Min(tokens.Length, values.Length)}", nameof(tokens));
        }

        int next = 0;
        ReadOnlySpan<ulong> words = _bits.Length == 0 ? [] : Words;
        for (int i = 0; i < words.Length; i++)
        {
            for (ulong word = words[i]; word != 0; word &= word - 1, next++)
            {
                int token = (i << 6) + BitOperations.TrailingZeroCount(word);
                tokens[next] = token;
                values[next] = logits[token];
            }
        }

        if (_bits.Length > 0)
        {
            return;
        }

        foreach (int token in _more)
        {
            tokens[next] = token;
            values[next++] = logits[token];
        }
    }

    /// <summary>The mask without some of its tokens, which may be listed twice.</summary>
    internal TokenMask Without(IEnumerable<int> tokens)
    {
        var removed = tokens.ToHashSet();
        int[] more = Array.FindAll(_more, token => !removed.Contains(token));
        removed.ExceptWith(_more);
        return new TokenMask(_bits, SharedCount, [.. _less, .. removed], more, VocabularySize);
    }

    private ulong[] Spread()
    {
        if (_more.Length == 0 && _less.Length == 0 && _bits.Length > 0)
        {
            return _bits;
        }

        ulong[] words = new ulong[(VocabularySize + 63) / 64];
        _bits.CopyTo(words, 0);
        foreach (int token in _less)
        {
            words[token >> 6] &= ~(1UL << (token & 63));
        }

        foreach (int token in _more)
        {
            words[token >> 6] |= 1UL << (token & 63);
        }

        return words;
    }
}
