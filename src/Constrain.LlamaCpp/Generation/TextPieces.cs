// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp.Generation;

/// <summary>The text of tokens that come one by one; what a token has of a character that is not whole yet waits for the next.</summary>
internal sealed class TextPieces(Vocabulary vocabulary)
{
    private readonly Decoder _decoder = new UTF8Encoding(false, true).GetDecoder();

    /// <summary>The characters that a token makes whole; empty when there are none.</summary>
    public string Add(int token)
    {
        ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
        Span<char> text = new char[_decoder.GetCharCount(bytes, flush: false)];
        return new string(text[.._decoder.GetChars(bytes, text, flush: false)]);
    }
}
