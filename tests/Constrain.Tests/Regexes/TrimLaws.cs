// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

[Properties(Arbitrary = [typeof(RegexGenerators)], MaxTest = 300)]
public class TrimLaws
{
    [Property]
    public void Trim_InTheMiddleOfUse_ChangesNoVerdict(AnyRegex any, AnyWord word)
    {
        var builder = new RegexBuilder(maxNodes: 4);
        Regex start = any.Term.Build(builder);
        Regex regex = start;
        for (int i = 0; i <= word.Bytes.Length; i++)
        {
            Assert.Equal(NaiveMatcher.Accepts(any.Term, word.Bytes.AsSpan(0, i)), regex.IsNullable);
            Assert.Equal(NaiveMatcher.Accepts(regex, word.Bytes.AsSpan(i)), NaiveMatcher.Accepts(any.Term, word.Bytes));
            if (i < word.Bytes.Length)
            {
                regex = builder.Derivative(regex, word.Bytes[i]);
                builder.Trim();
            }
        }

        // Nodes of before and after the trim meet in one regex.
        Regex both = builder.Union(start, regex, any.Term.Build(builder));
        Assert.Equal(
            NaiveMatcher.Accepts(any.Term, word.Bytes) || NaiveMatcher.Accepts(regex, word.Bytes),
            word.Bytes.Aggregate(both, builder.Derivative).IsNullable);
    }

    [Property]
    public void Trim_BeforeEmptinessIsAsked_ChangesNoVerdict(AnyRegex any, AnyRegex other)
    {
        var builder = new RegexBuilder(maxNodes: 4);
        Regex first = any.Term.Build(builder);
        builder.Trim();
        Regex both = builder.Intersect(first, other.Term.Build(builder));
        builder.Trim();

        var untrimmed = new RegexBuilder();
        Regex expected = untrimmed.Intersect(any.Term.Build(untrimmed), other.Term.Build(untrimmed));
        Assert.True(Unless.TooMuch(() => untrimmed.MinLength(expected) == builder.MinLength(both) && untrimmed.IsEmpty(expected) == builder.IsEmpty(both)));
    }

    [Fact]
    public void Trim_PastTheBudget_DropsTheTable()
    {
        var builder = new RegexBuilder(maxNodes: 100);
        Regex regex = builder.Repeat(builder.Literal("ab"), 0, 1000);
        for (int i = 0; i < 1000; i++)
        {
            regex = builder.Derivative(builder.Derivative(regex, (byte)'a'), (byte)'b');
            builder.Trim();
            Assert.True(builder.Count <= 110, $"{builder.Count} nodes");
        }

        Assert.Same(builder.Epsilon, regex);
    }
}
