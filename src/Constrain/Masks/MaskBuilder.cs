// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>Computes the mask of a state from what its regexes do to the vocabulary.</summary>
/// <remarks>
/// A token is allowed iff, for some pair of the state, it stays inside the pair's regex, or ends it and the rest is allowed where
/// the continuation begins. A union is looked at part by part, since (a|b)K is aK or bK. For each part:
/// a wide regex has a table that it shares with all grammars (<see cref="TokenTables"/>), and only the distinct suffixes are run
/// through the continuation; a narrow one (a word, a few words) is walked itself, guided by its own bytes.
/// The result is bit for bit that of <see cref="TrieWalk"/>, which is what remains where a regex has no table.
/// </remarks>
internal sealed partial class MaskBuilder
{
    /// <summary>One builder per thread and vocabulary: its buffers are as long as the vocabulary.</summary>
    [ThreadStatic]
    private static MaskBuilder? _last;

    private readonly Vocabulary _vocabulary;
    private readonly TokenTrie _trie;
    private readonly TokenCollector _tokens;
    private readonly State[] _path;
    private Automaton _automaton = null!;
    private RegexDifference? _difference;

    private MaskBuilder(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _trie = vocabulary.Trie;
        _tokens = new TokenCollector(vocabulary.Count);
        _path = new State[_trie.MaxDepth + 1];
    }

    private RegexDifference Difference => _difference is { } known && known.Regexes == _automaton.Regexes
        ? known
        : _difference = new RegexDifference(_automaton.Regexes, _vocabulary);

    /// <summary>The mask of a state.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public static TokenMask Build(Automaton automaton, State state, Vocabulary vocabulary)
    {
        MaskBuilder builder = _last is { } last && last._vocabulary == vocabulary ? last : _last = new MaskBuilder(vocabulary);
        builder._automaton = automaton;
        try
        {
            return builder.Build(state);
        }
        finally
        {
            builder._tokens.Clear();
            builder._automaton = null!;
            Array.Clear(builder._path);
        }
    }

    private TokenMask Build(State state)
    {
        foreach (Pair pair in state.Pairs)
        {
            if (!(pair.Regex is Regex.Union { IsNarrow: false } union ? AddParts(union.Parts, pair.Continuation) : Add(pair.Regex, pair.Continuation)))
            {
                return TrieWalk.Compute(_automaton, state, _vocabulary);
            }
        }

        if (state.IsAccepting)
        {
            foreach (int token in _vocabulary.EndOfGenerationTokens)
            {
                _tokens.Add(token);
            }
        }

        return _tokens.ToMask();
    }

    private bool AddParts(Regex[] parts, Continuation continuation)
    {
        foreach (Regex part in parts)
        {
            if (!Add(part, continuation))
            {
                return false;
            }
        }

        return true;
    }

    private bool Add(Regex regex, Continuation continuation)
    {
        if (regex.IsNarrow)
        {
            AddNarrow(TokenTrie.Root, regex, continuation);
            return true;
        }

        if (Difference.Wider(regex) is { } wider
            && _vocabulary.TokenTables.Of(_automaton.Regexes, wider) is { Subtrees.Length: 0 } known
            && _difference!.TryCompute(regex, wider))
        {
            AddDifferent(known, continuation);
            return true;
        }

        if (_vocabulary.TokenTables.Of(_automaton.Regexes, regex) is not { } table)
        {
            return false;
        }

        _tokens.Add(table.Inside);
        if (table.Crossing.Length > 0 || table.Subtrees.Length > 0)
        {
            State entry = _automaton.Entry(continuation);
            foreach (ref readonly SuffixSet suffixes in table.Crossing.AsSpan())
            {
                AddSuffixes(suffixes, entry, null);
            }

            foreach (int node in table.Subtrees)
            {
                AddSubtree(node, entry);
            }
        }

        return true;
    }

    /// <summary>The tokens of a table but those that do otherwise here, and what these do.</summary>
    private void AddDifferent(TokenTable table, Continuation continuation)
    {
        RegexDifference difference = _difference!;
        _tokens.Add(table.Inside, difference.Out);
        foreach (int token in difference.Inside)
        {
            _tokens.Add(token);
        }

        if (table.Crossing.Length == 0 && difference.Suffixes.Count == 0)
        {
            return;
        }

        State entry = _automaton.Entry(continuation);
        foreach (ref readonly SuffixSet suffixes in table.Crossing.AsSpan())
        {
            AddSuffixes(suffixes, entry, difference);
        }

        foreach ((int token, int cut) in difference.Suffixes)
        {
            if (!_automaton.Step(entry, _vocabulary.GetBytes(token)[cut..]).IsDead)
            {
                _tokens.Add(token);
            }
        }
    }

    /// <summary>The tokens whose suffix is allowed in a state, but those that a difference takes out.</summary>
    private void AddSuffixes(in SuffixSet suffixes, State state, RegexDifference? difference)
    {
        ReadOnlySpan<SuffixNode> nodes = suffixes.Trie.Nodes;
        _path[0] = state;
        for (int i = 0; i < nodes.Length;)
        {
            ref readonly SuffixNode node = ref nodes[i];
            State next = Step(_path[node.Depth - 1], node.Byte);
            if (next.IsDead)
            {
                i = node.End;
                continue;
            }

            _path[node.Depth] = next;
            for (int index = node.FirstToken; index < node.FirstToken + node.TokenCount; index++)
            {
                int token = suffixes.Trie.TokenAt(index);
                if (suffixes.Holds(index) && difference?.IsOut(token) != true)
                {
                    _tokens.Add(token);
                }
            }

            i++;
        }
    }

    /// <summary>The tokens below a node whose rest is allowed in a state.</summary>
    private void AddSubtree(int root, State state)
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        int end = nodes[root].End;
        int depth = nodes[root].Depth;
        _path[depth] = state;
        for (int i = root + 1; i < end;)
        {
            ref readonly TrieNode node = ref nodes[i];
            State next = Step(_path[node.Depth - 1], node.Byte);
            if (next.IsDead)
            {
                i = node.End;
                continue;
            }

            _path[node.Depth] = next;
            AddTokens(node.Token);
            i++;
        }
    }

    // Asks for the bytes first: steps that lead nowhere need not be made to be known.
    private State Step(State state, byte letter) =>
        state.Next(letter) ?? (_automaton.FirstBytes(state).Contains(letter) ? _automaton.Step(state, letter) : _automaton.Dead);

    private void AddTokens(int token)
    {
        for (; token >= 0; token = _trie.NextToken(token))
        {
            _tokens.Add(token);
        }
    }
}
