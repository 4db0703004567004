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
    private readonly List<Pair> _pairs = [];
    private readonly List<TokenPair> _tokenSeeds = [];
    private readonly List<TokenPair> _tokens = [];
    private readonly List<Call> _calls = [];
    private readonly HashSet<Frame> _popped = [];
    private readonly Stack<Frame> _toPop = [];
    private readonly List<Continuation> _alike = [];
    private Trail? _trail;
    private int _mark;
    private bool _isAccepting;
    private bool _needsPass;

    /// <summary>Begins anew.</summary>
    /// <param name="trail">What pending rules are bound with; null to enter them unbound.</param>
    public void Reset(Trail? trail = null)
    {
        _trail = trail;
        _seeds.Clear();
        _tokenSeeds.Clear();
        _calls.Clear();
        _mark = grammar.NewMark();
    }

    /// <summary>Adds a pair: more of the regex may follow, and where it is nullable, the continuation.</summary>
    public void Add(Regex regex, Continuation continuation)
    {
        if (regex != grammar.Regexes.Nothing)
        {
            _seeds.Add(new Pair(regex, continuation));
        }
    }

    /// <summary>Adds a token that may come next, and the continuation behind it.</summary>
    public void Add(TokenPair token) => _tokenSeeds.Add(token);

    /// <summary>The pairs ascending by regex, the tokens ascending by number, and whether the document may end.</summary>
    public Closed Close()
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
            _tokens.Clear();
            _tokens.AddRange(_tokenSeeds);
            _popped.Clear();
            foreach (Call call in _calls)
            {
                call.Expanded = null;
            }

            EnterSeeds();
            ExpandCalls();
        }
        while (_needsPass);

        return new Closed(Merge(), _tokens.Count == 0 ? [] : MergeTokens(), _isAccepting);
    }

    private TokenPair[] MergeTokens() =>
        [.. _tokens.GroupBy(t => t.Token, t => t.Continuation).OrderBy(t => t.Key.Ordinal).Select(t => new TokenPair(t.Key, t.Count() == 1 ? t.First() : continuations.Unite([.. t])))];

    /// <summary>The pairs ascending by regex, those of one regex as one.</summary>
    private Pair[] Merge()
    {
        if (_pairs.Count > 1)
        {
            _pairs.Sort(static (a, b) => a.Regex.Id.CompareTo(b.Regex.Id));
        }

        int count = 0;
        for (int i = 0; i < _pairs.Count; count++)
        {
            (Regex regex, Continuation continuation) = _pairs[i++];
            if (i < _pairs.Count && _pairs[i].Regex == regex)
            {
                _alike.Clear();
                _alike.Add(continuation);
                for (; i < _pairs.Count && _pairs[i].Regex == regex; i++)
                {
                    _alike.Add(_pairs[i].Continuation);
                }

                continuation = continuations.Unite(_alike);
            }

            _pairs[count] = new Pair(regex, continuation);
        }

        _pairs.RemoveRange(count, _pairs.Count - count);
        return [.. _pairs];
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
            else if (Enter(Bound(frame.Rest), frame.Tail!))
            {
                Pop(frame.Tail!);
            }
        }
    }

    private Sequence Bound(Sequence rest) => _trail is { } trail && rest.Head is Rule { IsPending: true } rule
        ? grammar.Prepend(rule.Bind(trail), rest.Rest)
        : rest;

    private void ExpandCalls()
    {
        // Mostly no rule that is called here begins with a call, and then any order will do.
        bool anyLeftCalls = false;
        for (int i = 0; i < _calls.Count; i++)
        {
            anyLeftCalls |= LeftCalls.Of(_calls[i].Rule, grammar).Length > 0;
        }

        if (anyLeftCalls)
        {
            foreach (Rule rule in LeftCalls.TopologicalOrder([.. _calls.Select(call => call.Rule)], grammar))
            {
                Expand((Call)rule.Call!);
            }

            return;
        }

        for (int i = 0; i < _calls.Count; i++)
        {
            Expand(_calls[i]);
        }
    }

    private void Expand(Call call)
    {
        // Expanded even when the pass will be repeated: that finds more calls for the next.
        call.Expanded = call.After.Count == 1 ? call.After[0] : continuations.Unite(call.After);
        foreach (Sequence production in grammar.ProductiveOf(call.Rule))
        {
            Enter(production, call.Expanded);
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
            else if (sequence.Head is Rule rule)
            {
                Enter(rule, rest);
            }
            else
            {
                _tokens.Add(new TokenPair((TokenSymbol)sequence.Head, rest));
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
            _pairs.Add(new Pair(regex, continuation));
        }
    }

    private void Enter(Rule rule, Continuation after)
    {
        // What a rule is called with is kept at the rule: a look-up for each call would be most of the work of a small closure.
        if (rule.Mark != _mark)
        {
            rule.Mark = _mark;
            var call = (Call)(rule.Call ??= new Call(rule));
            call.After.Clear();
            call.After.Add(after);
            call.Expanded = null;
            _calls.Add(call);
            return;
        }

        var known = (Call)rule.Call!;
        if (known.Expanded is { } expanded)
        {
            if (expanded == after || after.Frames.All(expanded.Frames.Contains))
            {
                return;
            }

            _needsPass = true;
        }

        known.After.Add(after);
    }

    /// <summary>A rule that is called here, with what may follow it.</summary>
    private sealed class Call(Rule rule)
    {
        public Rule Rule => rule;

        public List<Continuation> After { get; } = new(1);

        /// <summary>What it was expanded with in this pass; null until then.</summary>
        public Continuation? Expanded { get; set; }
    }
}
