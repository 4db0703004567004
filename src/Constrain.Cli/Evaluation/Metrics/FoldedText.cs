// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>Text with differences taken out that do not matter when a value is looked for in it.</summary>
internal static class FoldedText
{
    /// <summary>From this character on there are scripts that put no spaces between words.</summary>
    private const char FirstUnspaced = '\u0590';

    /// <summary>
    /// Upper case; runs of white space as one space, none at the ends; typographic quotes and dashes as typewritten; the digits of
    /// all scripts as 0 to 9.
    /// </summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(Fold(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// Whether folded text holds a folded value that begins where a word begins. It may end inside of a word, since many languages
    /// put endings on names.
    /// </summary>
    public static bool Holds(string text, string value)
    {
        for (int at = 0; (at = text.IndexOf(value, at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (at == 0 || !IsWord(text[at - 1]) || !IsWord(value[0]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(char c) => c < FirstUnspaced && char.IsLetterOrDigit(c);

    private static char Fold(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02BC' => '\'',
        '\u201C' or '\u201D' or '\u201E' => '"',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
        _ when char.IsDigit(c) => (char)('0' + (int)CharUnicodeInfo.GetNumericValue(c)),
        _ => char.ToUpperInvariant(c),
    };
}
