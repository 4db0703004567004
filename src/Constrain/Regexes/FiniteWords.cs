// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>The words of a regex, where they are few.</summary>
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
