// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Grammars;
using Constrain.Regexes;
using Constrain.TestKit;

namespace Constrain.Tests.Automata;

/// <summary>Where the number of parses is exponential, states and tables are not.</summary>
public class AmbiguityTests
{
    private readonly Grammar _grammar = new(new RegexBuilder());
    private readonly GrammarTerm.TermRule _s = new("S");

    public AmbiguityTests() => _grammar.Root = _s;

    [Fact]
    public void Brackets_WithTwoWaysToClose_KeepBothInOneContinuation()
    {
        // 2^200 ways to close 200 brackets.
        Automaton automaton = Build(() => [Production("(", _s, ")"), Production("(", _s, "]"), Production("x")]);
        State state = automaton.Start;
        for (int i = 0; i < 200; i++)
        {
            state = automaton.Step(state, (byte)'(');
            Assert.All(state.Pairs, pair => Assert.Equal(2, pair.Continuation.Frames.Length));
        }

        state = automaton.Step(state, (byte)'x');
        for (int i = 0; i < 200; i++)
        {
            state = automaton.Step(state, (byte)(i % 3 == 0 ? ')' : ']'));
            Assert.True(Frames(state) <= 4, $"{Frames(state)} frames");
        }

        Assert.True(state.IsAccepting);
        Assert.True(automaton.Size < 200 * 20, $"size {automaton.Size}");
    }

    [Fact]
    public void Doublings_WithAsManyParsesAsTrees_TakeOneFrameForEachDepth()
    {
        // The trees of n letters are counted by Motzkin numbers; the open places only by n.
        const int Letters = 300;
        Automaton automaton = Build(() => [Production("a", _s, _s), Production("a")]);
        State state = automaton.Start;
        for (int i = 0; i < Letters; i++)
        {
            state = automaton.Step(state, (byte)'a');
            Assert.True(Frames(state) <= i + 2, $"{Frames(state)} frames after {i + 1} letters");
        }

        // Each letter adds states and continuations for itself; n² of them would be 90,000.
        Assert.True(automaton.Size < Letters * 20, $"size {automaton.Size}");
    }

    [Fact]
    public void NullableRules_OneBesideTheOther_AreOneWay()
    {
        var nullable = new GrammarTerm.TermRule("N");
        nullable.Define(() => [_grammar.Empty, Production("a")]);
        Automaton automaton = Build(() => [_grammar.Sequence([.. Enumerable.Repeat((Symbol)nullable, 40), _grammar.Terminal("b")])]);
        State state = automaton.Start;
        for (int i = 0; i <= 40; i++)
        {
            Assert.False(automaton.Step(state, (byte)'b').IsDead);
            Assert.Equal(i == 40, automaton.Step(state, (byte)'a').IsDead);
            Assert.True(Frames(state) <= 41 * 2, $"{Frames(state)} frames");
            state = automaton.Step(state, (byte)'a');
        }
    }

    [Fact]
    public void LeftRecursion_IsRefusedAndDoesNotHang()
    {
        Automaton Left() => Build(() => [_grammar.Sequence(_s, _grammar.Terminal("a")), Production("b")]);

        Assert.Equal(GrammarError.LimitExceeded, Assert.Throws<GrammarException>(Left).Error);
    }

    [Fact]
    public void UnproductiveBranch_IsNotEntered()
    {
        var endless = new GrammarTerm.TermRule("endless");
        endless.Define(() => [_grammar.Sequence(_grammar.Terminal("a"), endless)]);
        Automaton automaton = Build(() => [_grammar.Sequence(_grammar.Terminal("a"), endless), Production("b")]);

        Assert.True(automaton.Step(automaton.Start, (byte)'a').IsDead);
        Assert.True(automaton.Step(automaton.Start, (byte)'b').IsAccepting);
    }

    [Fact]
    public void RuleThatNoTextReaches_IsNotExpanded()
    {
        // What may follow the bracket is looked at when the bracket is there; before, the bound says that it is on no shortest way.
        var locked = new LockedRule();
        var inner = new GrammarTerm.TermRule("inner");
        inner.Define(() => [Production("b"), Production("[", locked)]);
        Automaton automaton = Build(() => [Production("a"), Production("(", inner)]);

        Assert.True(automaton.Step(automaton.Start, (byte)'a').IsAccepting);
        Assert.False(locked.IsExpanded);
        Assert.Throws<InvalidOperationException>(() => automaton.Step(automaton.Start, (byte)'('));
        Assert.True(automaton.Step(automaton.Start, (byte)'a').IsAccepting);
    }

    private Sequence Production(params object[] symbols) =>
        _grammar.Sequence([.. symbols.Select(s => s is string text ? _grammar.Terminal(text) : (Symbol)s)]);

    private Automaton Build(Func<IReadOnlyList<Sequence>> productions)
    {
        _s.Define(productions);
        return new Automaton(_grammar);
    }

    private static int Frames(State state) => state.Pairs.Sum(pair => pair.Continuation.Frames.Length);

    private sealed class LockedRule : Rule
    {
        public override string Name => "locked";

        internal override long MinLengthBound => 5;

        protected override IReadOnlyList<Sequence> Expand() => throw new InvalidOperationException("expanded before its bracket was opened");
    }
}
