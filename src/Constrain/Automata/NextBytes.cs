// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>What may come next in a state, byte by byte.</summary>
internal static class NextBytes
{
    /// <summary>The bytes that lead to a state which can be completed.</summary>
    public static ByteSet Of(Automaton automaton, State state)
    {
        Span<bool> viable = stackalloc bool[256];
        byte[] representatives = state.Classes.Representatives;
        for (int i = 0; i < representatives.Length; i++)
        {
            viable[i] = !automaton.Step(state, representatives[i]).IsDead;
        }

        ByteSet set = ByteSet.None;
        for (int b = 0; b < 256; b++)
        {
            if (viable[state.Classes.Map[b]])
            {
                set |= ByteSet.Of((byte)b);
            }
        }

        return set;
    }

    /// <summary>The bytes that every completion of a state begins with, at most so many.</summary>
    public static byte[] Forced(Automaton automaton, State state, int maxBytes)
    {
        var forced = new List<byte>();
        while (forced.Count < maxBytes && !state.IsAccepting && Of(automaton, state) is { Count: 1 } only)
        {
            forced.Add(only.First);
            state = automaton.Step(state, only.First);
        }

        return [.. forced];
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
