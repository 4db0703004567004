// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>What may come next in a state, byte by byte.</summary>
internal static class NextBytes
{
    /// <summary>The bytes that lead to a state which can be completed.</summary>
    public static ByteSet Of(Automaton automaton, Position position)
    {
        ByteSet set = automaton.FirstBytes(position.State);
        for (ByteSet left = set; left != ByteSet.None; left &= ~ByteSet.Of(left.First))
        {
            if (automaton.Step(position, [left.First]).IsDead)
            {
                set &= ~ByteSet.Of(left.First);
            }
        }

        return set;
    }

    /// <summary>The bytes that every completion begins with, at most so many.</summary>
    /// <param name="automaton">The automaton.</param>
    /// <param name="position">Where the bytes begin.</param>
    /// <param name="maxBytes">How many bytes at most.</param>
    /// <param name="end">Where they end.</param>
    /// <remarks>Most states leave a choice, which two steps show; nothing is allocated then.</remarks>
    public static byte[] Forced(Automaton automaton, Position position, int maxBytes, out Position end)
    {
        byte[] forced = [];
        int count = 0;
        while (count < maxBytes && !position.State.IsAccepting && position.State.Tokens.Length == 0 && Only(automaton, position) is { } only)
        {
            if (count == forced.Length)
            {
                Array.Resize(ref forced, Math.Max(32, count * 2));
            }

            forced[count++] = only;
            position = automaton.Step(position, [only]);
        }

        end = position;
        return count == forced.Length ? forced : forced[..count];
    }

    // The one byte that leads on; null where there are two or none.
    private static byte? Only(Automaton automaton, Position position)
    {
        byte? only = null;
        for (ByteSet left = automaton.FirstBytes(position.State); left != ByteSet.None; left &= ~ByteSet.Of(left.First))
        {
            // What the state forbids, no way to it allows; that is asked first, for it is known.
            if (automaton.Step(position.State, left.First).IsDead || automaton.Step(position, [left.First]).IsDead)
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = left.First;
        }

        return only;
    }

    /// <summary>The bytes in words, for a person: printable ones in quotes, runs as ranges.</summary>
    public static string Describe(ByteSet set)
    {
        var parts = new List<string>();
        for (int b = 0; b < 256; b++)
        {
            if (!set.Contains((byte)b))
            {
                continue;
            }

            int last = b;
            while (last < 255 && set.Contains((byte)(last + 1)) && SameKind(b, last + 1))
            {
                last++;
            }

            parts.Add(last == b ? Name(b) : last == b + 1 ? $"{Name(b)}, {Name(last)}" : $"{Name(b)} to {Name(last)}");
            b = last;
        }

        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }

    // A range that runs from punctuation into letters is true but tells a reader nothing.
    private static bool SameKind(int first, int other) => Kind(first) == Kind(other);

    private static int Kind(int b) => b switch
    {
        >= '0' and <= '9' => 1,
        >= 'A' and <= 'Z' => 2,
        >= 'a' and <= 'z' => 3,
        > 0x20 and < 0x7F => 4,
        >= 0x80 => 5,
        _ => 6,
    };

    private static string Name(int b) => b switch
    {
        ' ' => "a space",
        '\n' => "a line feed",
        '\t' => "a tab",
        '\r' => "a carriage return",
        '"' => "'\"'",
        > 0x20 and < 0x7F => $"'{(char)b}'",
        _ => $"byte 0x{b:X2}",
    };
}
