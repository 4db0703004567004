// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>What tokens do otherwise to a regex than to a wider one, whose table is known; found by walking only where the two differ.</summary>
/// <remarks>
/// The names that are not declared are all names but a few, so their tokens are those of all names but for the tokens that touch
/// the few. Both regexes are derived side by side down the token trie; where they have become one and the same, nothing below
/// differs. Where the wider one may end and the other may not, or the other leads nowhere, all tokens below are taken out and
/// looked at anew. Cost: the nodes where they differ, and those below such places. Used again and again, by one thread.
/// </remarks>
internal sealed class RegexDifference(RegexBuilder regexes, Vocabulary vocabulary)
{
    /// <summary>Nodes to look at before the difference counts as too large to be worth it.</summary>
    private const int MaxNodes = 1 << 14;

    /// <summary>Bytes that are rather looked up one by one than found among the children of a node.</summary>
    private const int FewBytes = 16;

    private readonly TokenTrie _trie = vocabulary.Trie;
    private readonly List<int> _out = [];
    private readonly ulong[] _isOut = new ulong[(vocabulary.Count + 63) / 64];
    private readonly List<int> _inside = [];
    private readonly List<(int Token, int Cut)> _suffixes = [];
    private readonly Stack<int> _cuts = new();
    private int _nodes;

    /// <summary>The builder of the regexes.</summary>
    public RegexBuilder Regexes => regexes;

    /// <summary>Tokens of which the table of the wider regex says nothing here, neither inside nor crossing; all others are as it says.</summary>
    public List<int> Out => _out;

    /// <summary>Those of them that stay inside.</summary>
    public List<int> Inside => _inside;

    /// <summary>Those of them that do not, and may end the regex after some of their bytes.</summary>
    public List<(int Token, int Cut)> Suffixes => _suffixes;

    /// <summary>Whether a token is among <see cref="Out"/>.</summary>
    public bool IsOut(int token) => (_isOut[token >> 6] >> (token & 63) & 1) != 0;

    /// <summary>A regex that has all words of another and a few more; null when none is known.</summary>
    public Regex? Wider(Regex regex)
    {
        (Regex head, Regex tail) = Split(regex);
        return WiderHead(head) is { } wider ? regexes.Concat(wider, tail) : null;
    }

    /// <summary>Finds out how a regex differs; false when it is in too much.</summary>
    /// <param name="regex">The regex.</param>
    /// <param name="wider">Its <see cref="Wider"/>.</param>
    public bool TryCompute(Regex regex, Regex wider)
    {
        foreach (int token in _out)
        {
            _isOut[token >> 6] = 0;
        }

        _out.Clear();
        _inside.Clear();
        _suffixes.Clear();
        _cuts.Clear();
        _nodes = 0;
        return regex is Regex.Concat { Head: Regex.Dfa { State.MissingWords: >= 0 } all, Tail: { IsNullable: false } tail }
            ? CompareAfterWords(all.State, tail, regex, wider)
            : Compare(TokenTrie.Root, regex, wider);
    }

    /// <summary>Looks for differences where a missing word ends: only there can what follows not begin, and few tokens hold a whole word.</summary>
    private bool CompareAfterWords(DfaState all, Regex tail, Regex regex, Regex wider)
    {
        ByteSet begins = regexes.FirstBytesOf(tail);
        for (int i = 0; i < all.MissingWords; i++)
        {
            ReadOnlySpan<byte> word = all.MissingWord(i);
            int node = TokenTrie.Root;
            for (int depth = 0; depth < word.Length && node >= 0; depth++)
            {
                node = _trie.Child(node, word[depth]);
            }

            if (node < 0)
            {
                continue;
            }

            Regex after = regex;
            Regex before = wider;
            foreach (byte letter in word)
            {
                after = regexes.Derivative(after, letter);
                before = regexes.Derivative(before, letter);
            }

            for (ByteSet letters = begins; letters != ByteSet.None; letters &= ~ByteSet.Of(letters.First))
            {
                int child = _trie.Child(node, letters.First);
                if (child >= 0 && !CompareAt(child, after, before))
                {
                    return false;
                }
            }
        }

        return true;
    }

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

        if (++_nodes > MaxNodes)
        {
            return false;
        }

        if (!regexes.IsEmpty(after) && before.IsNullable == after.IsNullable)
        {
            // Below a leaf there is nothing to differ in, and the token itself stays inside of both.
            return _trie.Nodes[node].End == node + 1 || Compare(node, after, before);
        }

        // The node itself is looked at anew too: it may no longer be inside.
        return TryTakeOut(node, after);
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

        if (head is not Regex.Intersection intersection || !Array.Exists(intersection.Parts, IsAllButAFew))
        {
            return null;
        }

        return regexes.Intersect(Array.FindAll(intersection.Parts, part => !IsAllButAFew(part)));
    }

    private static bool IsAllButAFew(Regex regex) => regex is Regex.Complement { Inner.IsNarrow: true };

    /// <summary>Takes out all tokens at a node and below, and notes what they do to the regex.</summary>
    private bool TryTakeOut(int root, Regex regex)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        _nodes += nodes[root].End - root;
        if (_nodes > MaxNodes)
        {
            return false;
        }

        TrieSubtrees subtrees = _trie.Subtrees;
        foreach (int token in subtrees.Tokens[subtrees.FirstToken(root)..subtrees.FirstToken(nodes[root].End)])
        {
            if (!IsOut(token))
            {
                _isOut[token >> 6] |= 1UL << (token & 63);
                _out.Add(token);
            }
        }

        Note(root, regex);
        return true;
    }

    private void Note(int node, Regex regex)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        if (regexes.IsEmpty(regex))
        {
            TrieSubtrees subtrees = _trie.Subtrees;
            foreach (int token in subtrees.Tokens[subtrees.FirstToken(node)..subtrees.FirstToken(nodes[node].End)])
            {
                foreach (int cut in _cuts)
                {
                    _suffixes.Add((token, cut));
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
            Note(child, regexes.Derivative(regex, nodes[child].Byte));
        }

        if (regex.IsNullable)
        {
            _cuts.Pop();
        }
    }
}
