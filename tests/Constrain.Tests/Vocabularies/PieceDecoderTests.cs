// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Vocabularies;
using FsCheck.Xunit;

namespace Constrain.Tests.Vocabularies;

public class PieceDecoderTests
{
    private static byte[]? Decode(PieceEncoding encoding, TokenKind kind, byte[] text)
    {
        var builder = new ByteStrings.Builder();
        if (!PieceDecoder.TryDecode(encoding, kind, text, builder))
            return null;
        builder.EndString();
        return builder.Build(trim: true)[0].ToArray();
    }

    private static string? Decode(PieceEncoding encoding, TokenKind kind, string text) =>
        Decode(encoding, kind, Encoding.UTF8.GetBytes(text)) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    [Theory]
    [InlineData(PieceEncoding.ByteLevel, TokenKind.Normal, "Ġhello", " hello")]
    [InlineData(PieceEncoding.ByteLevel, TokenKind.Normal, "Ċ", "\n")]
    [InlineData(PieceEncoding.ByteLevel, TokenKind.Normal, "Ã¤", "ä")]
    [InlineData(PieceEncoding.ByteLevel, TokenKind.UserDefined, "Ġ ä", "Ġ ä")]
    [InlineData(PieceEncoding.ByteLevel, TokenKind.Byte, "<0x41>", "A")]
    [InlineData(PieceEncoding.SentencePiece, TokenKind.Normal, "▁a▁▁b", " a  b")]
    [InlineData(PieceEncoding.SentencePiece, TokenKind.Normal, "Ġ", "Ġ")]
    [InlineData(PieceEncoding.SentencePiece, TokenKind.UserDefined, "▁▁", "▁▁")]
    [InlineData(PieceEncoding.SentencePiece, TokenKind.Byte, "<0x0A>", "\n")]
    [InlineData(PieceEncoding.SentencePiece, TokenKind.Byte, "<0x7e>", "~")]
    [InlineData(PieceEncoding.SentencePiece, TokenKind.Normal, "<0x0A>", "<0x0A>")]
    [InlineData(PieceEncoding.Verbatim, TokenKind.Normal, "▁Ġ\\n", "▁Ġ\\n")]
    [InlineData(PieceEncoding.Verbatim, TokenKind.Byte, "<0x41>", "A")]
    [InlineData(PieceEncoding.Verbatim, TokenKind.Byte, "<0xG1>", "<0xG1>")]
    [InlineData(PieceEncoding.Escaped, TokenKind.Normal, "\\t\\n\\r\\\\\\'x\\x41z", "\t\n\r\\'xAz")]
    [InlineData(PieceEncoding.Escaped, TokenKind.Normal, "a\\", "a")]
    [InlineData(PieceEncoding.Escaped, TokenKind.Normal, "a\\x4", "a")]
    [InlineData(PieceEncoding.Escaped, TokenKind.UserDefined, "\\n", "\n")]
    public void Text_BecomesBytes(object encoding, TokenKind kind, string text, string bytes) =>
        Assert.Equal(bytes, Decode((PieceEncoding)encoding, kind, text));

    [Fact]
    public void ByteToken_AboveAscii_IsOneByte() =>
        Assert.Equal([0xFF], Decode(PieceEncoding.SentencePiece, TokenKind.Byte, "<0xFF>"u8.ToArray())!);

    [Theory]
    [InlineData("<0x0>")]
    [InlineData("<0x0G>")]
    [InlineData("<0x00")]
    [InlineData("<0x000>")]
    [InlineData("a")]
    public void ByteToken_OfOtherForm_IsRefused(string text)
    {
        Assert.Null(Decode(PieceEncoding.SentencePiece, TokenKind.Byte, text));
        Assert.Null(Decode(PieceEncoding.ByteLevel, TokenKind.Byte, text));
    }

    [Property]
    public bool Control_UnknownAndUnused_AreSilent(byte[] text) =>
        Enum.GetValues<PieceEncoding>().All(encoding =>
            Decode(encoding, TokenKind.Control, text) is []
            && Decode(encoding, TokenKind.Unknown, text) is []
            && Decode(encoding, TokenKind.Unused, text) is []);

    [Fact]
    public void ByteLevel_Alphabet_HasEachByteOnce()
    {
        // The published encoder's table, written the obvious way.
        var letterOf = new Dictionary<int, char>();
        int next = 256;
        for (int value = 0; value < 256; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= '¡' and <= '¬') or (>= '®' and <= 'ÿ');
            letterOf[value] = printable ? (char)value : (char)next++;
        }

        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        string text = string.Concat(all.Select(value => letterOf[value]));
        Assert.Equal(all, Decode(PieceEncoding.ByteLevel, TokenKind.Normal, Encoding.UTF8.GetBytes(text))!);
        Assert.Equal(324, next);
    }

    [Theory]
    [InlineData("a b", "a[UNK_BYTE_0x20a b]b")]
    [InlineData("▁", "[UNK_BYTE_0xe29681▁]")]
    [InlineData("😀", "[UNK_BYTE_0xf09f9880😀]")]
    [InlineData("Ņ", "[UNK_BYTE_0xc585Ņ]")]
    public void ByteLevel_OutsideAlphabet_IsRenderedAsLlamaCppDoes(string text, string rendered) =>
        Assert.Equal(rendered, Decode(PieceEncoding.ByteLevel, TokenKind.Normal, text));

    [Fact]
    public void ByteLevel_LettersBesideAFault_AreStillDecoded() => Assert.Equal(
        [.. "[UNK_BYTE_0x20 \u0143"u8, (byte)']', 0xAD],
        Decode(PieceEncoding.ByteLevel, TokenKind.Normal, " \u0143"u8.ToArray())!);

    [Fact]
    public void ByteLevel_BrokenUtf8_IsReplacementCharacter() => Assert.Equal(
        [.. "a[UNK_BYTE_0xefbfbda"u8, 0xE2, 0x96, .. "][UNK_BYTE_0xefbfbda"u8, 0xE2, 0x96, (byte)']'],
        Decode(PieceEncoding.ByteLevel, TokenKind.Normal, [(byte)'a', 0xE2, 0x96])!);

    [Fact]
    public void ByteLevel_RenderingPastLimit_IsRefused() =>
        Assert.Null(Decode(PieceEncoding.ByteLevel, TokenKind.Normal, new string(' ', 10_000)));

    [Theory]
    [InlineData(new byte[] { 0x41 }, 0x41, 1)]
    [InlineData(new byte[] { 0xC3, 0xA4, 0x41 }, 0xE4, 2)]
    [InlineData(new byte[] { 0xC1, 0x81 }, 0x41, 2)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0xD800, 3)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80 }, 0x1F600, 4)]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 0xFFFD, 1)]
    [InlineData(new byte[] { 0x80 }, 0xFFFD, 1)]
    [InlineData(new byte[] { 0xC3 }, 0xFFFD, 1)]
    [InlineData(new byte[] { 0xC3, 0x41 }, 0xFFFD, 1)]
    [InlineData(new byte[] { 0xFF, 0x80, 0x80, 0x80, 0x80 }, 0xFFFD, 1)]
    public void LooseUtf8_Decodes(byte[] text, int codePoint, int length) =>
        Assert.Equal((codePoint, length), LooseUtf8.Decode(text));

    [Fact]
    public void LooseUtf8_EncodesEachScalarAsDotNetDoes()
    {
        Span<byte> expected = stackalloc byte[4];
        Span<byte> actual = stackalloc byte[4];
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune))
                continue;
            int length = rune.EncodeToUtf8(expected);
            Assert.Equal(length, LooseUtf8.Encode(value, actual));
            Assert.True(expected[..length].SequenceEqual(actual[..length]));
        }
    }
}
