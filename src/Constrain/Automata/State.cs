// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>The running state of a constraint: an interned set of (regex, continuation) pairs.</summary>
/// <remarks>
/// Invariants: pairs ascend by the regex's <see cref="Regex.Id"/> and no regex occurs twice (their continuations are united);
/// no regex is ε or denotes the empty language, so every state but the dead one can be completed. Immutable but for the
/// transitions, which are written under the lock of the automaton and read without one.
/// </remarks>
internal sealed class State
{
    private Transitions? _transitions;

    internal State(Closed closed)
    {
        Pairs = closed.Pairs;
        Tokens = closed.Tokens;
        IsAccepting = closed.IsAccepting;
        foreach (Pair pair in Pairs)
        {
            IsPending |= pair.Continuation.IsPending;
            IsLoose |= pair.Continuation.IsLoose;
        }
    }

    /// <summary>The ways on by a byte.</summary>
    public Pair[] Pairs { get; }

    /// <summary>The ways on by a token as a whole; mostly none.</summary>
    public TokenPair[] Tokens { get; }

    /// <summary>Whether the document may end here.</summary>
    public bool IsAccepting { get; }

    /// <summary>Whether the next byte may end a text on which depends what follows (<see cref="Rule.IsPending"/>).</summary>
    public bool IsPending { get; }

    /// <summary>Whether it may allow too much, because what follows was entered without asking what came before (<see cref="Symbol.IsLoose"/>).</summary>
    public bool IsLoose { get; }

    /// <summary>Whether nothing can follow and the document may not end: no way to a document.</summary>
    public bool IsDead => Pairs.Length == 0 && !IsAccepting && Tokens.Length == 0;

    /// <summary>The length in bytes of the shortest completion; -1 until asked for.</summary>
    internal long MinLength { get; set; } = -1;

    /// <summary>Every byte that may come next is among these; null until asked for.</summary>
    internal StrongBox<ByteSet>? FirstBytes { get; set; }

    /// <summary>What a later stage keeps beside the state; it says itself whose it is.</summary>
    internal object? Attachment { get; set; }

    /// <summary>The state after the byte, if it is known already; null otherwise.</summary>
    internal State? Next(byte letter) => Volatile.Read(ref _transitions)?.Find(letter);

    internal void SetNext(byte letter, State next) =>
        Volatile.Write(ref _transitions, Transitions.With(_transitions, letter, next));

    internal void ForgetTransitions() => Volatile.Write(ref _transitions, null);

    public override string ToString() =>
        IsDead ? "dead" : string.Join(", ", Pairs.Select(p => $"({p.Regex.Id}, {p.Continuation})").Concat(Tokens.Select(t => $"({t.Token}, {t.Continuation})"))) + (IsAccepting ? " accepting" : string.Empty);
}

/// <summary>One way on: a word of the regex, then the continuation.</summary>
internal readonly record struct Pair(Regex Regex, Continuation Continuation);

/// <summary>Another way on: a token that is a word of the leaf, then the continuation.</summary>
internal readonly record struct TokenPair(TokenSymbol Token, Continuation Continuation);

/// <summary>What a state is made of; see <see cref="State"/>.</summary>
internal readonly record struct Closed(Pair[] Pairs, TokenPair[] Tokens, bool IsAccepting);
