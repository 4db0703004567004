// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>Expands rules until every pair stands before a terminal: the ε-closure of a set of continuations.</summary>
/// <remarks>
/// Calls of one rule at one position are united before the rule is expanded (see <see cref="Continuation"/>). A call that
/// arrives after its rule was expanded starts another pass, which begins with all the calls known so far; there is no left
/// recursion, so the calls are finitely many and the passes end.
/// Productions without a word are cut here: no state has a pair that leads nowhere.
/// </remarks>
internal sealed class Closure(Grammar grammar, ContinuationTable continuations)
{
    /// <summary>Passes before the grammar is called left recursive; each is for one more level of rules that start with nullable ones.</summary>
    private const int MaxPasses = 1000;

    private readonly Dictionary<Regex, Continuation> _seeds = [];
    private readonly Dictionary<Regex, Continuation> _pairs = [];
    private readonly Dictionary<Rule, Continuation> _calls = [];
    private readonly HashSet<Rule> _expanded = [];
    private readonly HashSet<Frame> _popped = [];
    private bool _isAccepting;
    private bool _needsPass;

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        _seeds.Clear();
        _calls.Clear();
    }

    /// <summary>Adds a pair: more of the regex may follow, and where it is nullable, the continuation.</summary>
    public void Add(Regex regex, Continuation continuation)
    {
        if (regex != grammar.Regexes.Nothing)
        {
            Unite(_seeds, regex, continuation);
        }
    }

    /// <summary>The pairs ascending by regex, and whether the document may end.</summary>
    public (Pair[] Pairs, bool IsAccepting) Close()
    {
        int passes = 0;
        do
        {
            if (++passes > MaxPasses)
            {
                throw new GrammarException(
                    GrammarError.LimitExceeded, $"a rule is still entered anew after {MaxPasses} passes at one position", hint: "rewrite the rules that begin with nullable rules");
            }

            _needsPass = false;
            _isAccepting = false;
            _pairs.Clear();
            _expanded.Clear();
            _popped.Clear();
            foreach ((Regex regex, Continuation continuation) in _seeds)
            {
                AddPair(regex, continuation);
            }
        }
        while (_needsPass);

        Pair[] pairs = [.. _pairs.Select(p => new Pair(p.Key, p.Value))];
        Array.Sort(pairs, static (a, b) => a.Regex.Id.CompareTo(b.Regex.Id));
        return (pairs, _isAccepting);
    }

    private void AddPair(Regex regex, Continuation continuation)
    {
        if (regex != grammar.Regexes.Epsilon)
        {
            Unite(_pairs, regex, continuation);
        }

        if (regex.IsNullable)
        {
            Pop(continuation);
        }
    }

    private void Pop(Continuation continuation)
    {
        foreach (Frame frame in continuation.Frames)
        {
            if (!_popped.Add(frame))
            {
                continue;
            }

            if (frame.IsEnd)
            {
                _isAccepting = true;
            }
            else
            {
                Enter(frame.Rest, frame.Tail!);
            }
        }
    }

    private void Enter(Sequence sequence, Continuation tail)
    {
        StackGuard.Ensure("the grammar");
        Continuation rest = continuations.Push(sequence.Rest, tail);
        if (sequence.Head is Terminal terminal)
        {
            AddPair(terminal.Regex, rest);
        }
        else
        {
            Call((Rule)sequence.Head, rest);
        }
    }

    private void Call(Rule rule, Continuation after)
    {
        bool known = _calls.TryGetValue(rule, out Continuation? calls);
        Continuation united = known ? continuations.Unite(calls!, after) : after;
        _calls[rule] = united;
        if (!_expanded.Add(rule))
        {
            _needsPass |= united != calls;
            return;
        }

        foreach (Sequence production in rule.Productions)
        {
            if (grammar.MinLength(production) == Lengths.Infinite)
            {
                continue;
            }

            if (production.IsEmpty)
            {
                Pop(united);
            }
            else
            {
                Enter(production, united);
            }
        }
    }

    private void Unite(Dictionary<Regex, Continuation> into, Regex regex, Continuation continuation) =>
        into[regex] = into.TryGetValue(regex, out Continuation? known) ? continuations.Unite(known, continuation) : continuation;
}
