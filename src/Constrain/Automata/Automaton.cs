// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Constrain.Diagnostics;
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
internal sealed partial class Automaton
{
    private readonly Lock _gate = new();
    private readonly Grammar _grammar;
    private readonly ContinuationTable _continuations;
    private readonly Closure _closure;
    private readonly Dictionary<StateKey, State> _states = [];
    private readonly Dictionary<Pair, State> _singles = new(PairComparer.Instance);
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
        Dead = new State(new Closed([], [], false));
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

    /// <summary>Time that one step which was not taken before may take.</summary>
    public TimeSpan MaxTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The builder of the regexes of the grammar.</summary>
    public RegexBuilder Regexes => _grammar.Regexes;

    /// <summary>The state before the first byte.</summary>
    public State Start { get; }

    /// <summary>The state without a way to a document.</summary>
    public State Dead { get; }

    /// <summary>What somebody makes of the grammar, which grows while it is read.</summary>
    public T Write<T>(Func<Grammar, T> write)
    {
        lock (_gate)
        {
            using Effort.Scope effort = Effort.Begin(MaxTime);
            return write(_grammar);
        }
    }

    /// <summary>How many states are in the tables; for tests.</summary>
    public int Count => _states.Count + _singles.Count;

    /// <summary>How much is in the tables, in states and continuations of common size; for budgets and tests.</summary>
    public int Size => _size + _continuations.Count;

    /// <summary>The state after a byte; <see cref="Dead"/> when no document goes on so.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public State Step(State state, byte letter) => state.Next(letter) ?? StepAnew(state, letter);

    /// <summary>The state after the bytes; <see cref="Dead"/> when no document goes on so.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public State Step(State state, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && !state.IsDead;)
        {
            if (state.Next(bytes[i]) is { } known)
            {
                state = known;
                i++;
            }
            else
            {
                state = StepAnew(state, bytes[i..], out int taken);
                i += taken;
            }
        }

        return state;
    }

    /// <summary>Every byte that does not lead to <see cref="Dead"/> is among these; most that do lead there are not.</summary>
    public ByteSet FirstBytes(State state)
    {
        if (state.FirstBytes is { } known)
        {
            return known.Value;
        }

        ByteSet set = ByteSet.None;
        foreach (Pair pair in state.Pairs)
        {
            set |= _grammar.Regexes.FirstBytesOf(pair.Regex);
        }

        state.FirstBytes = new StrongBox<ByteSet>(set);
        return set;
    }

    /// <summary>The state that stands before what a continuation holds.</summary>
    public State Entry(Continuation continuation)
    {
        if (continuation.Entry is State known)
        {
            return known;
        }

        lock (_gate)
        {
            using Effort.Scope effort = Effort.Begin(MaxTime);
            TrimTables();
            return EntryOf(continuation);
        }
    }

    /// <summary>The length in bytes of the shortest way from a continuation to the end.</summary>
    public long MinLength(Continuation continuation)
    {
        lock (_gate)
        {
            using Effort.Scope effort = Effort.Begin(MaxTime);
            return _continuations.MinLength(continuation);
        }
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
                using Effort.Scope effort = Effort.Begin(MaxTime);
                long length = Lengths.Infinite;
                foreach (Pair pair in state.Pairs)
                {
                    length = Math.Min(length, Lengths.Add(_grammar.Regexes.MinLength(pair.Regex), _continuations.MinLength(pair.Continuation)));
                }

                foreach (TokenPair token in state.Tokens)
                {
                    length = Math.Min(length, Lengths.Add(TokenSymbol.Length, _continuations.MinLength(token.Continuation)));
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
            using Effort.Scope effort = Effort.Begin(MaxTime);
            TrimTables();
            return state.Next(letter) ?? Remember(state, letter, Derive(state, letter));
        }
    }

    /// <summary>The state after the first bytes; how many were taken, at least one.</summary>
    /// <remarks>
    /// While there is one pair and its regex goes on, what the continuation is does not matter: the bytes move the regex alone,
    /// and the states in between, which nobody asked for, are not made.
    /// </remarks>
    private State StepAnew(State state, ReadOnlySpan<byte> bytes, out int taken)
    {
        lock (_gate)
        {
            using Effort.Scope effort = Effort.Begin(MaxTime);
            TrimTables();
            if (state.Pairs is not [var pair])
            {
                taken = state.Pairs.Length < ManyPairs ? 1 : LeapOf(state, bytes);
                if (taken > 1)
                {
                    return Leap(state, bytes[..taken]);
                }

                return state.Next(bytes[0]) ?? Remember(state, bytes[0], Derive(state, bytes[0]));
            }

            Regex after = pair.Regex;
            taken = 0;
            do
            {
                taken += Take(ref after, bytes[taken..]);
            }
            while (taken < bytes.Length && !after.IsNullable && after != _grammar.Regexes.Nothing);

            State next = After(after, pair.Continuation);
            return taken == 1 ? Remember(state, bytes[0], next) : next;
        }
    }

    private static State Remember(State state, byte letter, State next)
    {
        state.SetNext(letter, next);
        return next;
    }

    private State Derive(State state, byte letter)
    {
        RegexBuilder regexes = _grammar.Regexes;
        if (state.Pairs is [var only])
        {
            return After(regexes.Derivative(only.Regex, letter), only.Continuation);
        }

        _closure.Reset();
        int live = 0;
        Pair last = default;
        foreach (Pair pair in state.Pairs)
        {
            Regex derivative = regexes.Derivative(pair.Regex, letter);
            if (!regexes.IsEmpty(derivative))
            {
                live++;
                _closure.Add(derivative, pair.Continuation);
                last = new Pair(derivative, pair.Continuation);
            }
        }

        // Most bytes decide between the pairs.
        return live == 0 ? Dead : live == 1 ? After(last.Regex, last.Continuation) : Intern(_closure.Close());
    }

    /// <summary>The state of one pair, closed over what follows where the regex is done.</summary>
    private State After(Regex regex, Continuation continuation)
    {
        if (regex == _grammar.Regexes.Epsilon)
        {
            return EntryOf(continuation);
        }

        if (_grammar.Regexes.IsEmpty(regex))
        {
            return Dead;
        }

        if (!regex.IsNullable)
        {
            return Single(new Pair(regex, continuation));
        }

        _closure.Reset();
        _closure.Add(regex, continuation);
        return Intern(_closure.Close());
    }

    private State Single(Pair pair)
    {
        ref State? state = ref CollectionsMarshal.GetValueRefOrAddDefault(_singles, pair, out _);
        return state ??= Make(new Closed([pair], [], false));
    }

    private State Make(Closed closed)
    {
        _size++;
        foreach (Pair pair in closed.Pairs)
        {
            _size += pair.Regex.Width / 64;
        }

        return new State(closed);
    }

    private State EntryOf(Continuation continuation)
    {
        if (continuation.Entry is not State state)
        {
            _closure.Reset();
            _closure.Add(_grammar.Regexes.Epsilon, continuation);
            continuation.Entry = state = Intern(_closure.Close());
        }

        return state;
    }

    private State Intern(Closed closed)
    {
        if (closed.Pairs.Length <= 1 && !closed.IsAccepting && closed.Tokens.Length == 0)
        {
            return closed.Pairs.Length == 0 ? Dead : Single(closed.Pairs[0]);
        }

        ref State? state = ref CollectionsMarshal.GetValueRefOrAddDefault(_states, new StateKey(closed), out _);
        return state ??= Make(closed);
    }

    private void TrimTables()
    {
        _grammar.Regexes.Trim();
        if (Size <= _maxStates)
        {
            return;
        }

        foreach (State state in _states.Values.Concat(_singles.Values))
        {
            state.ForgetTransitions();
        }

        Start.ForgetTransitions();
        _states.Clear();
        _singles.Clear();
        _continuations.Clear();
        _size = 0;
    }

    private sealed class PairComparer : IEqualityComparer<Pair>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals(Pair x, Pair y) => x.Regex == y.Regex && x.Continuation == y.Continuation;

        public int GetHashCode(Pair obj) => HashCode.Combine(obj.Regex.Id, obj.Continuation.Id);
    }

    private readonly record struct StateKey(Closed State)
    {
        public bool Equals(StateKey other) => State.IsAccepting == other.State.IsAccepting
            && State.Pairs.AsSpan().SequenceEqual(other.State.Pairs)
            && State.Tokens.AsSpan().SequenceEqual(other.State.Tokens);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(State.IsAccepting);
            foreach (Pair pair in State.Pairs)
            {
                hash.Add(pair.Regex.Id);
                hash.Add(pair.Continuation.Id);
            }

            foreach (TokenPair token in State.Tokens)
            {
                hash.Add(token.Token.Ordinal);
                hash.Add(token.Continuation.Id);
            }

            return hash.ToHashCode();
        }
    }
}
