// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>The bytes of a text and what follows it; shared by the concatenations that begin at each of its bytes.</summary>
internal sealed class TextRun(RegexBuilder builder, byte[] bytes, Regex after)
{
    private const uint Multiplier = 0x9E3779B1;
    private const uint LetterMultiplier = 0x85EBCA77;

    // Newton's iteration doubles the correct bits, and an odd number is its own inverse modulo 8: 3, 6, 12, 24, 48.
    private static readonly uint Inverse = Enumerable.Range(0, 4).Aggregate(Multiplier, (inverse, _) => inverse * (2 - (Multiplier * inverse)));

    /// <summary>Makes the concatenations.</summary>
    public RegexBuilder Builder { get; } = builder;

    /// <summary>The text; never changed.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>What follows the last byte.</summary>
    public Regex After { get; } = after;

    /// <summary>The hash of a letter and its tail; can be undone, so that the steps along a text need not hash the rest of it.</summary>
    public static int HashOf(int letter, int tailHash) => (int)(((uint)tailHash * Multiplier) + (((uint)letter + 1) * LetterMultiplier));

    /// <summary>The hash of a text and what follows it.</summary>
    public static int HashOf(ReadOnlySpan<byte> bytes, int afterHash)
    {
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            afterHash = HashOf(bytes[i], afterHash);
        }

        return afterHash;
    }

    /// <summary>The hash of the tail, from the letter before it and the hash of both.</summary>
    public static int HashOfTail(int hash, int letter) => (int)(((uint)hash - (((uint)letter + 1) * LetterMultiplier)) * Inverse);

    /// <summary>Whether a regex is this text and what follows it, letter by letter; interns nothing.</summary>
    public static bool Spells(Regex regex, ReadOnlySpan<byte> bytes, Regex after)
    {
        while (!bytes.IsEmpty)
        {
            if (regex is Regex.Bytes last)
            {
                return bytes.Length == 1 && bytes[0] == last.Letter && after.Kind == RegexKind.Epsilon;
            }

            if (regex is not Regex.Concat concat)
            {
                return false;
            }

            if (concat.Run is not { } run)
            {
                if (concat.Head is not Regex.Bytes head || head.Letter != bytes[0])
                {
                    return false;
                }

                regex = concat.Tail;
                bytes = bytes[1..];
                continue;
            }

            ReadOnlySpan<byte> text = concat.Text;
            int both = Math.Min(text.Length, bytes.Length);
            if (!text[..both].SequenceEqual(bytes[..both]))
            {
                return false;
            }

            // What is left of the longer one goes on against what follows the shorter.
            bool goesOn = text.Length > bytes.Length;
            bytes = goesOn ? text[both..] : bytes[both..];
            (regex, after) = goesOn ? (after, run.After) : (run.After, after);
        }

        return regex == after;
    }
}
