// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

/// <summary>The laws of the algebra; most of them the smart constructors turn into identity, so that equal sides are one object.</summary>
/// <remarks>That they keep the language is a law of <see cref="DerivativeLaws"/> and of <see cref="SmallScopeTests"/>.</remarks>
[Properties(Arbitrary = [typeof(RegexGenerators)], MaxTest = 300)]
public class ConstructorLaws
{
    private static readonly WordScope Scope = new("abc", 4);

    private readonly RegexBuilder _builder = new();

    [Property]
    public void Build_Twice_IsOneObject(AnyRegex any) => Assert.Same(Build(any), Build(any));

    [Property]
    public void Build_AmongOthers_IsOneObject(AnyRegex any, AnyRegex other)
    {
        Regex first = Build(any);
        Build(other);
        int count = _builder.Count;

        Assert.Same(first, Build(any));
        Assert.Equal(count, _builder.Count);
    }

    [Property]
    public void Union_IsCommutativeAssociativeAndIdempotent(AnyRegex a, AnyRegex b, AnyRegex c)
    {
        (Regex x, Regex y, Regex z) = (Build(a), Build(b), Build(c));

        Assert.Same(_builder.Union(x, y), _builder.Union(y, x));
        AssertSameLanguage(_builder.Union(_builder.Union(x, y), z), _builder.Union(x, _builder.Union(y, z)));
        Assert.Same(x, _builder.Union(x, x));
    }

    [Property]
    public void Intersect_IsCommutativeAssociativeAndIdempotent(AnyRegex a, AnyRegex b, AnyRegex c)
    {
        (Regex x, Regex y, Regex z) = (Build(a), Build(b), Build(c));

        Assert.Same(_builder.Intersect(x, y), _builder.Intersect(y, x));
        AssertSameLanguage(_builder.Intersect(_builder.Intersect(x, y), z), _builder.Intersect(x, _builder.Intersect(y, z)));
        Assert.Same(x, _builder.Intersect(x, x));
    }

    [Property]
    public void NothingEverythingAndEpsilon_VanishOrAbsorb(AnyRegex any)
    {
        Regex x = Build(any);

        Assert.Same(x, _builder.Union(x, _builder.Nothing));
        Assert.Same(x, _builder.Union(_builder.Nothing, x));
        Assert.Same(_builder.Everything, _builder.Union(x, _builder.Everything));
        Assert.Same(x, _builder.Intersect(x, _builder.Everything));
        Assert.Same(_builder.Nothing, _builder.Intersect(x, _builder.Nothing));
        Assert.Same(x, _builder.Concat(x, _builder.Epsilon));
        Assert.Same(x, _builder.Concat(_builder.Epsilon, x));
        Assert.Same(_builder.Nothing, _builder.Concat(x, _builder.Nothing));
        Assert.Same(_builder.Nothing, _builder.Concat(_builder.Nothing, x));
    }

    [Property]
    public void Complement_OfComplement_IsTheRegex(AnyRegex any)
    {
        Regex x = Build(any);

        Assert.Same(x, _builder.Complement(_builder.Complement(x)));
        Assert.True(Unless.TooMuch(() => _builder.IsEmpty(_builder.Intersect(x, _builder.Complement(x)))));
        Assert.True(Unless.TooMuch(() => _builder.IsEmpty(_builder.Complement(_builder.Union(x, _builder.Complement(x))))));
    }

    [Property]
    public void DeMorgan_Holds(AnyRegex a, AnyRegex b)
    {
        (Regex x, Regex y) = (Build(a), Build(b));

        AssertSameLanguage(_builder.Complement(_builder.Union(x, y)), _builder.Intersect(_builder.Complement(x), _builder.Complement(y)));
    }

    [Property]
    public void Concat_DistributesOverUnion(AnyRegex a, AnyRegex b, AnyRegex c)
    {
        (Regex x, Regex y, Regex z) = (Build(a), Build(b), Build(c));

        AssertSameLanguage(_builder.Concat(x, _builder.Union(y, z)), _builder.Union(_builder.Concat(x, y), _builder.Concat(x, z)));
    }

    [Property]
    public void Concat_IsAssociative(AnyRegex a, AnyRegex b, AnyRegex c)
    {
        (Regex x, Regex y, Regex z) = (Build(a), Build(b), Build(c));

        Assert.Same(_builder.Concat(_builder.Concat(x, y), z), _builder.Concat(x, _builder.Concat(y, z)));
    }

    [Property]
    public void UnionAndIntersect_OfManyPartsInAnyOrder_AreOneObject(AnyWord[] words, int seed)
    {
        // More than are sorted on the stack, and some twice.
        Regex[] parts = [.. words.Select(w => _builder.Literal(w.Bytes)), .. Enumerable.Range(0, 40).Select(i => _builder.Literal($"word {i / 2}"))];
        Regex[] complements = [.. parts.Select(_builder.Complement)];
        Regex union = _builder.Union(parts);
        Regex intersection = _builder.Intersect(complements);
        new Random(seed).Shuffle(parts);
        new Random(seed).Shuffle(complements);

        Assert.Same(union, _builder.Union(parts));
        Assert.Same(union, parts.Aggregate(_builder.Nothing, (all, part) => _builder.Union(part, all)));
        Assert.Same(intersection, _builder.Intersect(complements));
        Assert.Same(intersection, complements.Aggregate(_builder.Everything, (all, part) => _builder.Intersect(part, all)));
        Assert.All(words, word => Assert.Equal((true, false), (NaiveMatcher.Accepts(union, word.Bytes), NaiveMatcher.Accepts(intersection, word.Bytes))));
    }

    [Property]
    public void Intersect_OfTexts_SharesTheirPrefix(AnyWord prefix, AnyWord first, AnyRegex a, AnyRegex b)
    {
        (Regex x, Regex y) = (Build(a), Build(b));
        Regex expected = _builder.Text(prefix.Bytes, _builder.Intersect(_builder.Text(first.Bytes, x), y));

        AssertSameLanguage(expected, _builder.Intersect(_builder.Text([.. prefix.Bytes, .. first.Bytes], x), _builder.Text(prefix.Bytes, y)));
        Assert.Same(_builder.Nothing, _builder.Intersect(_builder.Text("abcx"u8, x), _builder.Text("abcy"u8, y)));
    }

    [Property]
    public void NonEmpty_LeavesOutTheEmptyWordAlone(AnyRegex any)
    {
        Regex x = Build(any);

        AssertSameLanguage(_builder.Except(x, _builder.Epsilon), _builder.NonEmpty(x));
        Assert.True(!x.IsPositive || _builder.NonEmpty(x).IsPositive);
    }

    [Property]
    public void Literals_AreTheUnionOfTheWords(AnyWord[] words, AnyWord probe)
    {
        Regex regex = _builder.Literals(words.Select(w => w.Bytes));

        Assert.Equal(words.Any(w => w.Bytes.AsSpan().SequenceEqual(probe.Bytes)), NaiveMatcher.Accepts(regex, probe.Bytes));
        Assert.All(words, w => Assert.True(NaiveMatcher.Accepts(regex, w.Bytes)));
    }

    // Where the constructors do not reach one object, the words are still the same: all there are up to four letters.
    private void AssertSameLanguage(Regex x, Regex y) =>
        Assert.All(Scope.Words, word => Assert.Equal(word.Aggregate(x, _builder.Derivative).IsNullable, word.Aggregate(y, _builder.Derivative).IsNullable));

    private Regex Build(AnyRegex any) => any.Term.Build(_builder);
}
