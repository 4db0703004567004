// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Encodings.Web;

namespace Constrain.Cli.Output;

/// <summary>Escapes what JSON asks for and nothing else. The framework's relaxed encoder still escapes what lies past U+FFFF.</summary>
internal sealed unsafe class ReadableJson : JavaScriptEncoder
{
    private ReadableJson()
    {
    }

    public static ReadableJson Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    /// <remarks>DEL and the C1 controls may stand as they are, but a terminal would obey them.</remarks>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\' or (>= 0x7F and < 0xA0);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (int i = 0; i < textLength; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1]);
            if (WillEncode(text[i]) || (char.IsSurrogate(text[i]) && !isPair))
            {
                return i;
            }

            i += isPair ? 1 : 0;
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
