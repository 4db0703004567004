// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Constrain.Masks;

/// <summary>Writes negative infinity over the logits of the tokens that a mask leaves out.</summary>
/// <remarks>
/// Shape: bit t of the bits, or a place in a list, says whether logit t is kept. Cost: one pass over the row at the speed of memory: runs of
/// 64 that are all refused are filled without being read, in runs that are nearly all allowed only the others are touched, the
/// rest is blended by vectors. The logits kept by a list are set aside first and written back, so that a short list costs its own length.
/// </remarks>
internal static class MaskedLogits
{
    private const int StackTokens = 256;

    /// <summary>Refused tokens among 64 that are written one by one: then the rest of the row is not even read.</summary>
    private const int FewRefused = 12;

    /// <summary>Applies a mask to a row.</summary>
    /// <param name="bits">One bit per token; empty when no token is among them.</param>
    /// <param name="less">Tokens that are among the bits and not kept.</param>
    /// <param name="more">Tokens kept besides the bits.</param>
    /// <param name="logits">The row, one per token.</param>
    public static void Apply(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> less, ReadOnlySpan<int> more, Span<float> logits)
    {
        float[]? rented = more.Length <= StackTokens ? null : ArrayPool<float>.Shared.Rent(more.Length);
        Span<float> kept = rented ?? stackalloc float[StackTokens];
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

        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void Blend(ReadOnlySpan<ulong> bits, Span<float> logits)
    {
        int whole = logits.Length >> 6;
        ref float first = ref MemoryMarshal.GetReference(logits);
        for (int i = 0; i < whole; i++)
        {
            ulong word = bits[i];
            ref float block = ref Unsafe.Add(ref first, i << 6);
            if (BitOperations.PopCount(~word) <= FewRefused)
            {
                for (ulong refused = ~word; refused != 0; refused &= refused - 1)
                {
                    Unsafe.Add(ref block, BitOperations.TrailingZeroCount(refused)) = float.NegativeInfinity;
                }
            }
            else
            {
                BlendWord(word, ref block);
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
