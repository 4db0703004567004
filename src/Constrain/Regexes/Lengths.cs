// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>Lengths in bytes that saturate: <see cref="Infinite"/> is "no word at all", <see cref="Longest"/> "longer than can be counted".</summary>
internal static class Lengths
{
    public const long Infinite = long.MaxValue;

    public const long Longest = Infinite - 1;

    public static long Add(long a, long b) =>
        a == Infinite || b == Infinite ? Infinite : a > Longest - b ? Longest : a + b;

    public static long Multiply(long length, long count) =>
        count == 0 || length == 0 ? 0 : length == Infinite ? Infinite : length > Longest / count ? Longest : length * count;
}
