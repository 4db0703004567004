// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.Gbnf;

/// <summary>Errors of GBNF text, placed by line and column.</summary>
internal static class GbnfErrors
{
    /// <summary>The 1-based line and column of a 0-based offset; a line ends with LF, CR or CR LF.</summary>
    public static SourceLocation LocationOf(string text, int offset) => LocationsOf(text, [offset]).First();

    /// <summary>The same of many offsets, which ascend, in one pass over the text.</summary>
    public static IEnumerable<SourceLocation> LocationsOf(string text, IEnumerable<int> offsets)
    {
        int line = 1;
        int start = 0;
        int i = 0;
        foreach (int offset in offsets)
        {
            for (; i < offset; i++)
            {
                if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
                {
                    line++;
                    start = i + 1;
                }
            }

            yield return SourceLocation.AtLine(line, offset - start + 1);
        }
    }

    /// <summary>How messages show a character: itself in quotes, or its number where it cannot be seen.</summary>
    public static string Show(int codePoint) =>
        codePoint is > ' ' and < 0x7F ? $"'{(char)codePoint}'" : $"U+{codePoint:X4}";
}
