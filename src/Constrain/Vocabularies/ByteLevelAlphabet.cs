// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text;

namespace Constrain.Vocabularies;

/// <summary>The byte-level alphabet of GPT-2: 256 printable code points, one for each byte.</summary>
/// <remarks>
/// Printable Latin-1 (0x21..0x7E, 0xA1..0xAC, 0xAE..0xFF) stands for itself; the other 68 bytes, in order, are U+0100 and on.
/// Source: Radford et al., "Language models are unsupervised multitask learners", 2019, and its published encoder.
/// </remarks>
internal static class ByteLevelAlphabet
{
    private const int Size = 0x100 + 68;
    private const short None = -1;

    private static readonly short[] ByteOf = BuildByteOf();

    /// <summary>Appends the bytes that a token's text stands for.</summary>
    /// <remarks>
    /// Text outside the alphabet is a fault of the file. It is rendered as llama.cpp renders it, <c>[UNK_BYTE_0x..text]</c>,
    /// because that is what will appear in the generated text.
    /// </remarks>
    /// <returns>False when the rendering passed <see cref="VocabularyLimits.MaxTokenBytes"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecode(ReadOnlySpan<byte> text, ByteStrings.Builder destination)
    {
        Span<byte> bytes = destination.Reserve(text.Length);
        int written = 0;
        int i = 0;
        while (i < text.Length)
        {
            int codePoint = text[i];
            int length = 1;
            if (codePoint >= 0x80)
            {
                // All 256 letters lie below U+0800: one or two bytes of UTF-8.
                if ((codePoint & 0xE0) != 0xC0 || i + 1 == text.Length || (text[i + 1] & 0xC0) != 0x80)
                    break;
                codePoint = ((codePoint & 0x1F) << 6) | (text[i + 1] & 0x3F);
                length = 2;
            }

            if (codePoint >= Size || ByteOf[codePoint] == None)
                break;
            bytes[written++] = (byte)ByteOf[codePoint];
            i += length;
        }

        destination.Advance(written);
        return i == text.Length || TryDecodeFaulty(text, i, destination);
    }

    private static bool TryDecodeFaulty(ReadOnlySpan<byte> text, int start, ByteStrings.Builder destination)
    {
        Span<byte> encoded = stackalloc byte[4];
        for (int i = start; i < text.Length;)
        {
            (int codePoint, int length) = LooseUtf8.Decode(text[i..]);
            i += length;
            if (codePoint < Size && ByteOf[codePoint] != None)
            {
                destination.Append((byte)ByteOf[codePoint]);
                continue;
            }

            int encodedLength = LooseUtf8.Encode(codePoint, encoded);
            destination.Append("[UNK_BYTE_0x"u8);
            destination.Append(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(encoded[..encodedLength])));
            destination.Append(text);
            destination.Append((byte)']');
            if (destination.OpenLength > VocabularyLimits.MaxTokenBytes)
                return false;
        }

        return true;
    }

    private static short[] BuildByteOf()
    {
        var byteOf = new short[Size];
        Array.Fill(byteOf, None);
        int next = 0x100;
        for (short value = 0; value < 256; value++)
        {
            bool printable = value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            byteOf[printable ? value : next++] = value;
        }

        return byteOf;
    }
}
