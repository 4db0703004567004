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

    /// <summary>Bytes that are rather looked up one by one than found among the children of a node.</summary>
    private const int FewBytes = 16;

    private readonly TokenTrie _trie = vocabulary.Trie;
    private readonly HashSet<int> _out = [];
    private readonly HashSet<int> _inside = [];
    private readonly SuffixTrie.Builder _suffixes = new();
    private readonly Stack<int> _cuts = new();
    private int _nodes;

    /// <summary>A regex that has all words of another and a few more; null when none is known.</summary>
    public Regex? Wider(Regex regex)
    {
        (Regex head, Regex tail) = Split(regex);
        return WiderHead(head) is { } wider ? regexes.Concat(wider, tail) : null;
    }

    /// <summary>The table; null when the two differ in too much.</summary>
    /// <param name="regex">The regex.</param>
    /// <param name="wider">Its <see cref="Wider"/>.</param>
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

        if (_out.Count == 0)
        {
            return table;
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

        ByteSet apart = BytesApart(regex, wider);
        if (apart.Count <= FewBytes)
        {
            for (; apart != ByteSet.None; apart &= ~ByteSet.Of(apart.First))
            {
                int child = _trie.Child(node, apart.First);
                if (child >= 0 && !CompareAt(child, regex, wider))
                {
                    return false;
                }
            }
        }
        else
        {
            for (int child = node + 1; child < nodes[node].End; child = nodes[child].End)
            {
                if (apart.Contains(nodes[child].Byte) && !CompareAt(child, regex, wider))
                {
                    return false;
                }
            }
        }

        if (mayEnd)
        {
            _cuts.Pop();
        }

        return true;
    }

    /// <summary>Looks for differences at a node and below, from the regexes before its byte.</summary>
    private bool CompareAt(int node, Regex regex, Regex wider)
    {
        byte letter = _trie.Nodes[node].Byte;
        Regex before = regexes.Derivative(wider, letter);
        Regex after = regexes.Derivative(regex, letter);
        if (before == after || regexes.IsEmpty(before))
        {
            return true;
        }

        // The node itself is looked at anew too: it may no longer be inside.
        return ++_nodes <= MaxNodes
            && (regexes.IsEmpty(after) || before.IsNullable != after.IsNullable ? Redo(node, after) : Compare(node, after, before));
    }

    /// <summary>By every other byte the derivatives of the two are one and the same.</summary>
    private ByteSet BytesApart(Regex regex, Regex wider)
    {
        (Regex head, Regex tail) = Split(regex);
        (Regex widerHead, Regex widerTail) = Split(wider);
        if (tail != widerTail || WiderHead(head) != widerHead)
        {
            return ByteSet.All;
        }

        ByteSet apart = head.IsNullable == widerHead.IsNullable ? ByteSet.None : regexes.FirstBytesOf(tail);
        if (head is Regex.Dfa dfa)
        {
            return apart | dfa.State.BytesApart;
        }

        foreach (Regex part in ((Regex.Intersection)head).Parts)
        {
            apart |= IsAllButAFew(part) ? regexes.FirstBytesOf(((Regex.Complement)part).Inner) : ByteSet.None;
        }

        return apart;
    }

    private (Regex Head, Regex Tail) Split(Regex regex) =>
        regex is Regex.Concat concat ? (concat.Head, concat.Tail) : (regex, regexes.Epsilon);

    private Regex? WiderHead(Regex head)
    {
        if (head is Regex.Dfa dfa)
        {
            return dfa.State.Wider;
        }

        if (head is not Regex.Intersection intersection)
        {
            return null;
        }

        Regex[] others = Array.FindAll(intersection.Parts, part => !IsAllButAFew(part));
        return others.Length < intersection.Parts.Length ? regexes.Intersect(others) : null;
    }

    private static bool IsAllButAFew(Regex regex) => regex is Regex.Complement { Inner.IsNarrow: true };

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
