// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <content>Narrow regexes, whose own bytes lead through the trie.</content>
internal sealed partial class MaskBuilder
{
    /// <summary>Nodes of a subtree that are not stepped through one by one where tables may spare it: spaces have as many below them.</summary>
    private const int LargeSubtree = 1 << 10;

    /// <summary>The tokens below a node that go on with a regex, each byte of which is looked up in the trie.</summary>
    private void AddNarrow(int node, Regex regex, Continuation continuation)
    {
        RegexBuilder regexes = _automaton.Regexes;
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        if (regex is Regex.Concat { Run: not null } text)
        {
            // All of a text but its last letter has one way on and cannot end.
            foreach (byte letter in text.Text[..^1])
            {
                node = _trie.Child(node, letter);
                if (node < 0)
                {
                    return;
                }

                AddTokens(nodes[node].Token);
            }

            if (nodes[node].End == node + 1)
            {
                return;
            }

            regex = text.After(text.Text.Length - 1);
        }

        ByteSet letters = regexes.FirstBytesOf(regex);
        while (letters != ByteSet.None)
        {
            byte letter = letters.First;
            letters &= ~ByteSet.Of(letter);
            int child = _trie.Child(node, letter);
            if (child < 0)
            {
                continue;
            }

            Regex next = regexes.Derivative(regex, letter);
            if (regexes.IsEmpty(next))
            {
                continue;
            }

            AddTokens(nodes[child].Token);
            if (nodes[child].End == child + 1)
            {
                continue;
            }

            if (next.IsNullable && !TryAddLarge(child, continuation))
            {
                AddSubtree(child, _automaton.Entry(continuation));
            }

            if (next != regexes.Epsilon)
            {
                AddNarrow(child, next, continuation);
            }
        }
    }

    /// <summary>
    /// The tokens below a node with very many where a continuation begins, by the tables that regexes behind the text of the node
    /// have for all grammars; false when some regex has none.
    /// </summary>
    private bool TryAddLarge(int node, Continuation continuation)
    {
        if (_trie.Nodes[node].End - node < LargeSubtree)
        {
            return false;
        }

        Regex text = _automaton.Regexes.Literal(_vocabulary.GetBytes(FirstTokenBelow(node))[.._trie.Nodes[node].Depth]);
        foreach (Pair pair in _automaton.Entry(continuation).Pairs)
        {
            if (pair.Regex.IsNarrow)
            {
                AddNarrow(node, pair.Regex, pair.Continuation);
            }
            else if (!Add(_automaton.Regexes.Concat(text, pair.Regex), pair.Continuation))
            {
                return false;
            }
        }

        return true;
    }

    private int FirstTokenBelow(int node) => _trie.Subtrees.Tokens[_trie.Subtrees.FirstToken(node)];
}
