// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;

namespace Constrain;

/// <summary>The set of tokens allowed at one step: one bit per vocabulary entry.</summary>
/// <remarks>Immutable; shared by matchers and threads. Bit t of a mask is bit t mod 64 of word t / 64.</remarks>
public sealed class TokenMask
{
    private readonly ulong[] _words;

    internal TokenMask(ulong[] words, int vocabularySize)
    {
        _words = words;
        VocabularySize = vocabularySize;
        foreach (ulong word in words)
        {
            Count += BitOperations.PopCount(word);
        }
    }

    /// <summary>The number of tokens in the vocabulary, allowed or not.</summary>
    public int VocabularySize { get; }

    /// <summary>The number of allowed tokens.</summary>
    public int Count { get; }

    /// <summary>The bits: <see cref="VocabularySize"/> of them, rounded up to whole words; the rest are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Whether a token is allowed.</summary>
    /// <param name="token">A token, 0..<see cref="VocabularySize"/>-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public bool this[int token]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, VocabularySize);
            return (_words[token >> 6] >> (token & 63) & 1) != 0;
        }
    }

    /// <summary>The allowed tokens, ascending.</summary>
    /// <returns><see cref="Count"/> tokens.</returns>
    public int[] ToArray()
    {
        int[] tokens = new int[Count];
        int next = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            for (ulong word = _words[i]; word != 0; word &= word - 1)
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

        for (int i = 0; i < _words.Length; i++)
        {
            Span<float> block = logits.Slice(i << 6, Math.Min(64, VocabularySize - (i << 6)));
            ulong word = _words[i];
            if (word == 0)
            {
                block.Fill(float.NegativeInfinity);
                continue;
            }

            for (ulong refused = ~word; refused != 0; refused &= refused - 1)
            {
                int bit = BitOperations.TrailingZeroCount(refused);
                if (bit >= block.Length)
                {
                    break;
                }

                block[bit] = float.NegativeInfinity;
            }
        }

        logits[VocabularySize..].Fill(float.NegativeInfinity);
    }
}
