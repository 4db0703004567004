// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;
using Constrain.Diagnostics;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Masks;

/// <summary>The tokens that the leaves of a grammar name, in one vocabulary.</summary>
/// <remarks>
/// A leaf is a token as a whole: it may come where the leaf may, and no part of a text is it. A negated leaf is every token but one
/// and but those that end generation: these are no part of what is generated.
/// </remarks>
internal sealed class TokenLeaves
{
    private readonly Automaton _automaton;
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<TokenSymbol, int> _tokens = [];
    private readonly Lazy<TokenMask> _any;

    /// <exception cref="GrammarException"><see cref="GrammarError.Unsupported"/>: the vocabulary lacks a token, or it cannot be generated.</exception>
    public TokenLeaves(Automaton automaton, Vocabulary vocabulary)
    {
        _automaton = automaton;
        _vocabulary = vocabulary;
        _any = new Lazy<TokenMask>(() => Any(vocabulary));
        foreach (TokenSymbol leaf in automaton.Tokens)
        {
            int token = Find(leaf);
            if (!leaf.IsNegated && !MayCome(vocabulary, token))
            {
                throw vocabulary.IsEndOfGeneration(token)
                    ? Refuse(leaf, $"{leaf} ends generation in this vocabulary, and so is no part of what is generated", "leave it out: the model may end wherever the grammar may")
                    : Refuse(leaf, $"{leaf} stands for nothing in this vocabulary", "name a token that the model can generate");
            }

            _tokens.Add(leaf, token);
        }
    }

    /// <summary>The mask of a state: that of its texts, and the tokens that its leaves have.</summary>
    /// <param name="state">The state.</param>
    /// <param name="text">The tokens whose texts may come.</param>
    /// <param name="maxRest">The longest completion that may be left after a token, in bytes.</param>
    public TokenMask Complete(State state, TokenMask text, long maxRest = Lengths.Infinite)
    {
        if (state.Tokens.Length == 0)
        {
            return text;
        }

        var tokens = new TokenCollector(_vocabulary.Count);
        tokens.Add(text);
        foreach (TokenPair pair in state.Tokens)
        {
            if (maxRest != Lengths.Infinite && _automaton.MinLength(pair.Continuation) > maxRest)
            {
                continue;
            }

            if (pair.Token.IsNegated)
            {
                tokens.Add(_any.Value, [_tokens[pair.Token]]);
            }
            else
            {
                tokens.Add(_tokens[pair.Token]);
            }
        }

        return tokens.ToMask();
    }

    /// <summary>The state after a token.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="token">A token that does not end generation.</param>
    public State Step(State state, int token)
    {
        ReadOnlySpan<byte> bytes = _vocabulary.GetBytes(token);
        State afterText = bytes.IsEmpty ? _automaton.Dead : _automaton.Step(state, bytes);
        return _automaton.StepToken(state, afterText, leaf => leaf.IsNegated ? token != _tokens[leaf] && MayCome(_vocabulary, token) : token == _tokens[leaf]);
    }

    private int Find(TokenSymbol leaf)
    {
        if (leaf.Id is { } id)
        {
            return id < _vocabulary.Count ? id : throw Refuse(leaf, $"the vocabulary has no token {id}, only 0 to {_vocabulary.Count - 1}", "give a number of this vocabulary, or the text of the token");
        }

        return _vocabulary.Find(Encoding.UTF8.GetBytes(leaf.Name!)) ?? throw Refuse(
            leaf,
            $"the vocabulary has no token {leaf.Name}",
            NearestName.Hint(leaf.Name!, Enumerable.Range(0, _vocabulary.Count).Where(t => _vocabulary.GetName(t) is [(byte)'<', .., (byte)'>']).Select(t => Encoding.UTF8.GetString(_vocabulary.GetName(t))))
                ?? "write the text in quotes if several tokens may make it up");
    }

    private static GrammarException Refuse(TokenSymbol leaf, string problem, string hint) =>
        new(GrammarError.Unsupported, problem, leaf.Location, leaf.ToString(), hint);

    private static bool MayCome(Vocabulary vocabulary, int token) =>
        vocabulary.GetKind(token) != TokenKind.Unused && !vocabulary.IsEndOfGeneration(token);

    private static TokenMask Any(Vocabulary vocabulary)
    {
        ulong[] words = new ulong[(vocabulary.Count + 63) / 64];
        int count = 0;
        for (int token = 0; token < vocabulary.Count; token++)
        {
            if (MayCome(vocabulary, token))
            {
                words[token >> 6] |= 1UL << (token & 63);
                count++;
            }
        }

        return new TokenMask(words, count, [], [], vocabulary.Count);
    }
}
