// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.Vocabularies;

/// <summary>Sorts 64-bit keys with a value beside each; stable.</summary>
/// <remarks>
/// Radix sort, least significant byte first: eight linear passes, of which a byte that is the same in all keys costs none.
/// Short ranges by insertion. Source: Knuth, TAOCP 3, 5.2.1 and 5.2.5.
/// </remarks>
/// <param name="capacity">The longest range that will be sorted.</param>
internal sealed class KeySort(int capacity)
{
    private const int InsertionLimit = 48;
    private const int Passes = sizeof(ulong);

    private readonly ulong[] _keys = new ulong[capacity];
    private readonly int[] _values = new int[capacity];
    private readonly int[] _starts = new int[Passes * 256];

    /// <summary>Reorders both spans, of the same length, by the keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(Span<ulong> keys, Span<int> values)
    {
        if (keys.Length <= InsertionLimit)
        {
            Insert(keys, values);
            return;
        }

        Array.Clear(_starts);
        foreach (ulong key in keys)
        {
            for (int pass = 0; pass < Passes; pass++)
                _starts[(pass * 256) + (byte)(key >> (pass * 8))]++;
        }

        Span<ulong> fromKeys = keys;
        Span<int> fromValues = values;
        Span<ulong> toKeys = _keys.AsSpan(0, keys.Length);
        Span<int> toValues = _values.AsSpan(0, keys.Length);
        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> starts = _starts.AsSpan(pass * 256, 256);
            if (starts[(byte)(keys[0] >> (pass * 8))] == keys.Length)
                continue;
            int total = 0;
            foreach (ref int start in starts)
            {
                int count = start;
                start = total;
                total += count;
            }

            for (int i = 0; i < fromKeys.Length; i++)
            {
                int to = starts[(byte)(fromKeys[i] >> (pass * 8))]++;
                toKeys[to] = fromKeys[i];
                toValues[to] = fromValues[i];
            }

            Span<ulong> spareKeys = fromKeys;
            Span<int> spareValues = fromValues;
            fromKeys = toKeys;
            fromValues = toValues;
            toKeys = spareKeys;
            toValues = spareValues;
        }

        // After an odd number of passes the result stands in the spare arrays; otherwise this copies nothing onto itself.
        fromKeys.CopyTo(keys);
        fromValues.CopyTo(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Insert(Span<ulong> keys, Span<int> values)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            ulong key = keys[i];
            int value = values[i];
            int to = i;
            for (; to > 0 && keys[to - 1] > key; to--)
            {
                keys[to] = keys[to - 1];
                values[to] = values[to - 1];
            }

            keys[to] = key;
            values[to] = value;
        }
    }
}
