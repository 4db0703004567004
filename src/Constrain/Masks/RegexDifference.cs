// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>The table of a regex from that of a wider one, by walking only where the two differ.</summary>
/// <remarks>
/// The names that are not declared are all names but a few, so their table is that of all names but for the tokens that touch
/// the few. Both regexes are derived side by side down the token trie; where they have become one and the same, nothing below
/// differs. Where the wider one may end and the other may not, or the other leads nowhere, all tokens below are taken out and
/// looked at anew. Cost: the nodes where they differ, and those below such places. Not for several threads at once.
/// </remarks>
internal sealed class RegexDifference(RegexBuilder regexes, Vocabulary vocabulary)
{
    /// <summary>Nodes to look at before the difference counts as too large to be worth it.</summary>
    private const int MaxNodes = 1 << 14;

    private readonly TokenTrie _trie = vocabulary.Trie;
    private readonly HashSet<int> _out = [];
    private readonly HashSet<int> _inside = [];
    private readonly SuffixTrie.Builder _suffixes = new();
    private readonly Stack<int> _cuts = new();
    private int _nodes;

    /// <summary>The table; null when the two differ in too much.</summary>
    /// <param name="regex">The regex.</param>
    /// <param name="wider">A regex that holds all its words.</param>
    /// <param name="table">The table of the wider one.</param>
    public TokenTable? Build(Regex regex, Regex wider, TokenTable table)
    {
        _out.Clear();
        _inside.Clear();
        _suffixes.Clear();
        _cuts.Clear();
        _nodes = 0;
        if (table.Subtrees.Length > 0 || !Compare(TokenTrie.Root, regex, wider))
        {
            return null;
        }

        TokenMask all = table.Inside;
        int[] without = [.. _out];
        int[] less = [.. all.Less.ToArray().Where(t => !_inside.Contains(t)), .. without.Where(t => IsShared(all, t) && all[t] && !_inside.Contains(t))];
        int[] more = [.. all.More.ToArray().Where(t => !_out.Contains(t)), .. _inside.Where(t => !IsShared(all, t))];
        SuffixTrie further = _suffixes.Build();
        SuffixSet[] crossing = [.. table.Crossing.Select(s => s with { Without = [.. s.Without, .. without] })];
        if (further != SuffixTrie.Empty)
        {
            crossing = [.. crossing, new SuffixSet(further)];
        }

        int size = 256 + (4 * (less.Length + more.Length)) + further.Size + crossing.Sum(s => 4 * s.Without.Length);
        return new TokenTable(new TokenMask(all.SharedBits, all.SharedCount, less, more, vocabulary.Count), crossing, [], size);
    }

    private static bool IsShared(TokenMask set, int token) =>
        set.SharedBits.Length > 0 && (set.SharedBits[token >> 6] >> (token & 63) & 1) != 0;

    /// <summary>Looks for differences below a node, where the two regexes are not the same.</summary>
    private bool Compare(int node, Regex regex, Regex wider)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        bool mayEnd = node != TokenTrie.Root && regex.IsNullable;
        if (mayEnd)
        {
            _cuts.Push(nodes[node].Depth);
        }

        int end = nodes[node].End;
        for (int child = node + 1; child < end; child = nodes[child].End)
        {
            if (++_nodes > MaxNodes)
            {
                return false;
            }

            Regex before = regexes.Derivative(wider, nodes[child].Byte);
            Regex after = regexes.Derivative(regex, nodes[child].Byte);
            if (before == after || regexes.IsEmpty(before))
            {
                continue;
            }

            bool isEmpty = regexes.IsEmpty(after);
            if (isEmpty || before.IsNullable != after.IsNullable)
            {
                // The child itself too: it may no longer be inside.
                if (!Redo(child, after))
                {
                    return false;
                }
            }
            else if (!Compare(child, after, before))
            {
                return false;
            }
        }

        if (mayEnd)
        {
            _cuts.Pop();
        }

        return true;
    }

    /// <summary>Takes out all tokens at a node and below, and puts back those that the regex has.</summary>
    private bool Redo(int root, Regex regex)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        for (int i = root; i < nodes[root].End; i++)
        {
            if (++_nodes > MaxNodes)
            {
                return false;
            }

            for (int token = nodes[i].Token; token >= 0; token = _trie.NextToken(token))
            {
                _out.Add(token);
            }
        }

        PutBack(root, regex);
        return true;
    }

    private void PutBack(int node, Regex regex)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        if (regexes.IsEmpty(regex))
        {
            for (int i = node; i < nodes[node].End; i++)
            {
                for (int token = nodes[i].Token; token >= 0; token = _trie.NextToken(token))
                {
                    foreach (int cut in _cuts)
                    {
                        _suffixes.Add(vocabulary.GetBytes(token)[cut..], token);
                    }
                }
            }

            return;
        }

        for (int token = nodes[node].Token; token >= 0; token = _trie.NextToken(token))
        {
            _inside.Add(token);
        }

        if (regex.IsNullable)
        {
            _cuts.Push(nodes[node].Depth);
        }

        for (int child = node + 1; child < nodes[node].End; child = nodes[child].End)
        {
            PutBack(child, regexes.Derivative(regex, nodes[child].Byte));
        }

        if (regex.IsNullable)
        {
            _cuts.Pop();
        }
    }
}
