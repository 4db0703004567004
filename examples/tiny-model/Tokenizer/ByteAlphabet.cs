// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;

namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>
/// The printable stand-ins for the 256 bytes that byte-level BPE files use: printable Latin-1 stands for itself, the other bytes
/// take the code points from U+0100 on, in order.
/// </summary>
/// <remarks>Source: the byte encoder of GPT-2 (Radford et al., 2019), which llama.cpp's tokenizer model "gpt2" expects.</remarks>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = Build();

    /// <summary>The bytes of a token as they are written in the file.</summary>
    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte b in bytes)
            text.Append(Letters[b]);
        return text.ToString();
    }

    private static char[] Build()
    {
        var letters = new char[256];
        int shifted = 0x100;
        for (int b = 0; b < 256; b++)
        {
            bool printable = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[b] = (char)(printable ? b : shifted++);
        }
        return letters;
    }
}
