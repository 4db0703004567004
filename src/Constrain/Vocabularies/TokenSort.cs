// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Constrain.Vocabularies;

/// <summary>Puts the tokens that text can be made of in the order of their bytes.</summary>
/// <remarks>
/// Method: seven bytes of each token and how many there were make one 64-bit key, whose order is theirs: a token that ends within
/// the seven is decided, and only tokens of equal keys that go on are sorted again by the next seven. So no two tokens are ever
/// compared as strings, and hostile vocabularies of long equal prefixes cost what their bytes cost.
/// </remarks>
internal static class TokenSort
{
    private const int Step = 7;

    /// <summary>The tokens by their bytes, ascending; of equal ones byte tokens last, otherwise the lower id first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Sort(Vocabulary vocabulary)
    {
        int[] tokens = Select(vocabulary);
        ulong[] keys = new ulong[tokens.Length];
        var sorter = new KeySort(tokens.Length);
        // Ranges still to be sorted, as (start, end, offset) in a row: a stack of our own, for offsets may be thousands deep.
        var ranges = new List<int> { 0, tokens.Length, 0 };
        while (ranges.Count > 0)
        {
            int start = ranges[^3];
            int end = ranges[^2];
            int offset = ranges[^1];
            ranges.RemoveRange(ranges.Count - 3, 3);
            for (int i = start; i < end; i++)
                keys[i] = KeyAt(vocabulary.GetBytes(tokens[i]), offset);
            sorter.Sort(keys.AsSpan(start, end - start), tokens.AsSpan(start, end - start));
            for (int next; start < end; start = next)
            {
                for (next = start + 1; next < end && keys[next] == keys[start];)
                    next++;
                if (next - start > 1 && (byte)keys[start] > Step)
                {
                    ranges.Add(start);
                    ranges.Add(next);
                    ranges.Add(offset + Step);
                }
            }
        }

        return tokens;
    }

    /// <summary>Seven bytes, most significant first and zeros past the end, then how many there were; 8 for more than seven.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyAt(ReadOnlySpan<byte> bytes, int offset)
    {
        bytes = bytes[offset..];
        if (bytes.Length > Step)
            return (BinaryPrimitives.ReadUInt64BigEndian(bytes) & ~0xFFUL) | (Step + 1);
        ulong key = 0;
        foreach (byte value in bytes)
            key = (key << 8) | value;
        return (key << (8 * (Step + 1 - bytes.Length))) | (uint)bytes.Length;
    }

    /// <summary>The tokens that belong in the trie, in the order that those of equal bytes shall keep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Select(Vocabulary vocabulary)
    {
        int[] tokens = new int[vocabulary.Count];
        int count = 0;
        int byteTokens = 0;
        for (int token = 0; token < tokens.Length; token++)
        {
            if (vocabulary.GetBytes(token).IsEmpty || vocabulary.IsEndOfGeneration(token))
                continue;
            TokenKind kind = vocabulary.GetKind(token);
            if (kind is TokenKind.Normal or TokenKind.UserDefined)
                tokens[count++] = token;
            else if (kind == TokenKind.Byte)
                byteTokens++;
        }

        for (int token = 0; byteTokens > 0; token++)
        {
            if (vocabulary.GetKind(token) == TokenKind.Byte && !vocabulary.IsEndOfGeneration(token))
            {
                tokens[count++] = token;
                byteTokens--;
            }
        }

        return tokens[..count];
    }
}
