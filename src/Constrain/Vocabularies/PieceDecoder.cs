// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers.Text;

namespace Constrain.Vocabularies;

/// <summary>Turns the text of a token into the bytes that it stands for.</summary>
/// <remarks>
/// The rules are those of llama.cpp's <c>llama_token_to_piece</c> without special tokens. One rule is stricter: tokens marked
/// unused stand for nothing under every tokenizer (llama.cpp would print the padding of RWKV and PLaMo 2 vocabularies).
/// </remarks>
internal static class PieceDecoder
{
    /// <summary>U+2581, which SentencePiece writes for the space.</summary>
    public static ReadOnlySpan<byte> SpaceSymbol => "▁"u8;

    /// <summary>Appends the bytes of one token.</summary>
    /// <returns>False when the text is malformed: a byte token that is not <c>&lt;0xNN&gt;</c>, or a rendering past the limit.</returns>
    public static bool TryDecode(PieceEncoding encoding, TokenKind kind, ReadOnlySpan<byte> text, ByteStrings.Builder destination)
    {
        if (kind is TokenKind.Control or TokenKind.Unknown or TokenKind.Unused)
            return true;
        if (encoding == PieceEncoding.Escaped)
        {
            Unescape(text, destination);
            return true;
        }

        switch (kind)
        {
            case TokenKind.Byte when TryParseByte(text, out byte value):
                destination.Append(value);
                return true;
            case TokenKind.Byte when encoding != PieceEncoding.Verbatim:
                return false;
            case TokenKind.Normal when encoding == PieceEncoding.ByteLevel:
                return ByteLevelAlphabet.TryDecode(text, destination);
            case TokenKind.Normal when encoding == PieceEncoding.SentencePiece:
                ReplaceSpaceSymbol(text, destination);
                return true;
            default:
                destination.Append(text);
                return true;
        }
    }

    private static bool TryParseByte(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        return text.Length == 6 && text.StartsWith("<0x"u8) && text[5] == '>'
            && Utf8Parser.TryParse(text.Slice(3, 2), out value, out int consumed, 'x') && consumed == 2;
    }

    private static void ReplaceSpaceSymbol(ReadOnlySpan<byte> text, ByteStrings.Builder destination)
    {
        for (int found; (found = text.IndexOf(SpaceSymbol)) >= 0; text = text[(found + SpaceSymbol.Length)..])
        {
            destination.Append(text[..found]);
            destination.Append((byte)' ');
        }

        destination.Append(text);
    }

    /// <summary>Undoes the escapes of an RWKV vocabulary. An escape that the end of the text cuts off stands for nothing.</summary>
    private static void Unescape(ReadOnlySpan<byte> text, ByteStrings.Builder destination)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                destination.Append(text[i]);
                continue;
            }

            if (++i == text.Length)
                return;
            switch (text[i])
            {
                case (byte)'t':
                    destination.Append((byte)'\t');
                    break;
                case (byte)'n':
                    destination.Append((byte)'\n');
                    break;
                case (byte)'r':
                    destination.Append((byte)'\r');
                    break;
                case (byte)'x' when i + 2 >= text.Length:
                    return;
                case (byte)'x':
                    destination.Append((byte)((HexDigit(text[i + 1]) << 4) + HexDigit(text[i + 2])));
                    i += 2;
                    break;
                default:
                    destination.Append(text[i]);
                    break;
            }
        }
    }

    // Not checked for being a digit, as llama.cpp does not either: the converter writes lower-case digits only.
    private static int HexDigit(byte c) => c >= 'a' ? c - 'a' + 10 : c - '0';
}
