// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Texts;

/// <summary>Offsets as lines and columns.</summary>
internal static class TextPlace
{
    /// <summary>The place of a UTF-16 unit; lines end with a line feed.</summary>
    public static SourceLocation Of(ReadOnlySpan<char> text, int offset)
    {
        ReadOnlySpan<char> before = text[..offset];
        return SourceLocation.AtLine(before.Count('\n') + 1, offset - before.LastIndexOf('\n'));
    }

    /// <summary>The place of a byte of UTF-8.</summary>
    public static SourceLocation Of(ReadOnlySpan<byte> utf8, int offset)
    {
        ReadOnlySpan<byte> before = utf8[..offset];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return SourceLocation.AtLine(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The offset of the first half of a surrogate pair without the other; -1 when there is none.</summary>
    public static int LoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }
}
