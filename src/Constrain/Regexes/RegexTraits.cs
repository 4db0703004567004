// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>What the structure of a regex says of its language; worked out from the parts when a node is made.</summary>
internal readonly record struct RegexTraits(RegexTraits.Flags Facts, long MinLengthBound, int Width)
{
    /// <summary>Letters of a byte set that still count as few ways on.</summary>
    private const int MaxNarrowLetters = 8;

    /// <summary>Rounds of a repeat that still count as a short walk; many a token is a run of one letter, few are longer.</summary>
    private const int MaxNarrowCount = 64;

    /// <summary>Yes or no, each.</summary>
    [Flags]
    public enum Flags : byte
    {
        None = 0,
        Nullable = 1,
        Positive = 2,
        Narrow = 4,
        NotEmpty = 8,
    }

    public static RegexTraits Nothing => new(Flags.Positive | Flags.Narrow, Lengths.Infinite, 1);

    public static RegexTraits Epsilon => new(Flags.Nullable | Flags.Positive | Flags.Narrow | Flags.NotEmpty, 0, 1);

    /// <summary>Whether the structure alone shows a word.</summary>
    public bool IsKnownNotEmpty => (Facts & Flags.NotEmpty) != 0;

    private bool IsNullable => (Facts & Flags.Nullable) != 0;

    private bool IsNarrow => (Facts & Flags.Narrow) != 0;

    public static RegexTraits Of(ByteSet set) =>
        new(Flags.Positive | Flags.NotEmpty | (set.Count <= MaxNarrowLetters ? Flags.Narrow : Flags.None), 1, 1);

    public static RegexTraits Concat(in RegexTraits head, in RegexTraits tail) =>
        new(head.Facts & tail.Facts, Lengths.Add(head.MinLengthBound, tail.MinLengthBound), head.Width);

    public static RegexTraits Text(int length, in RegexTraits after) =>
        new(after.Facts & ~Flags.Nullable, Lengths.Add(length, after.MinLengthBound), 1);

    public static RegexTraits Union(in RegexTraits a, in RegexTraits b) => new(
        (a.Facts & b.Facts) | ((a.Facts | b.Facts) & (Flags.Nullable | Flags.NotEmpty)),
        Math.Min(a.MinLengthBound, b.MinLengthBound),
        SumOfWidths(a, b));

    public static RegexTraits Intersection(in RegexTraits a, in RegexTraits b) => new(
        WithWordIfNullable((a.Facts & b.Facts & Flags.Nullable) | ((a.Facts | b.Facts) & Flags.Narrow)),
        Math.Max(a.MinLengthBound, b.MinLengthBound),
        SumOfWidths(a, b));

    public static RegexTraits Complement(in RegexTraits inner) =>
        new(WithWordIfNullable(inner.IsNullable ? Flags.None : Flags.Nullable), inner.IsNullable ? 1 : 0, inner.Width);

    public static RegexTraits Repeat(in RegexTraits inner, int min, int max)
    {
        Flags flags = inner.Facts & (Flags.Positive | Flags.NotEmpty);
        flags |= min == 0 ? Flags.Nullable | Flags.NotEmpty : Flags.None;
        flags |= inner.IsNarrow && max <= MaxNarrowCount ? Flags.Narrow : Flags.None;
        return new RegexTraits(flags, Lengths.Multiply(inner.MinLengthBound, min), 1);
    }

    /// <summary>Not positive, although it is never empty: the bound of its length need not be exact.</summary>
    public static RegexTraits Dfa(DfaState state) =>
        new(Flags.NotEmpty | (state.IsAccepting ? Flags.Nullable : Flags.None), state.MinLengthBound, 1);

    private static Flags WithWordIfNullable(Flags flags) => (flags & Flags.Nullable) != 0 ? flags | Flags.NotEmpty : flags;

    private static int SumOfWidths(in RegexTraits a, in RegexTraits b) => (int)Math.Min((long)a.Width + b.Width, int.MaxValue / 2);
}
