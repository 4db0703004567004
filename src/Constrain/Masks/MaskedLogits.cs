// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Constrain.Masks;

/// <summary>Writes negative infinity over the logits of the tokens that a mask leaves out.</summary>
/// <remarks>
/// Shape: bit t of the bits, or a place in a list, says whether logit t is kept. Cost: one pass over the row at the speed of memory: runs of
/// 64 that are all refused are filled without being read, runs that are all allowed are not touched, others are blended by
/// vectors. The logits kept by a list are set aside first and written back, so that a short list costs its own length.
/// </remarks>
internal static class MaskedLogits
{
    private const int StackTokens = 256;

    /// <summary>Applies a mask to a row.</summary>
    /// <param name="bits">One bit per token; empty when no token is among them.</param>
    /// <param name="less">Tokens that are among the bits and not kept.</param>
    /// <param name="more">Tokens kept besides the bits.</param>
    /// <param name="logits">The row, one per token.</param>
    public static void Apply(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> less, ReadOnlySpan<int> more, Span<float> logits)
    {
        Span<float> kept = more.Length <= StackTokens ? stackalloc float[more.Length] : new float[more.Length];
        for (int i = 0; i < more.Length; i++)
        {
            kept[i] = logits[more[i]];
        }

        if (bits.IsEmpty)
        {
            logits.Fill(float.NegativeInfinity);
        }
        else
        {
            Blend(bits, logits);
        }

        foreach (int token in less)
        {
            logits[token] = float.NegativeInfinity;
        }

        for (int i = 0; i < more.Length; i++)
        {
            logits[more[i]] = kept[i];
        }
    }

    private static void Blend(ReadOnlySpan<ulong> bits, Span<float> logits)
    {
        int whole = logits.Length >> 6;
        ref float first = ref MemoryMarshal.GetReference(logits);
        for (int i = 0; i < whole; i++)
        {
            ulong word = bits[i];
            if (word != ulong.MaxValue)
            {
                BlendWord(word, ref Unsafe.Add(ref first, i << 6));
            }
        }

        for (int token = whole << 6; token < logits.Length; token++)
        {
            if ((bits[token >> 6] >> (token & 63) & 1) == 0)
            {
                logits[token] = float.NegativeInfinity;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlendWord(ulong word, ref float logits)
    {
        Vector256<float> refused = Vector256.Create(float.NegativeInfinity);
        if (word == 0)
        {
            for (nuint i = 0; i < 64; i += 8)
            {
                refused.StoreUnsafe(ref logits, i);
            }

            return;
        }

        Vector256<int> lanes = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        for (nuint i = 0; i < 64; i += 8)
        {
            Vector256<int> allowed = Vector256.Equals(Vector256.Create((int)(word >> (int)i)) & lanes, lanes);
            Vector256.ConditionalSelect(allowed.AsSingle(), Vector256.LoadUnsafe(ref logits, i), refused).StoreUnsafe(ref logits, i);
        }
    }
}
