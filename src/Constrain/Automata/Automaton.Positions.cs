// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>Steps between places: a state, and the trail that the way to it left behind.</summary>
internal sealed partial class Automaton
{
    /// <summary>The place before the first byte.</summary>
    public Position Origin => new(Start, _grammar.Trail);

    /// <summary>The place after the bytes; dead when no document goes on so.</summary>
    /// <remarks>
    /// The state goes its own way, memoized as ever. Only where a text may have ended on which depends what follows, what follows
    /// is made for this text, and forgotten.
    /// </remarks>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public Position Step(Position position, ReadOnlySpan<byte> bytes)
    {
        if (!_grammar.HasPending)
        {
            State next = Step(position.State, bytes);
            // The first pending rule may have been made, and entered unbound, on the way.
            if (!_grammar.HasPending)
            {
                // What no document goes on with need not be one that a trail can be found in.
                return At(next, next.IsDead ? null : position.Trail?.After(bytes), position);
            }
        }

        State state = position.State;
        Trail? trail = position.Trail;
        int known = 0;
        for (int i = 0; i < bytes.Length && trail is not null && !state.IsDead; i++)
        {
            if (!state.IsPending)
            {
                state = Step(state, bytes[i]);
                continue;
            }

            trail = trail.After(bytes[known..(i + 1)]);
            known = i + 1;
            state = trail is null ? Dead : StepBound(state, bytes[i], trail);
        }

        return At(state, state.IsDead || known == bytes.Length ? trail : trail!.After(bytes[known..]), position);
    }

    /// <inheritdoc cref="Grammar.IsAnySpelling"/>
    public bool IsAnySpelling => _grammar.IsAnySpelling;

    /// <summary>Whether tokens may be allowed by a state and not by the places where it stands.</summary>
    public bool HasPending => _grammar.HasPending;

    private Position At(State state, Trail? trail, Position before) =>
        state.IsDead || (trail is null && before.Trail is not null) ? new Position(Dead, before.Trail) : new Position(state, trail);

    private State StepBound(State state, byte letter, Trail trail)
    {
        lock (_gate)
        {
            using Effort.Scope effort = Effort.Begin(MaxTime);
            TrimTables();
            _closure.Reset(trail);
            foreach (Pair pair in state.Pairs)
            {
                Regex derivative = _grammar.Regexes.Derivative(pair.Regex, letter);
                if (!_grammar.Regexes.IsEmpty(derivative))
                {
                    _closure.Add(derivative, pair.Continuation);
                }
            }

            return Intern(_closure.Close());
        }
    }
}
