// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>UTF-8 as llama.cpp reads token text: surrogates and overlong forms pass, a stray byte is U+FFFD.</summary>
/// <remarks>Used only to reproduce how it renders faulty tokens; everything else in this library is strict.</remarks>
internal static class LooseUtf8
{
    private const int Replacement = 0xFFFD;

    /// <summary>The first code point of a text that is not empty, and how many bytes it takes.</summary>
    public static (int CodePoint, int Length) Decode(ReadOnlySpan<byte> text)
    {
        int lead = text[0];
        int length = lead switch
        {
            < 0x80 => 1,
            >= 0xC0 and < 0xE0 => 2,
            >= 0xE0 and < 0xF0 => 3,
            >= 0xF0 and < 0xF8 => 4,
            _ => 0,
        };
        if (length == 0 || text.Length < length)
            return (Replacement, 1);
        int codePoint = length == 1 ? lead : lead & (0x7F >> length);
        for (int i = 1; i < length; i++)
        {
            if ((text[i] & 0xC0) != 0x80)
                return (Replacement, 1);
            codePoint = (codePoint << 6) | (text[i] & 0x3F);
        }

        return codePoint > 0x10FFFF ? (Replacement, 1) : (codePoint, length);
    }

    /// <summary>Writes a code point of at most U+10FFFF in its shortest form; gives the number of bytes.</summary>
    public static int Encode(int codePoint, Span<byte> destination)
    {
        switch (codePoint)
        {
            case < 0x80:
                destination[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                destination[0] = (byte)(0xC0 | (codePoint >> 6));
                destination[1] = (byte)(0x80 | (codePoint & 0x3F));
                return 2;
            case < 0x10000:
                destination[0] = (byte)(0xE0 | (codePoint >> 12));
                destination[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                destination[2] = (byte)(0x80 | (codePoint & 0x3F));
                return 3;
            default:
                destination[0] = (byte)(0xF0 | (codePoint >> 18));
                destination[1] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
                destination[2] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                destination[3] = (byte)(0x80 | (codePoint & 0x3F));
                return 4;
        }
    }
}
