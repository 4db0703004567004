// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.LlamaCpp.Gguf;

/// <summary>The two properties of a vocabulary that llama.cpp takes for granted: distinct tokens, and bytes to fall back on.</summary>
internal sealed class VocabularyCheck
{
    /// <summary>What GGUF calls a SentencePiece (BPE) vocabulary.</summary>
    private const string SentencePiece = "llama";

    // One char a byte: tokens need not be valid UTF-8.
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>The value of tokenizer.ggml.model; may stand before or behind the tokens in the file.</summary>
    public string? Model { get; set; }

    public void Add(ReadOnlySpan<byte> token, string path)
    {
        // llama.cpp reads tokens as zero-terminated text, and makes up a distinct name for an empty one.
        if (token.IndexOf((byte)0) is >= 0 and int end)
            token = token[..end];
        if (!token.IsEmpty && !_tokens.Add(Encoding.Latin1.GetString(token)))
        {
            throw GgufPrecheck.Corrupt(path, string.Create(CultureInfo.InvariantCulture,
                $"token {_count} of the vocabulary, \"{Encoding.UTF8.GetString(token)}\", is there twice"));
        }

        _count++;
    }

    public void Conclude(string path)
    {
        if (Model != SentencePiece || _count == 0)
            return;
        for (int value = 0; value < 256; value++)
        {
            string fallback = string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
            if (!_tokens.Contains(fallback) && !_tokens.Contains(((char)value).ToString()))
            {
                throw new ModelLoadException(ModelLoadError.Unsupported, path,
                    $"the SentencePiece vocabulary has no token for the byte 0x{value:X2}", "llama.cpp cannot tokenize every text with it.");
            }
        }
    }
}
