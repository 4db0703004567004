// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;
using Constrain.Frontends.Gbnf;
using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.Gbnf;

[Properties(Arbitrary = [typeof(AnyGbnf)], MaxTest = 1000)]
public class GbnfLaws
{
    private const int MaxLength = 5;
    private const int MaxRules = 200;

    private static readonly string[] Words = [.. Gbnf.Words(MaxLength)];

    [Property]
    public void Automaton_AcceptsExactlyTheWordsOfTheNaiveGbnf(NaiveGbnf grammar)
    {
        if (Compile(grammar) is not { } automaton)
        {
            return;
        }

        IReadOnlySet<string> expected = grammar.Words(MaxLength);
        foreach (string word in Words)
        {
            bool accepted = automaton.Step(automaton.Start, Encoding.ASCII.GetBytes(word)).IsAccepting;
            Assert.True(accepted == expected.Contains(word), $"\"{word}\" is {(accepted ? "accepted" : "rejected")}");
        }
    }

    [Property]
    public void MinLength_OfTheStart_IsTheLengthOfTheShortestWord(NaiveGbnf grammar)
    {
        if (Compile(grammar) is { } automaton)
        {
            IReadOnlySet<string> words = grammar.Words(MaxLength);
            long shortest = automaton.MinLength(automaton.Start);
            Assert.Equal(words.Count > 0 ? words.Min(w => w.Length) : Math.Max(shortest, MaxLength + 1), shortest);
        }
    }

    [Property]
    public void State_ThatIsNotDead_IsCompletedByFollowingTheMinimumLengths(NaiveGbnf grammar)
    {
        if (Compile(grammar) is not { } automaton)
        {
            return;
        }

        foreach (string word in Words)
        {
            State state = automaton.Step(automaton.Start, Encoding.ASCII.GetBytes(word));
            for (long left = state.IsDead ? 0 : automaton.MinLength(state); left > 0; left--)
            {
                State[] next = [automaton.Step(state, (byte)'a'), automaton.Step(state, (byte)'b')];
                State? nearer = Array.Find(next, s => !s.IsDead && automaton.MinLength(s) == left - 1);
                Assert.True(nearer is not null, $"after \"{word}\" there should be {left} bytes to the end, and no byte leads nearer");
                state = nearer;
            }

            Assert.True(state.IsDead || state.IsAccepting);
        }
    }

    [Property]
    public void Rules_AsTheyAreExpanded_AreNotLeftRecursive(NaiveGbnf grammar)
    {
        if (Compile(grammar) is null)
        {
            return;
        }

        Grammar compiled = GbnfFrontend.Compile(grammar.ToGbnf(), "root", new RegexBuilder());
        var open = new HashSet<Rule>();
        var done = new HashSet<Rule>();
        foreach (Rule rule in Reachable(compiled))
        {
            Visit(rule);
        }

        void Visit(Rule rule)
        {
            Assert.True(open.Add(rule), $"{rule} is left recursive");
            if (done.Add(rule))
            {
                foreach (Rule call in LeftCalls.Of(rule.Productions, compiled))
                {
                    Visit(call);
                }
            }

            open.Remove(rule);
        }
    }

    /// <summary>The first of the rules that can be reached; counters make many.</summary>
    private static List<Rule> Reachable(Grammar grammar)
    {
        var found = new List<Rule>();
        var seen = new HashSet<Symbol> { grammar.Root };
        var pending = new Queue<Symbol>([grammar.Root]);
        while (found.Count < MaxRules && pending.TryDequeue(out Symbol? symbol))
        {
            if (symbol is Rule rule)
            {
                found.Add(rule);
                foreach (Symbol next in rule.Productions.SelectMany(Symbols).Where(seen.Add))
                {
                    pending.Enqueue(next);
                }
            }
        }

        return found;
    }

    private static IEnumerable<Symbol> Symbols(Sequence sequence)
    {
        for (; !sequence.IsEmpty; sequence = sequence.Rest)
        {
            yield return sequence.Head;
        }
    }

    /// <summary>Null when the grammar has no word, which the naive grammar must agree with.</summary>
    private static Automaton? Compile(NaiveGbnf grammar)
    {
        try
        {
            var automaton = new Automaton(GbnfFrontend.Compile(grammar.ToGbnf(), "root", new RegexBuilder()));
            Assert.True(grammar.IsProductive(), "compiled, although there is no word");
            return automaton;
        }
        catch (GrammarException error) when (error.Error == GrammarError.Unsatisfiable)
        {
            Assert.False(grammar.IsProductive(), error.Message);
            return null;
        }
    }
}
