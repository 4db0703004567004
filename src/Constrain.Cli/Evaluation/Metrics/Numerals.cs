// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.RegularExpressions;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>The numbers that stand in a text, by value. One that can be read in two ways counts in both: 1,234 and 1.234.</summary>
internal static partial class Numerals
{
    /// <summary>Runs of digits that one numeral may have.</summary>
    private const int MaxRuns = 6;

    /// <summary>The canonical texts of all readings, without signs: a text may say them in words.</summary>
    /// <param name="folded">Folded text.</param>
    public static HashSet<string> In(string folded)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        MatchCollection runs = Digits().Matches(folded);
        for (int first = 0; first < runs.Count; first++)
        {
            for (int last = first; last < runs.Count && last - first < MaxRuns; last++)
            {
                if (last > first && runs[last].Index != End(runs[last - 1]) + 1)
                {
                    break;
                }

                foreach (string reading in Readings(folded, runs, first, last))
                {
                    values.Add(DecimalText.Canonical(reading));
                }
            }
        }

        return values;
    }

    /// <summary>The canonical text of a value that is one plain numeral, without its sign; null for any other.</summary>
    public static string? Whole(string folded) => Plain().IsMatch(folded) ? DecimalText.Canonical(folded.TrimStart('-')) : null;

    /// <summary>Some runs of digits as one number: in groups of three behind the first, and the last perhaps a fraction.</summary>
    private static IEnumerable<string> Readings(string text, MatchCollection runs, int first, int last)
    {
        string whole = string.Concat(Enumerable.Range(first, last - first + 1).Select(i => runs[i].Value));
        if (IsGrouped(text, runs, first, last))
        {
            yield return whole;
        }

        if (last > first && text[End(runs[last - 1])] is '.' or ',' && IsGrouped(text, runs, first, last - 1))
        {
            int fraction = runs[last].Length;
            yield return $"{whole[..^fraction]}.{whole[^fraction..]}";
        }
    }

    private static bool IsGrouped(string text, MatchCollection runs, int first, int last)
    {
        for (int i = first + 1; i <= last; i++)
        {
            char mark = text[End(runs[i - 1])];
            if (runs[i].Length != 3 || mark is not ('.' or ',' or '\'' or ' ') || mark != text[End(runs[first])])
            {
                return false;
            }
        }

        return true;
    }

    private static int End(Match match) => match.Index + match.Length;

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex("^-?[0-9]+([.][0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
