// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>The words of a regex, where they are few, and how long the shortest are.</summary>
/// <remarks>
/// Depth first over the derivatives. A node that is met again on the way to itself, and holds a word, means endlessly many
/// words, and that ends the search at once for most infinite languages.
/// </remarks>
internal static class FiniteWords
{
    /// <summary>Bytes of one word; longer ones count as too many.</summary>
    private const int MaxLength = 1024;

    /// <summary>The words; null when there are more than <paramref name="max"/>.</summary>
    public static List<byte[]>? Of(RegexBuilder regexes, Regex regex, int max)
    {
        var words = new List<byte[]>();
        return Collect(regexes, regex, max, [], [], words) ? words : null;
    }

    /// <summary>The length in bytes of the last of the shortest words, as many as <paramref name="count"/>; bounded by 64 where there are not as many.</summary>
    /// <remarks>The derivatives of a word are those of its letters one after the other, so words of one length are counted by the nodes they lead to.</remarks>
    public static int LengthOfShortest(RegexBuilder regexes, Regex regex, long count)
    {
        const int MaxLevels = 64;
        const int MaxNodes = 256;
        var level = new Dictionary<Regex, long> { [regex] = 1 };
        long found = 0;
        int length = 0;
        for (; ; length++)
        {
            foreach ((Regex node, long ways) in level)
            {
                found += node.IsNullable ? ways : 0;
            }

            if (found >= count || length == MaxLevels || level.Count is 0 or > MaxNodes)
            {
                return length;
            }

            var next = new Dictionary<Regex, long>();
            foreach ((Regex node, long ways) in level)
            {
                for (ByteSet left = regexes.FirstBytesOf(node); left != ByteSet.None; left &= ~ByteSet.Of(left.First))
                {
                    Regex after = regexes.Derivative(node, left.First);
                    if (!regexes.IsEmpty(after))
                    {
                        next[after] = Math.Min(count, next.GetValueOrDefault(after) + ways);
                    }
                }
            }

            level = next;
        }
    }

    private static bool Collect(RegexBuilder regexes, Regex regex, int max, List<byte> prefix, HashSet<Regex> path, List<byte[]> words)
    {
        if (regexes.IsEmpty(regex))
        {
            return true;
        }

        if (!path.Add(regex) || prefix.Count == MaxLength)
        {
            return false;
        }

        if (regex.IsNullable)
        {
            words.Add([.. prefix]);
        }

        for (ByteSet left = regexes.FirstBytesOf(regex); left != ByteSet.None && words.Count <= max; left &= ~ByteSet.Of(left.First))
        {
            prefix.Add(left.First);
            if (!Collect(regexes, regexes.Derivative(regex, left.First), max, prefix, path, words))
            {
                return false;
            }

            prefix.RemoveAt(prefix.Count - 1);
        }

        path.Remove(regex);
        return words.Count <= max;
    }
}
