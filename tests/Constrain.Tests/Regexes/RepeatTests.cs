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
}
