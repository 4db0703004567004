// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

[Properties(Arbitrary = [typeof(RegexGenerators)], MaxTest = 500)]
public class FirstBytesLaws
{
    private readonly RegexBuilder _builder = new();

    [Property]
    public void FirstBytes_AreThoseOfTheDerivatives(AnyRegex any, AnyRegex other)
    {
        foreach (Regex regex in (Regex[])[Build(any), _builder.Intersect(Build(any), Build(other)), _builder.Complement(Build(any)), _builder.Concat(Build(any), Build(other))])
        {
            ByteSet set = _builder.FirstBytesOf(regex);
            for (int b = 0; b < 256; b++)
            {
                Assert.Equal(_builder.Derivative(regex, (byte)b) != _builder.Nothing, set.Contains((byte)b));
            }
        }
    }

    [Property]
    public void FirstBytes_HoldTheFirstByteOfEveryWord(AnyRegex any, AnyWord word) =>
        Assert.True(word.Bytes.Length == 0 || !NaiveMatcher.Accepts(any.Term, word.Bytes) || _builder.FirstBytesOf(Build(any)).Contains(word.Bytes[0]));

    [Fact]
    public void FirstBytes_OfASimpleRegex_TakeNoDerivative()
    {
        Regex regex = _builder.Concat(_builder.Optional(_builder.Literal("a")), _builder.Star(_builder.Literal("bc")), _builder.Union(_builder.Literal("de"), _builder.Literal("fg")));
        int count = _builder.Count;

        Assert.Equal(ByteSet.OfAscii("abdf"), _builder.FirstBytesOf(regex));
        Assert.Equal(count, _builder.Count);
    }

    [Fact]
    public void IsNarrow_OfWordsWithFewBranches_IsTrue()
    {
        Assert.True(_builder.Literal("a text").IsNarrow);
        Assert.True(_builder.Literals(["one"u8.ToArray(), "two"u8.ToArray()]).IsNarrow);
        Assert.True(_builder.Repeat(_builder.Literal(" "), 0, 64).IsNarrow);
        Assert.True(_builder.Intersect(_builder.Concat(_builder.Literal("ab"), _builder.Optional(_builder.Literal("c"))), _builder.Star(_builder.AnyByte)).IsNarrow);
        Assert.False(_builder.Repeat(_builder.Literal(" "), 0, 65).IsNarrow);
        Assert.False(_builder.Star(_builder.Literal(" ")).IsNarrow);
        Assert.False(_builder.Concat(_builder.Literal("a"), _builder.AnyByte).IsNarrow);
        Assert.False(_builder.Complement(_builder.Literal("a")).IsNarrow);
    }

    private Regex Build(AnyRegex any) => any.Term.Build(_builder);
}
