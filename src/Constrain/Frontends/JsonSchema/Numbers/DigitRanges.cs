// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Decimals between two bounds, by comparing digits from the left.</summary>
/// <remarks>
/// While all digits so far are those of a bound, the next one decides: a digit on the inner side frees the rest, the bound's own
/// digit keeps comparing, and the others are out. So there is one node for each digit of a bound. Equal continuations are
/// joined where they meet, so that a bound such as 0, 100 or 999 leaves no trace beyond its length. No regex here holds an
/// intersection or a complement, so their minimum lengths are exact and they are never searched for emptiness.
/// </remarks>
/// <param name="regexes">Where the regexes are made.</param>
/// <param name="tail">
/// What follows the digits before the point whatever the bounds are, for bounds that are integers; null for a fraction that
/// is compared as well.
/// </param>
/// <param name="maxLength">The most digits before the point.</param>
internal sealed class DigitRanges(RegexBuilder regexes, Regex? tail = null, int maxLength = int.MaxValue)
{
    private readonly Regex _digit = regexes.Bytes(ByteSet.Range((byte)'0', (byte)'9'));
    private readonly Regex _digits = regexes.Star(regexes.Bytes(ByteSet.Range((byte)'0', (byte)'9')));
    private readonly Regex _zeros = regexes.Star(regexes.Literal("0"));
    private Regex? _anyTail;

    /// <summary>What may follow the digits before the point when the bounds have decided already.</summary>
    private Regex AnyTail => _anyTail ??= Tail(null, null);

    /// <summary>
    /// The plain decimals without a sign, <c>(0|[1-9]\d*)</c> and a tail, that lie between the bounds. Null is no bound.
    /// </summary>
    public Regex Plain(DigitBound? low, DigitBound? high)
    {
        Regex zero = low is null or { Whole: "0" }
            ? regexes.Concat(regexes.Literal("0"), Tail(low, high is { Whole: "0" } ? high : null))
            : regexes.Nothing;
        if (high is { Whole: "0" })
        {
            return zero;
        }

        low = low is { Whole: "0" } ? null : low;
        high = high?.Whole.Length > maxLength ? null : high;
        int shortest = low?.Whole.Length ?? 1;
        int longest = high?.Whole.Length ?? maxLength;
        if (shortest > longest)
        {
            return zero;
        }

        if (shortest == longest)
        {
            return regexes.Union(zero, SameLength(low, high, shortest));
        }

        // Numbers of other lengths than the bounds are compared by their lengths; an end that allows its whole length joins them.
        Regex lowEnd = low is null ? FullLength(shortest) : SameLength(low, null, shortest);
        Regex highEnd = high is null ? regexes.Nothing : SameLength(null, high, longest);
        int from = lowEnd == FullLength(shortest) ? shortest : shortest + 1;
        int to = high is null ? maxLength : highEnd == FullLength(longest) ? longest : longest - 1;
        return regexes.Union(
            zero,
            from == shortest ? regexes.Nothing : lowEnd,
            from > to ? regexes.Nothing : FullLengths(from, to),
            to == longest ? regexes.Nothing : highEnd);
    }

    /// <summary>
    /// The decimals with exactly this many digits before the point, the first of them not 0 unless the lower bound begins with
    /// one. The bounds have as many. Null is no bound.
    /// </summary>
    public Regex SameLength(DigitBound? low, DigitBound? high, int length)
    {
        if (low is null || high is null)
        {
            return low is not null ? AtLeast(low, 0)
                : high is not null ? AtMost(high, 0)
                : FullLength(length);
        }

        int common = low.Whole.AsSpan().CommonPrefixLength(high.Whole);
        if (common == length)
        {
            return regexes.Concat(regexes.Literal(low.Whole), Tail(low, high));
        }

        (char first, char last) = (low.Whole[common], high.Whole[common]);
        int rest = length - common - 1;
        return first > last ? regexes.Nothing : regexes.Concat(
            regexes.Literal(low.Whole[..common]),
            Choose(
                rest,
                (first, first, AtLeast(low, common + 1)),
                ((char)(first + 1), (char)(last - 1), Run(rest)),
                (last, last, AtMost(high, common + 1))));
    }

    /// <summary>The digits of the bound from an index on, or greater ones, and the tail.</summary>
    private Regex AtLeast(DigitBound low, int from)
    {
        Regex regex = Tail(low, null);
        for (int i = low.Whole.Length - 1; i >= from; i--)
        {
            char digit = low.Whole[i];
            int rest = low.Whole.Length - 1 - i;
            regex = Choose(rest, (digit, digit, regex), ((char)(digit + 1), '9', Run(rest)));
        }

        return regex;
    }

    /// <summary>The digits of the bound from an index on, or smaller ones, and the tail.</summary>
    private Regex AtMost(DigitBound high, int from)
    {
        Regex regex = Tail(null, high);
        for (int i = high.Whole.Length - 1; i >= from; i--)
        {
            char digit = high.Whole[i];
            int rest = high.Whole.Length - 1 - i;
            regex = Choose(rest, (i == 0 ? '1' : '0', (char)(digit - 1), Run(rest)), (digit, digit, regex));
        }

        return regex;
    }

    /// <summary>What follows the digits before the point, where these are the digits of the bounds that are not null.</summary>
    private Regex Tail(DigitBound? low, DigitBound? high)
    {
        if (tail is not null)
        {
            return tail;
        }

        Regex digits =
            low is null ? high is null ? _digits : FractionAtMost(high, 0)
            : high is null ? FractionAtLeast(low, 0)
            : FractionBetween(low, high);
        Regex some = regexes.Concat(regexes.Literal("."), WithoutEpsilon(digits));
        return digits.IsNullable ? regexes.Optional(some) : some;
    }

    /// <summary>The digits after the point that make at least those of the bound from an index on; missing ones are zeros.</summary>
    private Regex FractionAtLeast(DigitBound low, int from)
    {
        Regex regex = low.IsExclusive ? regexes.Concat(_zeros, Digits('1', '9'), _digits) : _digits;
        for (int i = low.Fraction.Length - 1; i >= from; i--)
        {
            char digit = low.Fraction[i];
            regex = Choose(null, (digit, digit, regex), ((char)(digit + 1), '9', _digits));
        }

        return regex;
    }

    /// <summary>The digits after the point that make at most those of the bound from an index on; missing ones are zeros.</summary>
    private Regex FractionAtMost(DigitBound high, int from)
    {
        Regex regex = high.IsExclusive ? regexes.Nothing : _zeros;
        for (int i = high.Fraction.Length - 1; i >= from; i--)
        {
            char digit = high.Fraction[i];
            regex = regexes.Optional(Choose(null, ('0', (char)(digit - 1), _digits), (digit, digit, regex)));
        }

        return regex;
    }

    private Regex FractionBetween(DigitBound low, DigitBound high)
    {
        int common = 0;
        while (common < low.Fraction.Length || common < high.Fraction.Length)
        {
            if (common >= low.Fraction.Length && !low.IsExclusive)
            {
                break;
            }

            (char first, char last) = (At(low, common), At(high, common));
            if (first != last)
            {
                return first > last ? regexes.Nothing : After(low, common, Choose(
                    null,
                    (first, first, FractionAtLeast(low, common + 1)),
                    ((char)(first + 1), (char)(last - 1), _digits),
                    (last, last, FractionAtMost(high, common + 1))));
            }

            common++;
        }

        // The lower bound asks for nothing more, so the upper one alone decides; unless both ended, and the lower one is out.
        return common >= low.Fraction.Length && !low.IsExclusive
            ? After(low, common, FractionAtMost(high, common))
            : regexes.Nothing;
    }

    /// <summary>The first digits of the bound, then the regex.</summary>
    private Regex After(DigitBound bound, int count, Regex regex) =>
        regexes.Concat(regexes.Literal(bound.Fraction[..Math.Min(count, bound.Fraction.Length)].PadRight(count, '0')), regex);

    private static char At(DigitBound bound, int index) => index < bound.Fraction.Length ? bound.Fraction[index] : '0';

    /// <summary>One of the digits from low to high, then the regex beside them; empty ranges fall away, equal regexes are joined.</summary>
    /// <param name="rest">The digits before the point that are still to come; null after the point.</param>
    /// <param name="choices">Ascending ranges of digits.</param>
    private Regex Choose(int? rest, params ReadOnlySpan<(char Low, char High, Regex After)> choices)
    {
        Span<(ByteSet Set, Regex After)> joined = new (ByteSet, Regex)[choices.Length];
        int count = 0;
        foreach ((char low, char high, Regex after) in choices)
        {
            ByteSet set = low > high ? ByteSet.None : ByteSet.Range((byte)low, (byte)high);
            if (set == ByteSet.None || after == regexes.Nothing)
            {
                continue;
            }

            int same = 0;
            while (same < count && joined[same].After != after)
            {
                same++;
            }

            joined[same] = (same < count ? joined[same].Set | set : set, after);
            count = Math.Max(count, same + 1);
        }

        Regex regex = regexes.Nothing;
        foreach ((ByteSet set, Regex after) in joined[..count])
        {
            regex = regexes.Union(regex, Prepend(set, after, rest));
        }

        return regex;
    }

    // Ten digits in front of the free rest are the free rest of one digit more, so that every way there makes the same node.
    private Regex Prepend(ByteSet set, Regex after, int? rest) =>
        set.Count < 10 ? regexes.Concat(regexes.Bytes(set), after)
        : rest is { } count && after == Run(count) ? Run(count + 1)
        : rest is null && after == _digits ? regexes.Repeat(_digit, 1, Regex.Repeat.Unbounded)
        : regexes.Concat(_digit, after);

    private Regex Digits(char low, char high) => regexes.Bytes(ByteSet.Range((byte)low, (byte)high));

    /// <summary>That many digits and any tail.</summary>
    private Regex Run(int count) => regexes.Concat(regexes.Repeat(_digit, count, count), AnyTail);

    /// <summary>Every decimal with that many digits before the point.</summary>
    private Regex FullLength(int length) => FullLengths(length, length);

    private Regex FullLengths(int from, int to) => regexes.Concat(
        Digits('1', '9'),
        regexes.Repeat(_digit, from - 1, to == int.MaxValue ? Regex.Repeat.Unbounded : to - 1),
        AnyTail);

    /// <summary>The words of a regex made here, but for ε.</summary>
    private Regex WithoutEpsilon(Regex regex) => regex switch
    {
        { IsNullable: false } => regex,
        Regex.Repeat repeat => regexes.Repeat(repeat.Inner, 1, repeat.Max),
        Regex.Union union => regexes.Union([.. union.Parts.Where(p => p is not Regex.Epsilon)]),
        _ => regexes.Nothing,
    };
}
