// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp.Sampling;

/// <summary>Brings the allowed tokens, and only them, into the form that llama.cpp's samplers work on.</summary>
/// <remarks>
/// Both ways end in the same array: allowed tokens in the order of their numbers, each with its own logit. So the native sampler
/// in a chain and the direct path draw the same token with the same seed. Leaving forbidden tokens out instead of giving them a
/// logit of minus infinity draws from the same distribution (their probability is 0 either way), costs less behind it, and keeps
/// samplers such as typical-p, which take logarithms of probabilities, from computing 0 · ∞.
/// </remarks>
internal static unsafe class Candidates
{
    private const int BitsPerWord = 64;

    /// <summary>Writes the allowed tokens with their logits to <paramref name="data"/>.</summary>
    /// <param name="logits">One for each token.</param>
    /// <param name="allowed">Bit t % 64 of word t / 64 is set iff token t is allowed.</param>
    /// <param name="data">Room for as many as there are logits.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="LlamaException">An allowed token has a logit that is not a number.</exception>
    public static int Gather(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, TokenData* data)
    {
        int count = 0;
        int words = Math.Min(allowed.Length, (logits.Length + BitsPerWord - 1) / BitsPerWord);
        for (int word = 0; word < words; word++)
        {
            for (ulong bits = allowed[word]; bits != 0; bits &= bits - 1)
            {
                int token = (word * BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                if (token >= logits.Length)
                    return count;
                data[count++] = Candidate(token, logits[token]);
            }
        }

        return count;
    }

    /// <summary>Writes all tokens with their logits to <paramref name="data"/>.</summary>
    /// <inheritdoc cref="Gather"/>
    public static int GatherAll(ReadOnlySpan<float> logits, TokenData* data)
    {
        for (int token = 0; token < logits.Length; token++)
            data[token] = Candidate(token, logits[token]);
        return logits.Length;
    }

    /// <summary>Removes the candidates that are not allowed; the others keep their order. Selects none.</summary>
    public static void Keep(TokenDataArray* candidates, ReadOnlySpan<ulong> allowed)
    {
        TokenData* data = candidates->Data;
        nuint kept = 0;
        for (nuint i = 0; i < candidates->Size; i++)
        {
            int token = data[i].Token;
            int word = token / BitsPerWord;
            if ((uint)word < (uint)allowed.Length && (allowed[word] >> (token % BitsPerWord) & 1) != 0)
                data[kept++] = data[i];
        }

        candidates->Size = kept;
        candidates->Selected = -1;
    }

    private static TokenData Candidate(int token, float logit) => float.IsNaN(logit)
        ? throw new LlamaException($"The model computed a logit that is not a number for token {token}: its weights are damaged.")
        : new TokenData { Token = token, Logit = logit };
}
