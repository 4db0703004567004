// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;

namespace Constrain.Regexes;

/// <summary>A set of byte values: the letter of a regex over bytes.</summary>
/// <remarks>Shape: 256 bits in four words; byte b is bit b mod 64 of word b / 64.</remarks>
internal readonly record struct ByteSet(ulong Word0, ulong Word1, ulong Word2, ulong Word3)
{
    /// <summary>All 256 bytes.</summary>
    public static readonly ByteSet All = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>No byte.</summary>
    public static readonly ByteSet None;

    /// <summary>How many bytes are in the set.</summary>
    public int Count =>
        BitOperations.PopCount(Word0) + BitOperations.PopCount(Word1) + BitOperations.PopCount(Word2) + BitOperations.PopCount(Word3);

    /// <summary>The smallest byte of a set that is not empty.</summary>
    public byte First =>
        Word0 != 0 ? (byte)BitOperations.TrailingZeroCount(Word0)
        : Word1 != 0 ? (byte)(64 + BitOperations.TrailingZeroCount(Word1))
        : Word2 != 0 ? (byte)(128 + BitOperations.TrailingZeroCount(Word2))
        : (byte)(192 + BitOperations.TrailingZeroCount(Word3));

    /// <summary>The set of one byte.</summary>
    public static ByteSet Of(byte value)
    {
        ulong bit = 1UL << (value & 63);
        return (value >> 6) switch
        {
            0 => new(bit, 0, 0, 0),
            1 => new(0, bit, 0, 0),
            2 => new(0, 0, bit, 0),
            _ => new(0, 0, 0, bit),
        };
    }

    /// <summary>The bytes from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static ByteSet Range(byte low, byte high) =>
        new(WordOf(low, high, 0), WordOf(low, high, 64), WordOf(low, high, 128), WordOf(low, high, 192));

    /// <summary>The bytes of an ASCII text.</summary>
    public static ByteSet OfAscii(ReadOnlySpan<char> text)
    {
        ByteSet set = None;
        foreach (char c in text)
        {
            set |= Of(checked((byte)c));
        }

        return set;
    }

    /// <summary>Whether the byte is in the set.</summary>
    public bool Contains(byte value)
    {
        ulong word = value < 128 ? (value < 64 ? Word0 : Word1) : (value < 192 ? Word2 : Word3);
        return (word >> (value & 63) & 1) != 0;
    }

    public static ByteSet operator |(ByteSet a, ByteSet b) =>
        new(a.Word0 | b.Word0, a.Word1 | b.Word1, a.Word2 | b.Word2, a.Word3 | b.Word3);

    public static ByteSet operator &(ByteSet a, ByteSet b) =>
        new(a.Word0 & b.Word0, a.Word1 & b.Word1, a.Word2 & b.Word2, a.Word3 & b.Word3);

    public static ByteSet operator ~(ByteSet a) => new(~a.Word0, ~a.Word1, ~a.Word2, ~a.Word3);

    private static ulong WordOf(int low, int high, int start)
    {
        int from = Math.Max(low - start, 0);
        int to = Math.Min(high - start, 63);
        return from > to ? 0 : ulong.MaxValue >> (63 - (to - from)) << from;
    }
}
