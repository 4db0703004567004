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

    /// <summary>An error of a part that another front end read, at its place in the whole text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="offset">Where the part begins, in UTF-16 units.</param>
    /// <param name="error">The error, whose places count from there.</param>
    public static GrammarException Within(string text, int offset, GrammarException error)
    {
        return new GrammarException(error.Error, error.Problem, error.Location is { } place ? Map(place) : LocationOf(text, offset), error.Construct, error.Hint, error)
        {
            Conflict = [.. error.Conflict.Select(Map)],
        };

        SourceLocation Map(SourceLocation place)
        {
            SourceLocation start = LocationOf(text, place.Pointer is null && place.Offset is { } inside ? Math.Max(0, offset + inside) : offset);
            return place.Line is { } line
                ? SourceLocation.AtLine(start.Line!.Value + line - 1, line == 1 ? start.Column!.Value + place.Column!.Value - 1 : place.Column!.Value)
                : place.Pointer is null ? start
                : place.At(start.Line!.Value, start.Column!.Value);
        }
    }

    /// <summary>How messages show a character: itself in quotes, or its number where it cannot be seen.</summary>
    public static string Show(int codePoint) =>
        codePoint is > ' ' and < 0x7F ? $"'{(char)codePoint}'" : $"U+{codePoint:X4}";
}
