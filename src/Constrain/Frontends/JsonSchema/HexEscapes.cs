// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Characters as <c>\uXXXX</c>, those above the basic plane as a pair of surrogates; digits of either case.</summary>
/// <remarks>
/// A range of numbers is a tree over their digits: at each level the digits whose whole subtree is inside share one branch.
/// A surrogate pair is a number of twenty bits, in digits of 2, 4 and 4 bits after each <c>\ud</c> (RFC 8259, section 7).
/// </remarks>
internal static class HexEscapes
{
    private static readonly Level[] Basic = [new("\\u", 16, 0), new("", 16, 0), new("", 16, 0), new("", 16, 0)];

    private static readonly Level[] Pairs =
        [new("\\ud", 4, 8), new("", 16, 0), new("", 16, 0), new("\\ud", 4, 12), new("", 16, 0), new("", 16, 0)];

    /// <summary>The escapes of a set of characters.</summary>
    public static Regex Of(RegexBuilder regexes, CodePointSet set)
    {
        CodePointRange[] ranges = [.. set.Ranges];
        Regex basic = Tree(regexes, ranges.Where(r => r.First <= 0xFFFF).Select(r => (r.First, Math.Min(r.Last, 0xFFFF))), Basic);
        Regex pairs = Tree(regexes, ranges.Where(r => r.Last > 0xFFFF).Select(r => (Math.Max(r.First, 0x10000) - 0x10000, r.Last - 0x10000)), Pairs);
        return regexes.Union(basic, pairs);
    }

    private static Regex Tree(RegexBuilder regexes, IEnumerable<(int Low, int High)> ranges, ReadOnlySpan<Level> levels)
    {
        (int Low, int High)[] all = [.. ranges];
        if (all.Length == 0)
        {
            return regexes.Nothing;
        }

        if (levels.IsEmpty)
        {
            return regexes.Epsilon;
        }

        int size = 1;
        foreach (Level level in levels[1..])
        {
            size *= level.Radix;
        }

        bool isWhole = all is [(0, var high)] && high == (levels[0].Radix * size) - 1;
        var branches = new Dictionary<Regex, ByteSet>();
        Regex? whole = null;
        for (int digit = 0; digit < levels[0].Radix; digit++)
        {
            int start = digit * size;
            Regex rest = isWhole && whole is not null ? whole : whole = Tree(regexes, Clip(all, start, start + size - 1), levels[1..]);
            branches[rest] = branches.GetValueOrDefault(rest) | DigitOf(digit + levels[0].FirstDigit);
        }

        Regex prefix = Prefix(regexes, levels[0].Prefix);
        return regexes.Union([.. branches.Select(b => regexes.Concat(prefix, regexes.Bytes(b.Value), b.Key))]);
    }

    private static (int Low, int High)[] Clip((int Low, int High)[] ranges, int low, int high) =>
        [.. ranges.Where(r => r.Low <= high && r.High >= low).Select(r => (Math.Max(r.Low, low) - low, Math.Min(r.High, high) - low))];

    // The "d" of a surrogate is a digit too, so it may have either case.
    private static Regex Prefix(RegexBuilder regexes, string prefix) => prefix.EndsWith('d')
        ? regexes.Concat(regexes.Literal(prefix[..^1]), regexes.Bytes(ByteSet.OfAscii("dD")))
        : regexes.Literal(prefix);

    private static ByteSet DigitOf(int digit) => digit < 10
        ? ByteSet.Of((byte)('0' + digit))
        : ByteSet.Of((byte)('a' + digit - 10)) | ByteSet.Of((byte)('A' + digit - 10));

    private readonly record struct Level(string Prefix, int Radix, int FirstDigit);
}
