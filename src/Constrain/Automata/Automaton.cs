// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>The states of a grammar and the step between them, made as they are needed and memoized.</summary>
/// <remarks>
/// One operation moves a state: the derivative of each of its pairs with respect to a byte, closed over what follows a regex
/// that is done. Shared by threads: a step that is known is two reads without a lock, a miss takes the lock.
/// Memory: past <see cref="_maxStates"/> the tables are dropped and rebuilt as needed, like those of a lazy DFA; states that
/// matchers hold stay good, since a state is all that is needed to go on from it.
/// </remarks>
internal sealed class Automaton
{
    private readonly Lock _gate = new();
    private readonly Grammar _grammar;
    private readonly ContinuationTable _continuations;
    private readonly Closure _closure;
    private readonly Dictionary<StateKey, State> _states = [];
    private readonly Dictionary<Continuation, State> _entries = [];
    private readonly int _maxStates;
    private int _size;

    /// <summary>Makes the automaton of a grammar and its first state.</summary>
    /// <param name="grammar">The grammar; owned by the automaton from now on.</param>
    /// <param name="maxStates">States and continuations kept before the tables are dropped; about 0.5 KiB each.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsatisfiable"/>: the grammar has no word.</exception>
    public Automaton(Grammar grammar, int maxStates = 1 << 17)
    {
        _grammar = grammar;
        _continuations = new ContinuationTable(grammar);
        _closure = new Closure(grammar, _continuations);
        _maxStates = maxStates;
        Dead = new State([], false, grammar.Regexes.ClassesOf(grammar.Regexes.Nothing));
        lock (_gate)
        {
            if (!grammar.IsProductive(grammar.Root))
            {
                throw new GrammarException(GrammarError.Unsatisfiable, "no document satisfies the constraint");
            }

            Sequence root = grammar.Sequence(grammar.Root);
            Start = EntryOf(_continuations.Push(root, _continuations.End));
        }
    }

    /// <summary>The state before the first byte.</summary>
    public State Start { get; }

    /// <summary>The state without a way to a document.</summary>
    public State Dead { get; }

    /// <summary>How many states are in the tables; for tests.</summary>
    public int Count => _states.Count;

    /// <summary>How much is in the tables, in states and continuations of common size; for budgets and tests.</summary>
    public int Size => _size + _continuations.Count;

    /// <summary>The state after a byte; <see cref="Dead"/> when no document goes on so.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public State Step(State state, byte letter) => state.Next(letter) ?? StepAnew(state, letter);

    /// <summary>The state after the bytes; <see cref="Dead"/> when no document goes on so.</summary>
    public State Step(State state, ReadOnlySpan<byte> bytes)
    {
        foreach (byte letter in bytes)
        {
            state = Step(state, letter);
            if (state.IsDead)
            {
                break;
            }
        }

        return state;
    }

    /// <summary>The length in bytes of the shortest completion of a state; 0 where the document may end.</summary>
    public long MinLength(State state)
    {
        if (state.IsAccepting)
        {
            return 0;
        }

        if (state.MinLength < 0)
        {
            lock (_gate)
            {
                long length = Lengths.Infinite;
                foreach (Pair pair in state.Pairs)
                {
                    length = Math.Min(length, Lengths.Add(_grammar.Regexes.MinLength(pair.Regex), _continuations.MinLength(pair.Continuation)));
                }

                state.MinLength = length;
            }
        }

        return state.MinLength;
    }

    private State StepAnew(State state, byte letter)
    {
        lock (_gate)
        {
            if (state.Next(letter) is { } known)
            {
                return known;
            }

            TrimTables();
            State next = Derive(state, letter);
            state.SetNext(letter, next);
            return next;
        }
    }

    private State Derive(State state, byte letter)
    {
        RegexBuilder regexes = _grammar.Regexes;
        if (state.Pairs.Length == 1)
        {
            Regex derivative = regexes.Derivative(state.Pairs[0].Regex, letter);
            if (derivative == regexes.Nothing || regexes.IsEmpty(derivative))
            {
                return Dead;
            }

            if (derivative == regexes.Epsilon)
            {
                return EntryOf(state.Pairs[0].Continuation);
            }
        }

        _closure.Reset();
        foreach (Pair pair in state.Pairs)
        {
            Regex derivative = regexes.Derivative(pair.Regex, letter);
            if (!regexes.IsEmpty(derivative))
            {
                _closure.Add(derivative, pair.Continuation);
            }
        }

        return Intern(_closure.Close());
    }

    private State EntryOf(Continuation continuation)
    {
        if (!_entries.TryGetValue(continuation, out State? state))
        {
            _closure.Reset();
            _closure.Add(_grammar.Regexes.Epsilon, continuation);
            state = Intern(_closure.Close());
            _entries.Add(continuation, state);
        }

        return state;
    }

    private State Intern((Pair[] Pairs, bool IsAccepting) closed)
    {
        if (closed.Pairs.Length == 0 && !closed.IsAccepting)
        {
            return Dead;
        }

        var key = new StateKey(closed.Pairs, closed.IsAccepting);
        if (!_states.TryGetValue(key, out State? state))
        {
            RegexBuilder regexes = _grammar.Regexes;
            ByteClasses classes = Dead.Classes;
            foreach (Pair pair in closed.Pairs)
            {
                classes = regexes.Refine(classes, regexes.ClassesOf(pair.Regex));
            }

            _states.Add(key, state = new State(closed.Pairs, closed.IsAccepting, classes));
            _size += 1 + ((classes.Count + closed.Pairs.Sum(pair => pair.Regex.Width)) / 64);
        }

        return state;
    }

    private void TrimTables()
    {
        _grammar.Regexes.Trim();
        if (Size <= _maxStates)
        {
            return;
        }

        foreach (State state in _states.Values)
        {
            state.ForgetTransitions();
        }

        Start.ForgetTransitions();
        _states.Clear();
        _entries.Clear();
        _continuations.Clear();
        _size = 0;
    }

    private readonly record struct StateKey(Pair[] Pairs, bool IsAccepting)
    {
        public bool Equals(StateKey other) => IsAccepting == other.IsAccepting && Pairs.AsSpan().SequenceEqual(other.Pairs);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(IsAccepting);
            foreach (Pair pair in Pairs)
            {
                hash.Add(pair.Regex.Id);
                hash.Add(pair.Continuation.Id);
            }

            return hash.ToHashCode();
        }
    }
}
