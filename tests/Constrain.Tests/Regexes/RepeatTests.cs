// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Tests.Regexes;

public class RepeatTests
{
    private const int Unbounded = Regex.Repeat.Unbounded;

    private readonly RegexBuilder _builder = new();
    private readonly Regex _a;

    public RepeatTests() => _a = _builder.Literal("a");

    [Fact]
    public void Repeat_TwiceOfOneOrMore_NeedsTwo()
    {
        Regex regex = _builder.Repeat(_builder.Repeat(_a, 1, Unbounded), 2, Unbounded);

        Assert.Equal(2, _builder.MinLength(regex));
        Assert.Same(_builder.Repeat(_a, 2, Unbounded), regex);
    }

    [Fact]
    public void Repeat_WithBoundsInTheHundredsOfThousands_IsACounter()
    {
        int before = _builder.Count;
        Regex regex = _builder.Repeat(_builder.Literal("ab"), 100_000, 300_000);

        Assert.True(_builder.Count - before < 5, "the bounds are in the node, not in nodes");
        Assert.Equal(200_000, _builder.MinLength(regex));
        for (int i = 0; i < 300_000; i++)
        {
            Assert.Equal(i >= 100_000, regex.IsNullable);
            regex = _builder.Derivative(_builder.Derivative(regex, (byte)'a'), (byte)'b');
        }

        Assert.Same(_builder.Epsilon, regex);
    }

    [Fact]
    public void Repeat_OfRepeats_MultipliesLengths()
    {
        Regex regex = _builder.Repeat(_builder.Repeat(_builder.Repeat(_a, 1000, 2000), 1000, 2000), 1000, 2000);

        Assert.Equal(1_000_000_000, _builder.MinLength(regex));
        Assert.False(_builder.IsEmpty(regex));
    }

    [Fact]
    public void Repeat_LongerThanALengthCanCount_IsStillNotEmpty()
    {
        Regex regex = _a;
        for (int i = 0; i < 4; i++)
        {
            regex = _builder.Repeat(regex, 2_000_000_000, 2_100_000_000);
        }

        Assert.False(_builder.IsEmpty(regex));
        Assert.True(_builder.MinLength(regex) is > 1L << 62 and < Lengths.Infinite);
        Regex notB = _builder.Intersect(_builder.AnyByte, _builder.Complement(_builder.Literal("b")));
        Assert.True(_builder.MinLength(_builder.Concat(regex, notB)) is > 1L << 62 and < Lengths.Infinite);
        Assert.True(_builder.MinLength(_builder.Intersect(_builder.Concat(notB, regex), _builder.Complement(_a))) is > 1L << 62 and < Lengths.Infinite);
    }

    [Fact]
    public void Repeat_SideBySide_IsOneRepeat()
    {
        Assert.Same(_builder.Repeat(_a, 3, 7), _builder.Concat(_builder.Repeat(_a, 1, 4), _builder.Repeat(_a, 2, 3)));
        Assert.Same(_builder.Repeat(_a, 1, Unbounded), _builder.Concat(_a, _builder.Star(_a)));
        Assert.Same(_builder.Repeat(_a, 0, 3), _builder.Concat(_builder.Optional(_a), _builder.Optional(_a), _builder.Optional(_a)));
    }

    [Fact]
    public void Derivative_OfCountersThatShareTheirInner_TakesOneStepForEach()
    {
        // Each level holds the one below twice: without a memo on the way the steps would double 60 times.
        Regex regex = _builder.Union(_a, _builder.Literal("xyz"));
        Regex b = _builder.Literal("b");
        for (int i = 0; i < 60; i++)
        {
            regex = _builder.Concat(_builder.Repeat(regex, 0, 5), _builder.Optional(b), _builder.Repeat(_builder.Complement(_builder.Complement(regex)), 0, 9), _builder.Complement(regex));
        }

        Assert.NotSame(_builder.Nothing, _builder.Derivative(regex, (byte)'a'));
        Assert.NotSame(_builder.Nothing, _builder.Derivative(regex, (byte)'b'));
    }
}
