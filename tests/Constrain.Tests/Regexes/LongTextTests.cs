// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;

namespace Constrain.Tests.Regexes;

/// <summary>Texts are as long as the user likes; a recursion over their letters would end the process.</summary>
public class LongTextTests
{
    private const int Length = 200_000;

    private readonly RegexBuilder _builder = new();

    [Fact]
    public void Concat_OfALongTextAndAnother_IsBothInOrder()
    {
        Regex regex = _builder.Concat(_builder.Literal(new string('a', Length)), _builder.Literal("bc"));

        Assert.Same(_builder.Literal(new string('a', Length) + "bc"), regex);
    }

    [Fact]
    public void Literals_ThatShareALongPrefix_ShareItsNodes()
    {
        string prefix = new('a', Length);
        Regex tails = _builder.Union(_builder.Bytes(ByteSet.OfAscii("bc")), _builder.Epsilon);

        Assert.Same(_builder.Concat(_builder.Literal(prefix), tails), Literals(prefix + "c", prefix + "b", prefix));
    }

    [Fact]
    public void Literals_WithAWordThatBeginsAnother_AreThoseWords()
    {
        Regex regex = Literals("ab", "a", "abc", "b", "ab");
        Regex expected = _builder.Union(
            _builder.Concat(_builder.Literal("a"), _builder.Optional(_builder.Concat(_builder.Literal("b"), _builder.Optional(_builder.Literal("c"))))),
            _builder.Literal("b"));

        Assert.Same(expected, regex);
    }

    [Fact]
    public void Literals_WithoutAnyWord_IsNothing() => Assert.Same(_builder.Nothing, Literals());

    [Fact]
    public void Intersect_OfTwoLongTexts_IsDecidedLetterByLetter()
    {
        Regex prefix = _builder.Literal(new string('a', Length));
        Regex some = _builder.Concat(prefix, _builder.Bytes(ByteSet.OfAscii("bc")));
        Regex others = _builder.Concat(prefix, _builder.Bytes(ByteSet.OfAscii("cd")));

        Assert.Same(_builder.Concat(prefix, _builder.Literal("c")), _builder.Intersect(some, others));
        Assert.Same(_builder.Nothing, _builder.Intersect(some, _builder.Concat(prefix, _builder.Literal("z"))));
    }

    private Regex Literals(params string[] words) => _builder.Literals(words.Select(Encoding.UTF8.GetBytes));
}
