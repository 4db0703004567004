// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Diagnostics;

/// <summary>Finds the name that was meant where another was written.</summary>
internal static class NearestName
{
    /// <summary>Names longer than this, in UTF-16 units, are not compared: the cost is the product of the lengths.</summary>
    private const int MaxLength = 64;

    /// <summary>The hint "did you mean ...?"; null when no name is near.</summary>
    public static string? Hint(string written, IEnumerable<string> names)
    {
        string? nearest = null;
        int least = Math.Min(written.Length, Math.Max(2, (Math.Min(written.Length, MaxLength) / 3) + 1));
        foreach (string name in names)
        {
            if (name.Length <= MaxLength && Math.Abs(name.Length - written.Length) < least && Distance(written, name) is int distance && distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest is null ? null : $"did you mean \"{nearest}\"?";
    }

    /// <summary>How many characters must be inserted, removed, replaced or exchanged with their neighbour; case differs by nothing.</summary>
    /// <remarks>Optimal string alignment (Damerau 1964), with three rows of the table.</remarks>
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        int[] row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
