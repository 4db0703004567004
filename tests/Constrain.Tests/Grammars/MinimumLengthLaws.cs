// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Grammars;

[Properties(Arbitrary = [typeof(GrammarGenerators)], MaxTest = 500)]
public class MinimumLengthLaws
{
    [Property]
    public void MinLength_FoundLazily_IsThatOfTheWholeGrammar(AnyGrammar any, byte first)
    {
        var builder = new RegexBuilder();
        long[] expected = new NaiveGrammar(any.Term).MinLengths(builder);
        (Grammar grammar, GrammarTerm.TermRule[] rules) = any.Term.BuildRules(builder);

        // Whichever rule is asked first leaves its findings to the others.
        for (int i = 0; i < rules.Length; i++)
        {
            int rule = (i + first) % rules.Length;
            Assert.Equal(expected[rule], grammar.MinLength(rules[rule]));
        }
    }

    [Property]
    public void ResolveLengths_OfAllRules_IsThatOfTheWholeGrammar(AnyGrammar any)
    {
        var builder = new RegexBuilder();
        (Grammar grammar, GrammarTerm.TermRule[] rules) = any.Term.BuildRules(builder);

        grammar.ResolveLengths(rules);

        Assert.Equal(new NaiveGrammar(any.Term).MinLengths(builder), rules.Select(grammar.MinLength));
    }

    [Property]
    public void Productive_IsWhatHasAShortestWord(AnyGrammar any, byte first)
    {
        var builder = new RegexBuilder();
        long[] expected = new NaiveGrammar(any.Term).MinLengths(builder);
        (Grammar grammar, GrammarTerm.TermRule[] rules) = any.Term.BuildRules(builder);

        for (int i = 0; i < rules.Length; i++)
        {
            int rule = (i + first) % rules.Length;
            Assert.Equal(expected[rule] < Lengths.Infinite, grammar.IsProductive(rules[rule]));
        }
    }

    [Property]
    public void MinLength_WithBoundsOnUnexpandedRules_IsTheSame(AnyGrammar any, byte slack)
    {
        var builder = new RegexBuilder();
        long[] expected = new NaiveGrammar(any.Term).MinLengths(builder);
        (Grammar grammar, GrammarTerm.TermRule[] rules) = any.Term.BuildRules(builder);
        for (int i = 0; i < rules.Length; i++)
        {
            // Any bound that holds will do, also the tightest; a rule without a word has none.
            rules[i].Bound = expected[i] == Lengths.Infinite ? slack : Math.Max(0, expected[i] - (slack % 3));
        }

        Assert.Equal(expected, rules.Select(grammar.MinLength));
    }

    [Property]
    public void UnsatisfiableGrammar_IsSaidToBe(AnyGrammar any)
    {
        var builder = new RegexBuilder();
        bool hasWord = new NaiveGrammar(any.Term).MinLengths(builder)[0] < Lengths.Infinite;

        Assert.Equal(hasWord, Walks.TryBuild(any.Term) is not null);
    }

    [Property]
    public void LengthSums_OfACountedRule_AgreeWithOneRulePerCount(AnyGrammar any, byte min)
    {
        // What an array does: at least so many items, each any word of the grammar.
        var builder = new RegexBuilder();
        (Grammar grammar, GrammarTerm.TermRule[] rules) = any.Term.BuildRules(builder);
        var counted = new CountedRule(grammar, rules[0], min % 5, summed: true);
        var unrolled = new CountedRule(grammar, rules[0], min % 5, summed: false);

        Assert.Equal(grammar.MinLength(unrolled), grammar.MinLength(counted));
    }

    private sealed class CountedRule(Grammar grammar, Rule item, int count, bool summed) : Rule
    {
        public override string Name => $"{count} items";

        internal override IEnumerable<LengthSum> LengthSums() => summed ? [new LengthSum([(item, count)])] : base.LengthSums();

        protected override IReadOnlyList<Sequence> Expand() =>
            count == 0
                ? [grammar.Empty, grammar.Sequence(item, grammar.Terminal(","), this)]
                : [grammar.Sequence(item, new CountedRule(grammar, item, count - 1, summed))];
    }
}
