// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

/// <summary>Sets of code points are sets, compared with one flag for each scalar value of interest.</summary>
[Properties(Arbitrary = [typeof(CodePointSetGenerators)], MaxTest = 500)]
public class CodePointSetLaws
{
    /// <summary>The ends of all generated ranges and their neighbours: whoever is right about these is right about all.</summary>
    private static readonly int[] Points =
        [.. CodePointSetGenerators.Ends.SelectMany(e => new[] { e - 1, e, e + 1 }).Where(p => p is >= 0 and <= 0x10FFFF).Distinct()];

    [Property]
    public void OfRanges_HasTheRangesWithoutSurrogates(AnyCodePointSet any)
    {
        foreach (int point in Points)
        {
            bool expected = !IsSurrogate(point) && any.Ranges.Any(r => r.First <= point && point <= r.Last);
            Assert.Equal(expected, any.Set.Contains(point));
        }
    }

    [Property]
    public void Operations_AgreeWithMembership(AnyCodePointSet x, AnyCodePointSet y)
    {
        foreach (int point in Points)
        {
            (bool a, bool b) = (x.Set.Contains(point), y.Set.Contains(point));
            Assert.Equal(a || b, x.Set.Union(y.Set).Contains(point));
            Assert.Equal(a && b, x.Set.Intersect(y.Set).Contains(point));
            Assert.Equal(a && !b, x.Set.Except(y.Set).Contains(point));
            Assert.Equal(!a && !IsSurrogate(point), x.Set.Complement().Contains(point));
        }
    }

    [Property]
    public void EqualSets_MadeDifferently_AreEqual(AnyCodePointSet x, AnyCodePointSet y)
    {
        AssertEqual(x.Set, x.Set.Complement().Complement());
        AssertEqual(x.Set.Union(y.Set), y.Set.Union(x.Set));
        AssertEqual(x.Set.Intersect(y.Set), x.Set.Complement().Union(y.Set.Complement()).Complement());
        AssertEqual(x.Set, x.Set.Except(y.Set).Union(x.Set.Intersect(y.Set)));
    }

    [Property]
    public void Ranges_AreAscendingAndApart_AndCountTheirMembers(AnyCodePointSet x, AnyCodePointSet y)
    {
        foreach (CodePointSet set in new[] { x.Set, x.Set.Union(y.Set), x.Set.Intersect(y.Set), x.Set.Complement() })
        {
            int end = -2;
            foreach (CodePointRange range in set.Ranges)
            {
                Assert.True(end + 1 < range.First && range.First <= range.Last);
                end = range.Last;
            }
        }

        Assert.Equal(1_112_064, x.Set.Count + x.Set.Complement().Count);
        Assert.Equal(x.Set.Count + y.Set.Count, x.Set.Union(y.Set).Count + x.Set.Intersect(y.Set).Count);
    }

    [Fact]
    public void All_IsEveryScalarValue()
    {
        Assert.Equal(1_112_064, CodePointSet.All.Count);
        Assert.Same(CodePointSet.All, CodePointSet.Range(0, 0x10FFFF));
        Assert.Same(CodePointSet.Empty, CodePointSet.Range(0xD800, 0xDFFF));
        Assert.Same(CodePointSet.Empty, CodePointSet.Of(0xDC00));
    }

    private static bool IsSurrogate(int point) => point is >= 0xD800 and <= 0xDFFF;

    private static void AssertEqual(CodePointSet expected, CodePointSet actual)
    {
        Assert.True(expected.Equals(actual), $"{expected} and {actual}");
        Assert.Equal(expected.GetHashCode(), actual.GetHashCode());
    }
}

/// <summary>A random set with the ranges it was made of; for properties.</summary>
public sealed class AnyCodePointSet
{
    internal AnyCodePointSet(CodePointRange[] ranges)
    {
        Ranges = ranges;
        Set = CodePointSet.OfRanges([.. ranges]);
    }

    internal CodePointRange[] Ranges { get; }

    internal CodePointSet Set { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Ranges.Select(r => $"{r.First:X}-{r.Last:X}"));
}

/// <summary>Ranges whose ends are where encodings change, and near one another.</summary>
public static class CodePointSetGenerators
{
    internal static readonly int[] Ends =
    [
        0, 1, 2, 3, 5, 8, 0x41, 0x5A, 0x7F, 0x80, 0x81, 0xBF, 0xC0, 0x100, 0x13F, 0x140, 0x7FF, 0x800, 0x83F, 0x840, 0xFFF, 0x1000,
        0x1001, 0x103F, 0x1040, 0x1FFF, 0x2000, 0xCFFF, 0xD000, 0xD7FE, 0xD7FF, 0xD800, 0xDBFF, 0xDFFF, 0xE000, 0xE001, 0xEFFF,
        0xFFFE, 0xFFFF, 0x10000, 0x10001, 0x1003F, 0x10040, 0x10FFF, 0x11000, 0x1FFFF, 0x20000, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000,
        0x10FFFE, 0x10FFFF,
    ];

    /// <summary>Up to six ranges, in any order, overlapping or not; shrinks by leaving ranges out.</summary>
    public static Arbitrary<AnyCodePointSet> Sets()
    {
        Gen<CodePointRange> range =
            from a in Gen.Elements(Ends)
            from b in Gen.Frequency((1, Gen.Constant(a)), (3, Gen.Elements(Ends)))
            select new CodePointRange(Math.Min(a, b), Math.Max(a, b));
        return Arb.From(
            from count in Gen.Choose(0, 6)
            from ranges in Gen.ArrayOf(range, count)
            select new AnyCodePointSet(ranges),
            any => Enumerable.Range(0, any.Ranges.Length).Select(i => new AnyCodePointSet([.. any.Ranges[..i], .. any.Ranges[(i + 1)..]])));
    }
}
