// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Tests.Regexes;

public sealed class DfaStateTests
{
    private readonly RegexBuilder _regexes = new();

    [Fact]
    public void Dfa_OfEqualStates_IsTheSameNode()
    {
        Assert.Same(_regexes.Dfa(new CountingState(3)), _regexes.Dfa(new CountingState(3)));
        Assert.NotSame(_regexes.Dfa(new CountingState(3)), _regexes.Dfa(new CountingState(2)));
        Assert.Same(_regexes.Dfa(new CountingState(2)), _regexes.Derivative(_regexes.Dfa(new CountingState(3)), (byte)'a'));
    }

    [Fact]
    public void Dfa_ByALetterThatNoSetHolds_IsDerivedAsOneClass()
    {
        Regex regex = _regexes.Dfa(new CountingState(3));
        Assert.Equal(3, _regexes.ClassesOf(regex).Count);
        Assert.Same(_regexes.Nothing, _regexes.Derivative(regex, (byte)'x'));
        Assert.Same(_regexes.Nothing, _regexes.Derivative(regex, 0xFF));
    }

    [Fact]
    public void Dfa_MinLength_IsExactThoughItsBoundIsNot()
    {
        Regex regex = _regexes.Dfa(new CountingState(5));
        Assert.False(_regexes.IsEmpty(regex));
        Assert.Equal(5, _regexes.MinLength(regex));
        Assert.Equal(12, _regexes.MinLength(_regexes.Concat(regex, _regexes.Literal("xy"), regex)));
        Assert.Equal(0, _regexes.MinLength(_regexes.Dfa(new CountingState(0))));
    }

    [Fact]
    public void Dfa_WithinTheAlgebra_IsALanguageAsAnyOther()
    {
        Regex even = _regexes.Dfa(new CountingState(2));
        Regex expression = _regexes.Concat(_regexes.Literal("a"), _regexes.Star(_regexes.Literal("b")), _regexes.Literal("a"), _regexes.Star(_regexes.Literal("b")));
        Regex language = _regexes.Concat(_regexes.Star(_regexes.Literal("b")), expression);
        Assert.True(_regexes.IsEmpty(_regexes.Except(even, language)));
        Assert.True(_regexes.IsEmpty(_regexes.Except(language, even)));
        Assert.False(_regexes.IsEmpty(_regexes.Intersect(even, _regexes.Literal("bbabba"))));
        Assert.True(_regexes.IsEmpty(_regexes.Intersect(even, _regexes.Literal("bbabb"))));
    }

    /// <summary>Words over a and b with exactly that many a; its bound says no more than whether it accepts.</summary>
    private sealed record CountingState(int Left) : DfaState
    {
        public override bool IsAccepting => Left == 0;

        public override long MinLengthBound => IsAccepting ? 0 : 1;

        public override ByteClasses ClassesIn(RegexBuilder builder) => builder.ClassesOfLetters(ByteSet.OfAscii("ab"));

        public override Regex Derive(RegexBuilder builder, byte letter) => (char)letter switch
        {
            'a' when Left > 0 => builder.Dfa(new CountingState(Left - 1)),
            'b' => builder.Dfa(this),
            _ => builder.Nothing,
        };
    }
}
