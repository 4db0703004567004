// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;

namespace Constrain.Masks;

/// <summary>The tokens in the mask of a state that some ways to the state forbid; each kind is found when it is first asked for.</summary>
internal sealed class TokenSuspects(Automaton automaton, State state, Vocabulary vocabulary, TokenMask mask)
{
    private int[]? _loose;
    private int[]? _withTwoNames;

    /// <summary>Those after which a rule was entered without being bound.</summary>
    public int[] Loose => _loose ??= Array.FindAll(
        NameTokens.For(vocabulary, automaton.Origin.Trail).WithItemEnd, token => mask[token] && automaton.Step(state, vocabulary.GetBytes(token)).IsLoose);

    /// <inheritdoc cref="NameTokens.WithTwoNames"/>
    public int[] WithTwoNames => _withTwoNames ??= Array.FindAll(NameTokens.For(vocabulary, automaton.Origin.Trail).WithTwoNames, token => mask[token]);
}
