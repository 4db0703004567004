// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;
using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.TestKit;

namespace Constrain.Tests.Automata;

/// <summary>Grammars that are deep, wide or circular at one position of the text.</summary>
public class ClosureTests
{
    private readonly Grammar _grammar = new(new RegexBuilder());

    [Fact]
    public void Start_OfALongChainOfRules_IsFoundWithoutRecursion()
    {
        const int count = 100_000;
        GrammarTerm.TermRule[] rules = Rules(count);
        for (int i = 0; i < count; i++)
        {
            Symbol next = i + 1 < count ? rules[i + 1] : _grammar.Terminal("x");
            rules[i].Define(() => [_grammar.Sequence(next)]);
        }

        Automaton automaton = Build(rules);

        Assert.True(Accepts(automaton, "x"));
        Assert.Equal(2, automaton.Count);
    }

    [Fact]
    public void Start_WithAsManyContinuationsAsRules_CostsTheirSum()
    {
        const int count = 10_000;
        GrammarTerm.TermRule[] rules = Rules(count);
        rules[0].Define(() => [.. rules.Skip(1).Select(r => _grammar.Sequence(r)), _grammar.Sequence(_grammar.Terminal("x"))]);
        for (int i = 1; i < count; i++)
        {
            Symbol close = _grammar.Terminal($"{i})");
            rules[i].Define(() => [_grammar.Sequence(_grammar.Terminal("("), rules[0], close)]);
        }

        Automaton automaton = Build(rules);

        Assert.True(Accepts(automaton, "((x77)9999)"));
        Assert.False(Accepts(automaton, "((x77)0)"));
    }

    [Fact]
    public void Rule_CalledAtSeveralDepths_IsFollowedByEachCaller()
    {
        GrammarTerm.TermRule[] rules = Rules(4);
        rules[0].Define(() => [_grammar.Sequence(rules[3], _grammar.Terminal("0")), _grammar.Sequence(rules[1])]);
        rules[1].Define(() => [_grammar.Sequence(rules[2], _grammar.Terminal("1"))]);
        rules[2].Define(() => [_grammar.Sequence(rules[3], _grammar.Terminal("2")), _grammar.Empty]);
        rules[3].Define(() => [_grammar.Sequence(_grammar.Terminal("3")), _grammar.Empty]);

        Automaton automaton = Build(rules);

        Assert.All(["30", "0", "321", "21", "1"], text => Assert.True(Accepts(automaton, text), text));
        Assert.All(["3", "31", "32", "320", "2", ""], text => Assert.False(Accepts(automaton, text), text));
    }

    [Fact]
    public void Rules_ThatComeBackToThemselvesByEmptyWords_AreEnteredAgain()
    {
        GrammarTerm.TermRule[] rules = Rules(4);
        GrammarTerm.TermRule space = rules[3];
        rules[0].Define(() => [_grammar.Sequence(rules[1], _grammar.Terminal("!")), _grammar.Sequence(rules[2], _grammar.Terminal("?"))]);
        rules[1].Define(() => [_grammar.Sequence(space, rules[2]), _grammar.Sequence(_grammar.Terminal("a"))]);
        rules[2].Define(() => [_grammar.Sequence(space, rules[1]), _grammar.Sequence(_grammar.Terminal("b"))]);
        space.Define(() => [_grammar.Sequence(_grammar.Terminal(" ")), _grammar.Empty]);

        Automaton automaton = Build(rules);

        Assert.All(["a!", "a?", "b!", "b?", "  a!", "   b?", " b!"], text => Assert.True(Accepts(automaton, text), text));
        Assert.All(["a", "ab!", "! ", " "], text => Assert.False(Accepts(automaton, text), text));
    }

    private static GrammarTerm.TermRule[] Rules(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new GrammarTerm.TermRule($"R{i}"))];

    private Automaton Build(GrammarTerm.TermRule[] rules)
    {
        _grammar.Root = rules[0];
        _grammar.ResolveLengths(rules);
        return new Automaton(_grammar);
    }

    private static bool Accepts(Automaton automaton, string text) =>
        automaton.Step(automaton.Start, Encoding.UTF8.GetBytes(text)).IsAccepting;
}
