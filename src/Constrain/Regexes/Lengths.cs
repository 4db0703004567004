// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>Lengths in bytes that saturate: <see cref="long.MaxValue"/> is "no word at all".</summary>
internal static class Lengths
{
    public const long Infinite = long.MaxValue;

    public static long Add(long a, long b) => a > Infinite - b ? Infinite : a + b;

    public static long Multiply(long length, long count) =>
        count == 0 || length == 0 ? 0 : length > Infinite / count ? Infinite : length * count;
}
