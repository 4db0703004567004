// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Cli.Output;

/// <summary>Says what a word on the command line was probably meant to be.</summary>
internal static class Spelling
{
    /// <summary>A word that is neither an option nor a command, and the nearest one that is.</summary>
    public static string Unknown(string word, Command command)
    {
        bool isOption = word.StartsWith('-');
        IEnumerable<string> known = isOption
            ? command.Options.Where(option => !option.Hidden).Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        string what = isOption ? "unknown option" : command.Subcommands.Count > 0 ? "unknown command" : "unexpected argument";
        string name = isOption ? word.Split('=', ':')[0] : word;
        return Nearest(name, known) is string meant ? $"{what} '{name}'; did you mean {meant}?" : $"{what} '{name}'";
    }

    /// <summary>The nearest of some words; null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        (string? best, int distance) = (null, Math.Max(1, word.Length / 3) + 1);
        foreach (string each in known)
        {
            int d = Distance(word, each);
            if (d < distance)
            {
                (best, distance) = (each, d);
            }
        }

        return best;
    }

    /// <summary>Levenshtein's distance, by rows.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
