// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Automata;

/// <summary>Expands rules until every pair stands before a terminal: the ε-closure of a set of continuations.</summary>
/// <remarks>
/// Calls of one rule at one position are united before the rule is expanded (see <see cref="Continuation"/>). So that all of
/// them are known by then, rules are expanded in topological order of "may call at the position where it begins": there is no
/// left recursion. What a nullable symbol may be followed by is entered where the symbol is called, not where it ends (Aycock
/// and Horspool, "Practical Earley Parsing", Computer Journal 45(6), 2002), so an empty word sends nobody back.
/// Cost: linear in the rules, productions and frames met; no recursion, so it is as deep as the grammar likes.
/// Productions without a word are cut here: no state has a pair that leads nowhere.
/// </remarks>
internal sealed class Closure(Grammar grammar, ContinuationTable continuations)
{
    /// <summary>Passes before the grammar is called left recursive. One will do unless a rule leads back to itself by empty words.</summary>
    private const int MaxPasses = 100;

    private readonly List<Pair> _seeds = [];
    private readonly Dictionary<Regex, List<Continuation>> _pairs = [];
    private readonly Dictionary<Rule, List<Continuation>> _calls = [];
    private readonly Dictionary<Rule, Continuation> _expanded = [];
    private readonly HashSet<Frame> _popped = [];
    private readonly Stack<Frame> _toPop = [];
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
            _seeds.Add(new Pair(regex, continuation));
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
            EnterSeeds();
            ExpandCalls();
        }
        while (_needsPass);

        Pair[] pairs = [.. _pairs.Select(p => new Pair(p.Key, continuations.Unite(p.Value)))];
        Array.Sort(pairs, static (a, b) => a.Regex.Id.CompareTo(b.Regex.Id));
        return (pairs, _isAccepting);
    }

    private void EnterSeeds()
    {
        foreach (Pair seed in _seeds)
        {
            AddPair(seed.Regex, seed.Continuation);
            if (seed.Regex.IsNullable)
            {
                Pop(seed.Continuation);
            }
        }

        while (_toPop.TryPop(out Frame? frame))
        {
            if (frame.IsEnd)
            {
                _isAccepting = true;
            }
            else if (Enter(frame.Rest, frame.Tail!))
            {
                Pop(frame.Tail!);
            }
        }
    }

    private void ExpandCalls()
    {
        foreach (Rule rule in LeftCalls.TopologicalOrder(_calls.Keys, grammar))
        {
            // Expanded even when the pass will be repeated: that finds more calls for the next.
            Continuation after = continuations.Unite(_calls[rule]);
            _expanded.Add(rule, after);
            foreach (Sequence production in grammar.ProductiveOf(rule))
            {
                Enter(production, after);
            }
        }
    }

    private void Pop(Continuation continuation)
    {
        foreach (Frame frame in continuation.Frames)
        {
            if (_popped.Add(frame))
            {
                _toPop.Push(frame);
            }
        }
    }

    /// <summary>Whether all of the sequence may be empty; what follows it is the caller's.</summary>
    private bool Enter(Sequence sequence, Continuation tail)
    {
        for (; !sequence.IsEmpty; sequence = sequence.Rest)
        {
            Continuation rest = continuations.Push(sequence.Rest, tail);
            if (sequence.Head is Terminal terminal)
            {
                AddPair(terminal.Regex, rest);
            }
            else
            {
                Call((Rule)sequence.Head, rest);
            }

            if (!grammar.IsNullable(sequence.Head))
            {
                return false;
            }
        }

        return true;
    }

    private void AddPair(Regex regex, Continuation continuation)
    {
        if (regex != grammar.Regexes.Epsilon)
        {
            Append(_pairs, regex, continuation);
        }
    }

    private void Call(Rule rule, Continuation after)
    {
        if (_expanded.TryGetValue(rule, out Continuation? known))
        {
            if (known == after || after.Frames.All(known.Frames.Contains))
            {
                return;
            }

            _needsPass = true;
        }

        Append(_calls, rule, after);
    }

    private static void Append<T>(Dictionary<T, List<Continuation>> into, T key, Continuation continuation)
        where T : notnull
    {
        if (!into.TryGetValue(key, out List<Continuation>? list))
        {
            into.Add(key, list = []);
        }

        list.Add(continuation);
    }
}
