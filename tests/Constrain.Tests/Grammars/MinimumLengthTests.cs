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

    private sealed class FixedRule(string name) : Rule
    {
        private Sequence[] _alternatives = [];

        public override string Name => name;

        public void Define(params Sequence[] alternatives) => _alternatives = alternatives;

        protected override IReadOnlyList<Sequence> Expand() => _alternatives;
    }
}
