// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

[Properties(Arbitrary = [typeof(RegexGenerators)], MaxTest = 500)]
public class EmptinessLaws
{
    // One letter of each class that the generated regexes tell apart: no word up to this length is missed.
    private static readonly WordScope Scope = new("abc", 4);

    private readonly RegexBuilder _builder = new();

    [Property]
    public bool MinLength_IsNotLongerThanAnyWord(AnyRegex any) => Unless.TooMuch(() =>
    {
        long length = _builder.MinLength(any.Term.Build(_builder));
        return Scope.Of(any.Term).MinLength is { } least ? length == least : length > Scope.MaxLength;
    });

    [Property]
    public bool MinLength_IsTheLengthOfAWord(AnyRegex any) => Unless.TooMuch(() =>
        ShortestWord(_builder, any.Term.Build(_builder)) is not { Length: < 30 } word || NaiveMatcher.Accepts(any.Term, word));

    [Property]
    public bool IsEmpty_SaysWhatMinLengthSays(AnyRegex any) => Unless.TooMuch(() =>
    {
        Regex regex = any.Term.Build(_builder);
        return _builder.IsEmpty(regex) == (_builder.MinLength(regex) == Lengths.Infinite);
    });

    [Property]
    public bool IsEmpty_AskedFirst_IsTheSame(AnyRegex any) => Unless.TooMuch(() =>
    {
        // The search that decides emptiness and the one for the length leave memos for each other: neither may mislead.
        var other = new RegexBuilder();
        Regex regex = any.Term.Build(_builder);
        Regex again = any.Term.Build(other);
        return _builder.IsEmpty(regex) == (other.MinLength(again) == Lengths.Infinite) && other.MinLength(again) == _builder.MinLength(regex);
    });

    [Property]
    public bool IsEmpty_OfWhatASearchPassed_IsRemembered(AnyRegex any, AnyRegex other) => Unless.TooMuch(() =>
    {
        // What the search for the whole leaves at the nodes that it visited is what each node answers by itself.
        Regex both = _builder.Intersect(any.Term.Build(_builder), other.Term.Build(_builder));
        _builder.MinLength(both);
        return Scope.Words.Select(word => word.Aggregate(both, _builder.Derivative)).Distinct().All(node =>
        {
            var alone = new RegexBuilder();
            Regex again = RegexTerm.Of(node).Build(alone);
            return _builder.IsEmpty(node) == alone.IsEmpty(again) && _builder.MinLength(node) == alone.MinLength(again);
        });
    });

    [Fact]
    public void IsEmpty_OfTooMuch_IsRefusedInGoodTime()
    {
        // Distinct counters by the thousand on either side of a complement: the nodes are few and wide, and took minutes.
        Regex any = _builder.AnyByte;
        Regex a = _builder.Union(_builder.Literal("a"), _builder.Concat(any, any));
        Regex wide = _builder.Repeat(_builder.Repeat(_builder.Repeat(a, 1, 40), 8, 110), 4, Regex.Repeat.Unbounded);
        Regex other = _builder.Repeat(_builder.Repeat(_builder.Concat(any, _builder.Star(any)), 9, 700), 5, 900);
        Regex question = _builder.Intersect(_builder.Concat(wide, _builder.Literal("b")), _builder.Complement(other), _builder.Repeat(any, 5000, 9000), _builder.Complement(_builder.Concat(_builder.Everything, _builder.Literal("b"))));

        Assert.Equal(GrammarError.LimitExceeded, Assert.Throws<GrammarException>(() => _builder.IsEmpty(question)).Error);
    }

    [Theory]
    [InlineData("(ab)*", "(ba)*a", true)]
    [InlineData("(aa){1,}", "a(aa)*", true)]
    [InlineData("(aaa){1,}", "(aaaaa){1,}", false)]
    [InlineData("a*b", "~((a|b)*b)", true)]
    [InlineData("(a|b)*a(a|b)(a|b)(a|b)", "(a|b)*b(a|b)(a|b)", false)]
    [InlineData("(a|b)*a(a|b)(a|b)(a|b)", "(a|b)*b(a|b)(a|b)(a|b)", true)]
    [InlineData("(a{7}){1,}", "(a{11}){1,}", false)]
    [InlineData("(a{7}){1,}b", "(a{14}){0,}a{7}c", true)]
    public void Intersection_IsEmpty_OnlyWhereNoWordIsInBoth(string first, string second, bool isEmpty)
    {
        Regex regex = _builder.Intersect(new TinySyntax(_builder, first).Parse(), new TinySyntax(_builder, second).Parse());

        Assert.Equal(isEmpty, _builder.IsEmpty(regex));
        Assert.Equal(isEmpty, _builder.MinLength(regex) == Lengths.Infinite);
    }

    [Fact]
    public void MinLength_OfTwoCounts_IsTheirLeastCommonMultiple()
    {
        Regex sevens = _builder.Repeat(_builder.Literal("aaaaaaa"), 1, Regex.Repeat.Unbounded);
        Regex elevens = _builder.Repeat(_builder.Repeat(_builder.Literal("a"), 11, 11), 1, Regex.Repeat.Unbounded);

        Assert.Equal(77, _builder.MinLength(_builder.Intersect(sevens, elevens)));
    }

    [Fact]
    public void IsEmpty_OfAnIntersectionEmptyOnlyAtDepth_IsTrue()
    {
        // The first 200 bytes agree; the contradiction is in the last.
        Regex words = _builder.Concat(_builder.Repeat(_builder.AnyByte, 200, 200), _builder.Literal("a"));
        Regex others = _builder.Concat(_builder.Star(_builder.AnyByte), _builder.Literal("b"));

        Assert.True(_builder.IsEmpty(_builder.Intersect(words, others)));
        Assert.False(_builder.IsEmpty(_builder.Intersect(words, _builder.Complement(others))));
    }

    [Fact]
    public void IsEmpty_WhereAWideBoundHidesAShortWord_IsFoundAtOnce()
    {
        // A bounded text that contains a word: going down the bound first would take as many steps as the bound.
        Regex containing = _builder.Concat(_builder.Everything, _builder.Literal("foo"), _builder.Everything);
        Regex bounded = _builder.Repeat(_builder.AnyByte, 0, 10_000_000);

        Assert.False(_builder.IsEmpty(_builder.Intersect(bounded, containing)));
        Assert.Equal(3, _builder.MinLength(_builder.Intersect(bounded, containing)));
        Assert.True(_builder.Count < 1000, $"{_builder.Count} nodes");
    }

    [Fact]
    public void IsEmpty_OfTheComplementOfAllThereIs_IsTrue()
    {
        Regex even = _builder.Star(_builder.Repeat(_builder.AnyByte, 2, 2));
        Regex odd = _builder.Concat(_builder.AnyByte, even);

        Assert.True(_builder.IsEmpty(_builder.Complement(_builder.Union(even, odd))));
        Assert.Equal(Lengths.Infinite, _builder.MinLength(_builder.Complement(_builder.Union(even, odd))));
    }

    internal static byte[]? ShortestWord(RegexBuilder builder, Regex regex)
    {
        var word = new List<byte>();
        while (builder.MinLength(regex) is > 0 and var length)
        {
            if (length == Lengths.Infinite)
            {
                return null;
            }

            byte letter = builder.ClassesOf(regex).Representatives.First(b => builder.MinLength(builder.Derivative(regex, b)) == length - 1);
            word.Add(letter);
            regex = builder.Derivative(regex, letter);
        }

        Assert.True(regex.IsNullable, $"{RegexTerm.Of(regex)} has minimum 0 and does not hold the empty word");
        return [.. word];
    }

    /// <summary>Letters, (), |, *, {m}, {m,}, {m,n} and ~: enough to write the cases down.</summary>
    private sealed class TinySyntax(RegexBuilder builder, string text)
    {
        private int _at;

        public Regex Parse()
        {
            Regex regex = Alternatives();
            Assert.Equal(text.Length, _at);
            return regex;
        }

        private Regex Alternatives()
        {
            Regex regex = Items();
            while (_at < text.Length && text[_at] == '|')
            {
                _at++;
                regex = builder.Union(regex, Items());
            }

            return regex;
        }

        private Regex Items()
        {
            Regex regex = builder.Epsilon;
            while (_at < text.Length && text[_at] is not ('|' or ')'))
            {
                regex = builder.Concat(regex, Repeated(Atom()));
            }

            return regex;
        }

        private Regex Atom()
        {
            char c = text[_at++];
            if (c == '~')
            {
                return builder.Complement(Atom());
            }

            if (c != '(')
            {
                return builder.Literal(Encoding.ASCII.GetBytes([c]));
            }

            Regex inner = Alternatives();
            _at++;
            return inner;
        }

        private Regex Repeated(Regex atom)
        {
            if (_at < text.Length && text[_at] == '*')
            {
                _at++;
                return builder.Star(atom);
            }

            if (_at == text.Length || text[_at] != '{')
            {
                return atom;
            }

            int end = text.IndexOf('}', _at);
            string[] bounds = text[(_at + 1)..end].Split(',');
            _at = end + 1;
            int min = int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture);
            int max = bounds.Length == 1 ? min
                : bounds[1].Length == 0 ? Regex.Repeat.Unbounded
                : int.Parse(bounds[1], System.Globalization.CultureInfo.InvariantCulture);
            return builder.Repeat(atom, min, max);
        }
    }
}
