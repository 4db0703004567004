// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.Automata;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>Computes a mask by walking the token trie with the automaton: one step per trie node that is still viable.</summary>
/// <remarks>
/// Bit t is set iff the bytes of t lead from the state to one that can be completed; the end tokens iff the state accepts.
/// Steps are memoized, so a node costs a table look-up after the first time.
/// </remarks>
internal static class TrieWalk
{
    /// <summary>The mask of a state.</summary>
    public static TokenMask Compute(Automaton automaton, State state, Vocabulary vocabulary) =>
        Compute(automaton, state, vocabulary, Lengths.Infinite);

    /// <summary>The mask of a place.</summary>
    public static TokenMask Compute(Automaton automaton, Position position, Vocabulary vocabulary) =>
        Compute(automaton, position, vocabulary, Lengths.Infinite);

    /// <summary>The mask of a place without the tokens after which the shortest completion is longer than a bound.</summary>
    /// <param name="automaton">The automaton of the state.</param>
    /// <param name="position">Where the tokens begin.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="maxRest">The longest completion that may be left after the token, in bytes.</param>
    public static TokenMask Compute(Automaton automaton, Position position, Vocabulary vocabulary, long maxRest)
    {
        TokenMask mask = Compute(automaton, position.State, vocabulary, maxRest);
        if (position.Trail is null)
        {
            return mask;
        }

        // Only a name that ends, or is being written, or an item may be what was written before.
        bool anyToken = automaton.HasPending || position.Trail is DocumentTrail { Naming: not null };
        return mask.Without(mask.ToArray().Where(token => !vocabulary.IsEndOfGeneration(token)
            && (anyToken || maxRest != Lengths.Infinite || vocabulary.GetBytes(token).ContainsAny((byte)':', (byte)'"'))
            && automaton.Step(position, vocabulary.GetBytes(token)) is var next && (next.IsDead || TrailFilter.IsDeadEnd(automaton, next) || (maxRest != Lengths.Infinite && TrailFilter.MinLength(automaton, next) > maxRest))));
    }

    /// <summary>The mask of a state without the tokens after which the shortest completion is longer than a bound.</summary>
    /// <param name="automaton">The automaton of the state.</param>
    /// <param name="state">Where the tokens begin.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="maxRest">The longest completion that may be left after the token, in bytes.</param>
    public static TokenMask Compute(Automaton automaton, State state, Vocabulary vocabulary, long maxRest)
    {
        TokenTrie trie = vocabulary.Trie;
        ReadOnlySpan<TrieNode> nodes = trie.Nodes;
        ulong[] words = new ulong[(vocabulary.Count + 63) / 64];
        var path = new State[trie.MaxDepth + 1];
        path[0] = state;
        for (int i = 1; i < nodes.Length;)
        {
            ref readonly TrieNode node = ref nodes[i];
            State next = automaton.Step(path[node.Depth - 1], node.Byte);
            if (next.IsDead)
            {
                i = node.End;
                continue;
            }

            path[node.Depth] = next;
            if (node.Token >= 0 && (maxRest == Lengths.Infinite || automaton.MinLength(next) <= maxRest))
            {
                for (int token = node.Token; token >= 0; token = trie.NextToken(token))
                {
                    words[token >> 6] |= 1UL << (token & 63);
                }
            }

            i++;
        }

        if (state.IsAccepting)
        {
            foreach (int token in vocabulary.EndOfGenerationTokens)
            {
                words[token >> 6] |= 1UL << (token & 63);
            }
        }

        int count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return new TokenMask(words, count, [], [], vocabulary.Count);
    }
}
