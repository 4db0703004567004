// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Grammars;

namespace Constrain.Automata;

/// <summary>Steps of a token as a whole, where the grammar has leaves that are tokens.</summary>
internal sealed partial class Automaton
{
    /// <summary>The leaves of the grammar that are tokens of the vocabulary; mostly none.</summary>
    public IReadOnlyCollection<TokenSymbol> Tokens => _grammar.Tokens;

    /// <summary>The state after a token, which may be text and a leaf at once.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="afterText">The state after its text; <see cref="Dead"/> where it has none, or none that may come.</param>
    /// <param name="isWord">Whether the token is a word of a leaf.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public State StepToken(State state, State afterText, Predicate<TokenSymbol> isWord)
    {
        TokenPair[] taken = Array.FindAll(state.Tokens, t => isWord(t.Token));
        if (taken.Length == 0)
        {
            return afterText;
        }

        lock (_gate)
        {
            using Effort.Scope effort = Effort.Begin(MaxTime);
            TrimTables();
            if (taken.Length == 1 && afterText.IsDead)
            {
                return EntryOf(taken[0].Continuation);
            }

            _closure.Reset();
            foreach (TokenPair token in taken)
            {
                _closure.Add(_grammar.Regexes.Epsilon, token.Continuation);
            }

            foreach (Pair pair in afterText.Pairs)
            {
                _closure.Add(pair.Regex, pair.Continuation);
            }

            foreach (TokenPair token in afterText.Tokens)
            {
                _closure.Add(token);
            }

            if (afterText.IsAccepting)
            {
                _closure.Add(_grammar.Regexes.Epsilon, _continuations.End);
            }

            return Intern(_closure.Close());
        }
    }
}
