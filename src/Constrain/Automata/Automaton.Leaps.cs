// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>Steps of several bytes at once, along texts: the states between are neither made nor kept.</summary>
internal sealed partial class Automaton
{
    /// <summary>Pairs from which on a state is dear enough to look whether it can be left out. The indentation of YAML has one for each open level.</summary>
    private const int ManyPairs = 16;

    /// <summary>Moves a regex by the first bytes: by one, or along a text by all that are its own.</summary>
    /// <returns>How many were taken.</returns>
    private int Take(ref Regex regex, ReadOnlySpan<byte> bytes)
    {
        if (regex is Regex.Concat { Run: not null } text)
        {
            int length = text.Text.CommonPrefixLength(bytes);
            regex = length == 0 ? _grammar.Regexes.Nothing : text.After(length);
            return Math.Max(1, length);
        }

        regex = _grammar.Regexes.Derivative(regex, bytes[0]);
        return 1;
    }

    /// <summary>How many bytes may be taken at once: as long as every pair is in a text, has left it, or may not go on behind it.</summary>
    private int LeapOf(State state, ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        foreach (Pair pair in state.Pairs)
        {
            if (pair.Regex is not Regex.Concat { Run: { } run } text)
            {
                if (_grammar.Regexes.FirstBytesOf(pair.Regex).Contains(bytes[0]))
                {
                    return 1;
                }
            }
            else if (text.Text.Length < length && bytes.StartsWith(text.Text) && MayGoOn(run.After, pair.Continuation, bytes[text.Text.Length]))
            {
                length = text.Text.Length;
            }
        }

        return length;
    }

    private bool MayGoOn(Regex regex, Continuation continuation, byte letter) =>
        _grammar.Regexes.FirstBytesOf(regex).Contains(letter) || (regex.IsNullable && FirstBytes(EntryOf(continuation)).Contains(letter));

    private State Leap(State state, ReadOnlySpan<byte> bytes)
    {
        _closure.Reset();
        foreach (Pair pair in state.Pairs)
        {
            if (pair.Regex is Regex.Concat { Run: not null } text && text.Text.StartsWith(bytes) && text.After(bytes.Length) is var after && !_grammar.Regexes.IsEmpty(after))
            {
                _closure.Add(after, pair.Continuation);
            }
        }

        return Intern(_closure.Close());
    }
}
