// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using System.Runtime.InteropServices;

namespace Constrain.LlamaCpp.Sampling;

/// <summary>The two largest logits, in one pass over all of them.</summary>
/// <param name="Token">The token of the largest, the first of equals; -1 where there is none that counts.</param>
/// <param name="Largest">Its logit.</param>
/// <param name="Second">The logit of the best other token: the same where two are equal, minus infinity where there is no other.</param>
internal readonly record struct TopTwo(int Token, float Largest, float Second)
{
    /// <summary>Finds them. A logit that is not a number hides what would come out: then there is no token.</summary>
    public static TopTwo Of(ReadOnlySpan<float> logits)
    {
        (float largest, float second) = (float.NegativeInfinity, float.NegativeInfinity);
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        if (vectors.Length > 0)
        {
            // Two of each, so that one maximum need not wait for the one before.
            Vector<float> first0 = new(float.NegativeInfinity), second0 = first0, first1 = first0, second1 = first0;
            int i = 0;
            for (; i + 1 < vectors.Length; i += 2)
            {
                (Vector<float> x, Vector<float> y) = (vectors[i], vectors[i + 1]);
                second0 = Vector.Max(second0, Vector.Min(first0, x));
                second1 = Vector.Max(second1, Vector.Min(first1, y));
                first0 = Vector.Max(first0, x);
                first1 = Vector.Max(first1, y);
            }

            if (i < vectors.Length)
            {
                second0 = Vector.Max(second0, Vector.Min(first0, vectors[i]));
                first0 = Vector.Max(first0, vectors[i]);
            }

            for (int lane = 0; lane < Vector<float>.Count; lane++)
            {
                Add(first0[lane]);
                Add(first1[lane]);
                Add(second0[lane]);
                Add(second1[lane]);
            }
        }

        foreach (float logit in logits[(vectors.Length * Vector<float>.Count)..])
            Add(logit);
        return float.IsNaN(largest) || float.IsInfinity(largest) ? new(-1, largest, second) : new(logits.IndexOf(largest), largest, second);

        void Add(float logit)
        {
            second = MathF.Max(second, MathF.Min(largest, logit));
            largest = MathF.Max(largest, logit);
        }
    }
}
