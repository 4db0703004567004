// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

/// <summary>A text is a chain of letters, whichever way it was made and however much of it was walked.</summary>
[Properties(Arbitrary = [typeof(RegexGenerators)], MaxTest = 300)]
public class TextLaws
{
    private readonly RegexBuilder _builder = new();

    [Property]
    public void Text_ByEveryRoute_IsOneObject(AnyWord first, AnyWord second, AnyWord third, AnyRegex any, int order)
    {
        byte[] word = [.. first.Bytes, .. second.Bytes, .. third.Bytes];
        Regex after = any.Term.Build(_builder);
        Func<Regex>[] routes =
        [
            () => _builder.Text(word, after),
            () => _builder.Concat(_builder.Literal(word), after),
            () => word.Reverse().Aggregate(after, (tail, letter) => _builder.Concat(_builder.Letter(letter), tail)),
            () => _builder.Concat(_builder.Literal(first.Bytes), _builder.Literal(second.Bytes), _builder.Literal(third.Bytes), after),
            () => _builder.Concat(_builder.Concat(_builder.Literal(first.Bytes), _builder.Literal(second.Bytes)), _builder.Concat(_builder.Literal(third.Bytes), after)),
            () => word.Length == 0 ? after : _builder.Concat(_builder.Letter(word[0]), _builder.Text(word.AsSpan(1), after)),
            () => "xy"u8.ToArray().Aggregate(_builder.Concat(_builder.Literal("xy"), _builder.Text(word, after)), _builder.Derivative),
            () => _builder.Text(first.Bytes, _builder.Text(second.Bytes, _builder.Text(third.Bytes, after))),
        ];

        // Whichever comes first decides the form that is interned.
        int start = (order & int.MaxValue) % routes.Length;
        Regex text = routes[start]();
        Assert.All(routes, route => Assert.Same(text, route()));
    }

    [Property]
    public void Text_ByItsBytes_IsWhatFollows(AnyWord word, AnyRegex any)
    {
        Regex after = any.Term.Build(_builder);
        Regex text = _builder.Text(word.Bytes, after);
        for (int i = 0; i < word.Bytes.Length && after != _builder.Nothing; i++)
        {
            Assert.Equal(ByteSet.Of(word.Bytes[i]), _builder.FirstBytesOf(text));
            text = _builder.Derivative(text, word.Bytes[i]);
            Assert.Same(_builder.Text(word.Bytes.AsSpan(i + 1), after), text);
        }

        Assert.Same(after, text);
    }

    [Property]
    public void Text_WithAnother_HasTheTraitsOfAChain(AnyWord word, AnyRegex any)
    {
        Regex after = any.Term.Build(_builder);
        Regex text = _builder.Text(word.Bytes, after);
        var other = new RegexBuilder();
        Regex chain = word.Bytes.Reverse().Aggregate(any.Term.Build(other), (tail, letter) => other.Concat(other.Letter(letter), tail));

        Assert.Equal(
            (chain.IsNullable, chain.IsPositive, chain.IsNarrow, chain.MinLengthBound, chain.Width),
            (text.IsNullable, text.IsPositive, text.IsNarrow, text.MinLengthBound, text.Width));
        Assert.Equal(Unless.TooMuch(() => other.IsEmpty(chain)), Unless.TooMuch(() => _builder.IsEmpty(text)));
    }

    [Fact]
    public void Text_OfOneLetterRepeated_IsNoCount()
    {
        Regex a = _builder.Letter((byte)'a');

        Assert.Same(_builder.Concat(a, a, a), _builder.Literal("aaa"));
        Assert.IsType<Regex.Concat>(_builder.Literal("aaa"));
        Assert.Same(_builder.Concat(_builder.Letter((byte)'b'), _builder.Repeat(a, 2, 4)), _builder.Text("baa"u8, _builder.Repeat(a, 0, 2)));
        Assert.Same(_builder.Concat(_builder.Letter((byte)'b'), _builder.Repeat(a, 2, 3)), _builder.Text("baa"u8, _builder.Optional(a)));
        Assert.Same(_builder.Concat(_builder.Repeat(a, 2, Regex.Repeat.Unbounded), _builder.Letter((byte)'b')), _builder.Concat(_builder.Star(a), _builder.Literal("aab")));
    }

    [Fact]
    public void Text_ThatNobodyWalks_IsOneNode()
    {
        foreach (char letter in "abcdefg")
        {
            _builder.Letter((byte)letter);
        }

        int before = _builder.Count;
        Regex text = _builder.Literal("abcdefgabcdefgabcdefg");
        Assert.Equal(before + 1, _builder.Count);

        Assert.Same(_builder.Nothing, _builder.Derivative(text, (byte)'b'));
        Assert.Equal(21, _builder.MinLength(text));
        Assert.Equal(before + 1, _builder.Count);
    }

    [Fact]
    public void Text_HeldPastATrim_StillSpellsItsBytes()
    {
        var builder = new RegexBuilder(maxNodes: 4);
        Regex text = builder.Literal("abcdef");
        Regex walked = builder.Derivative(text, (byte)'a');
        builder.Trim();

        Assert.True(Encoding.ASCII.GetBytes("bcdef").Aggregate(walked, builder.Derivative).IsNullable);
        Assert.True(Encoding.ASCII.GetBytes("abcdef").Aggregate(text, builder.Derivative).IsNullable);
        Assert.Same(builder.Epsilon, Encoding.ASCII.GetBytes("abcdef").Aggregate(builder.Literal("abcdef"), builder.Derivative));
    }
}
