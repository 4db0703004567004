// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Tests.Grammars;

public class MinimumLengthTests
{
    private readonly Grammar _grammar = new(new RegexBuilder());

    [Fact]
    public void MinLength_OfALongSequence_IsFoundWithoutRecursion()
    {
        var rule = new FixedRule("r");
        rule.Define(_grammar.Sequence(_grammar.Terminal("ab")));
        Symbol[] symbols = [.. Enumerable.Repeat(rule, 200_000)];

        Assert.Equal(400_000, _grammar.MinLength(_grammar.Sequence(symbols)));
    }

    [Fact]
    public void ResolveLengths_SettlesEveryRule_AlsoThoseOnNoShortestWay()
    {
        var shortest = new FixedRule("shortest");
        var recursive = new FixedRule("recursive");
        var endless = new FixedRule("endless");
        shortest.Define(_grammar.Sequence(_grammar.Terminal("a")), _grammar.Sequence(recursive, endless));
        recursive.Define(_grammar.Sequence(shortest, _grammar.Terminal("bc"), recursive), _grammar.Sequence(_grammar.Terminal("xyz")));
        endless.Define(_grammar.Sequence(endless, _grammar.Terminal("a")), _grammar.Sequence(recursive, endless));

        _grammar.ResolveLengths([shortest, recursive, endless]);

        Assert.Equal([1, 3, Lengths.Infinite], new[] { shortest, recursive, endless }.Select(r => r.MinLength));
    }

    [Fact]
    public void MinLength_OfARuleTakenNoTimes_IsNotAsked()
    {
        var never = new FixedRule("never");
        never.Define(_grammar.Sequence(never));

        Assert.Equal(0, _grammar.MinLength(new SummedRule(new LengthSum([(never, 0)]))));
        Assert.Equal(Lengths.Infinite, _grammar.MinLength(new SummedRule(new LengthSum([(never, 1)]))));
    }

    [Fact]
    public void MinLength_ByAShorterWay_DoesNotExpandTheLonger()
    {
        // The other way is at least 5 bytes: whatever its rule is, 4 are fewer.
        var root = new FixedRule("root");
        root.Define(_grammar.Sequence(_grammar.Terminal("abc"), new LockedRule(5)), _grammar.Sequence(_grammar.Terminal("abcd")));
        _grammar.Root = root;

        Assert.Equal(4, _grammar.MinLength(root));
    }

    [Fact]
    public void MinLength_ByAnUnexpandedWayThatMayBeShorter_ExpandsIt()
    {
        var root = new FixedRule("root");
        var other = new FixedRule("other");
        other.Define(_grammar.Sequence(_grammar.Terminal("x")));
        root.Define(_grammar.Sequence(_grammar.Terminal("abcd")), _grammar.Sequence(_grammar.Terminal("ab"), other));

        Assert.Equal(3, _grammar.MinLength(root));
    }

    [Fact]
    public void MinLength_BesideAChainOfRulesWithoutEnd_IsFound()
    {
        // Each rule promises to be shorter by the next; only taken together do they promise nothing.
        Assert.Equal(3, _grammar.MinLength(new EndlessRule(_grammar)));
    }

    [Fact]
    public void MinLength_WhereEachRuleBringsOneMoreIntoPlay_DoesNotCostTheSquare()
    {
        // Every link looks shorter by its own way until that is expanded, so a round finds out about one link: thousands of rounds
        // over thousands of rules.
        const int Links = 4_000;
        FixedRule[] chain = [.. Enumerable.Range(0, Links).Select(i => new FixedRule($"link {i}"))];
        for (int i = 0; i < Links; i++)
        {
            var decoy = new FixedRule($"decoy {i}");
            decoy.Define(_grammar.Sequence(_grammar.Terminal(_grammar.Regexes.Repeat(_grammar.Regexes.AnyByte, Links * 2, Links * 2))));
            chain[i].Define(i == Links - 1 ? [_grammar.Sequence(_grammar.Terminal("z"))] : [_grammar.Sequence(decoy), _grammar.Sequence(_grammar.Terminal("a"), chain[i + 1])]);
        }

        Assert.Equal(Links, _grammar.MinLength(chain[0]));
    }

    private sealed class FixedRule(string name) : Rule
    {
        private Sequence[] _alternatives = [];

        public override string Name => name;

        public void Define(params Sequence[] alternatives) => _alternatives = alternatives;

        protected override IReadOnlyList<Sequence> Expand() => _alternatives;
    }

    /// <summary>A rule that must not be expanded.</summary>
    private sealed class LockedRule(long bound) : Rule
    {
        public override string Name => "locked";

        internal override long MinLengthBound => bound;

        protected override IReadOnlyList<Sequence> Expand() => throw new InvalidOperationException("expanded, though no shortest word can need it");
    }

    private sealed class SummedRule(LengthSum sum) : Rule
    {
        public override string Name => "summed";

        internal override IEnumerable<LengthSum> LengthSums() => [sum];

        protected override IReadOnlyList<Sequence> Expand() => throw new InvalidOperationException("expanded, though its sums are given");
    }

    private sealed class EndlessRule(Grammar grammar) : Rule
    {
        public override string Name => "endless";

        protected override IReadOnlyList<Sequence> Expand() =>
            [grammar.Sequence(grammar.Terminal("a"), new EndlessRule(grammar)), grammar.Sequence(grammar.Terminal("bbb"))];
    }
}
