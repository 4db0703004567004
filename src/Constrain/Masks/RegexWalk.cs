// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>Walks the token trie with the derivatives of one regex, and notes which tokens stay inside and which go on past its end.</summary>
/// <remarks>
/// The derivatives met are numbered, and their transitions kept in rows of 256, so that a node of the trie costs one look-up.
/// Cost: linear in the nodes whose prefix the regex takes. Not for several threads at once.
/// </remarks>
/// <param name="regexes">The builder of the regexes.</param>
/// <param name="vocabulary">The tokens.</param>
/// <param name="minSkipped">Nodes in a subtree for which it pays to find out whether it can be skipped.</param>
internal sealed class RegexWalk(RegexBuilder regexes, Vocabulary vocabulary, int minSkipped = 128)
{
    /// <summary>Derivatives that one walk may meet; 1 KiB each.</summary>
    private const int MaxDerivatives = 1 << 13;

    /// <summary>Tokens that may cross the end in a table. With more, the regex can end nearly anywhere, and a table would not help.</summary>
    private const int MaxSuffixes = 1 << 14;

    private const int MaxSubtrees = 1 << 10;

    /// <summary>Nodes below the end of the regex from which on their suffixes are not listed.</summary>
    private const int LargeSubtree = 1 << 13;

    private const int Dead = 0;
    private const int Unknown = -1;

    private readonly TokenTrie _trie = vocabulary.Trie;
    private readonly Dictionary<Regex, int> _numbers = [];
    private readonly List<Regex> _derivatives = [];
    private readonly SuffixTrie.Builder _suffixes = new();
    private readonly List<int> _subtrees = [];
    private readonly int[] _path = new int[vocabulary.Trie.MaxDepth + 1];

    // By depth: the deepest node at or above it where the regex may end, 0 for none; and, where somebody counts, the derivative
    // of the rounds and how many were begun.
    private readonly int[] _end = new int[vocabulary.Trie.MaxDepth + 1];
    private readonly int[] _roundsPath = new int[vocabulary.Trie.MaxDepth + 1];
    private readonly int[] _rounds = new int[vocabulary.Trie.MaxDepth + 1];
    private readonly int[] _characters = new int[vocabulary.Trie.MaxDepth + 1];
    private readonly TrieSubtrees _subtreeBytes = vocabulary.Trie.Subtrees;
    private readonly TokenRanges _inside = new(vocabulary);
    private readonly SafeBytes _safe = new(regexes);
    private readonly StableBytes _stable = new(regexes);
    private readonly List<AsciiSet?> _keptBytes = [];
    private int[] _rows = new int[256 * 16];
    private int _roundsStart;
    private AsciiSet _roundsStable;

    /// <summary>The table of a regex; null when a table would be larger than what it spares.</summary>
    public TokenTable? Build(Regex regex)
    {
        if (!Walk(regex))
        {
            return null;
        }

        TokenMask inside = _inside.ToMask();
        SuffixTrie suffixes = _suffixes.Build();
        int size = (8 * inside.SharedBits.Length) + (4 * (inside.More.Length + _subtrees.Count)) + suffixes.Size;
        return new TokenTable(inside, suffixes == SuffixTrie.Empty ? [] : [new SuffixSet(suffixes)], [.. _subtrees], size);
    }

    /// <summary>The tables for all bounds at once of a regex with a counted part; null when the rounds of a token cannot be counted.</summary>
    /// <param name="regex">The regex without the bounds: its words begin with words of <paramref name="rounds"/>, then none of its letters follows.</param>
    /// <param name="rounds">The counted part without bounds: any number of rounds.</param>
    public CountedTables? BuildCounted(Regex regex, Regex rounds)
    {
        var groups = new CountedTables.Builder(vocabulary);
        return Walk(regex, rounds, groups) && _subtrees.Count == 0
            ? groups.Build(_inside.ToBits(), _inside.Count, _suffixes.Build(), ShortestWord)
            : null;
    }

    private long ShortestWord(int state)
    {
        try
        {
            return regexes.MinLength(_derivatives[state]);
        }
        catch (GrammarException e) when (e.Error == GrammarError.LimitExceeded)
        {
            // Not known, then: the length only spares questions.
            return Lengths.Infinite;
        }
    }

    private bool Walk(Regex regex, Regex? rounds = null, CountedTables.Builder? groups = null)
    {
        Reset();
        _path[0] = NumberOf(regex);
        _roundsStable = AsciiSet.All;
        if (rounds is not null)
        {
            // By each stable character one round is begun and done.
            _roundsPath[0] = _roundsStart = NumberOf(rounds);
            _roundsStable = _stable.OfAny(rounds);
        }

        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        for (int i = 1; i < nodes.Length;)
        {
            ref readonly TrieNode node = ref nodes[i];
            int depth = node.Depth;
            int state = Step(_path[depth - 1], node.Byte);
            if (state > MaxDerivatives)
            {
                return false;
            }

            if (state == Dead)
            {
                if (_end[depth - 1] > 0 && !AddSuffixes(i, depth))
                {
                    return false;
                }

                i = node.End;
                continue;
            }

            _path[depth] = state;
            _end[depth] = _end[depth - 1];
            if (groups is not null)
            {
                int before = _roundsPath[depth - 1];
                int after = _roundsPath[depth] = Step(before, node.Byte);
                if (after != Dead && after != _roundsStart && after != before && !IsClear(after))
                {
                    return false;
                }

                _rounds[depth] = _rounds[depth - 1] + (before == _roundsStart && after != Dead ? 1 : 0);
                _characters[depth] = _characters[depth - 1] + (TrieSubtrees.IsContinuation(node.Byte) ? 0 : 1);
            }

            bool isBetweenRounds = groups is null || _roundsPath[depth] == _roundsStart;
            if (isBetweenRounds && node.End - i > 1 && _subtreeBytes.Below(i).IsIn(KeptBytes(state, node.End - i, groups is not null)))
            {
                // All below stays inside, and the regex cannot end there; where rounds are counted, it stays as it is.
                groups?.AddSubtree(_subtreeBytes, i, node.End, state, _roundsStart, _rounds[depth], _characters[depth]);
                _inside.Add(_subtreeBytes.FirstToken(i), _subtreeBytes.FirstToken(node.End));
                i = node.End;
                continue;
            }

            if (node.Token >= 0)
            {
                groups?.Add(_trie, node.Token, state, _roundsPath[depth], _rounds[depth]);
                _inside.Add(_subtreeBytes.FirstToken(i), _subtreeBytes.FirstToken(i + 1));
            }

            if (_derivatives[state].IsNullable && node.End > i + 1)
            {
                if (node.End - i > LargeSubtree)
                {
                    _subtrees.Add(i);
                }
                else
                {
                    _end[depth] = depth;
                }
            }

            i++;
        }

        return _subtrees.Count <= MaxSubtrees;
    }

    private void Reset()
    {
        _numbers.Clear();
        _derivatives.Clear();
        _subtrees.Clear();
        _suffixes.Clear();
        _inside.Clear();
        _keptBytes.Clear();
        Array.Clear(_rounds);
        // Number 0 is what leads nowhere.
        NumberOf(regexes.Nothing);
    }

    private int NumberOf(Regex regex)
    {
        if (!_numbers.TryGetValue(regex, out int number))
        {
            number = _derivatives.Count;
            _numbers.Add(regex, number);
            _derivatives.Add(regex);
            if (_rows.Length < (number + 1) << 8)
            {
                Array.Resize(ref _rows, _rows.Length * 2);
            }

            _rows.AsSpan(number << 8, 256).Fill(Unknown);
        }

        return number;
    }

    private int Step(int state, byte letter)
    {
        int next = _rows[(state << 8) | letter];
        return next != Unknown ? next : Derive(state, letter);
    }

    private int Derive(int state, byte letter)
    {
        Regex next = regexes.Derivative(_derivatives[state], letter);
        return _rows[(state << 8) | letter] = regexes.IsEmpty(next) ? Dead : NumberOf(next);
    }

    /// <summary>Whether a derivative of rounds* stands between two rounds, or in one that it must end before the next begins.</summary>
    private bool IsClear(int rounds)
    {
        Regex all = _derivatives[_roundsStart];
        Regex regex = _derivatives[rounds];
        if (regex == all || regex is not Regex.Concat { Head.IsNullable: false })
        {
            return regex == all;
        }

        while (regex is Regex.Concat(_, var tail))
        {
            if (tail == all)
            {
                return true;
            }

            regex = tail;
        }

        return false;
    }

    /// <summary>The tokens below a node where the regex no longer goes on, for every place above it where it may have ended.</summary>
    private bool AddSuffixes(int node, int depth)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        int end = nodes[node].End;
        for (int i = node; i < end; i++)
        {
            for (int token = nodes[i].Token; token >= 0; token = _trie.NextToken(token))
            {
                ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
                for (int cut = _end[depth - 1]; cut > 0; cut = _end[cut - 1])
                {
                    _suffixes.Add(bytes[cut..], token, _rounds[cut]);
                }
            }
        }

        return _suffixes.Count <= MaxSuffixes;
    }

    /// <summary>The bytes of a subtree that need not be walked; none where finding out costs more than it can spare.</summary>
    private AsciiSet KeptBytes(int state, int nodes, bool isCounted)
    {
        while (_keptBytes.Count <= state)
        {
            _keptBytes.Add(null);
        }

        if (_keptBytes[state] is { } known)
        {
            return known;
        }

        if (nodes < minSkipped)
        {
            return default;
        }

        Regex regex = _derivatives[state];
        AsciiSet kept = isCounted ? _stable.Of(regex) & _roundsStable : _safe.Of(regex) ?? _stable.Of(regex);
        _keptBytes[state] = kept;
        return kept;
    }
}
