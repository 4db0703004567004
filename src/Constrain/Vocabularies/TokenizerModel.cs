// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>How the text of a token in the file becomes the bytes that it stands for.</summary>
internal enum PieceEncoding
{
    /// <summary>Each code point stands for one byte: byte-level BPE, see <see cref="ByteLevelAlphabet"/>.</summary>
    ByteLevel,

    /// <summary>UTF-8 with U+2581 for the space; byte tokens are written <c>&lt;0xNN&gt;</c>: SentencePiece and what follows it.</summary>
    SentencePiece,

    /// <summary>Backslash escapes (<c>\n</c>, <c>\xNN</c>): RWKV.</summary>
    Escaped,

    /// <summary>As it stands, but for byte tokens: PLaMo 2.</summary>
    Verbatim,
}

/// <summary>What follows from the name of a tokenizer in a GGUF file.</summary>
/// <param name="Encoding">How token text becomes bytes.</param>
/// <param name="DefaultBeginOfText">The begin-of-text token where the file names none.</param>
/// <param name="DefaultEndOfText">The end-of-text token where the file names none.</param>
internal readonly record struct TokenizerModel(PieceEncoding Encoding, int? DefaultBeginOfText, int? DefaultEndOfText)
{
    /// <summary>Looks a tokenizer up by <c>tokenizer.ggml.model</c> and <c>tokenizer.ggml.pre</c>.</summary>
    /// <exception cref="GgufException">The name is none that is known, or says that there is no tokenizer.</exception>
    public static TokenizerModel For(string model, string? preTokenizer) => model switch
    {
        "llama" => new(PieceEncoding.SentencePiece, 1, 2),
        "gpt2" or "hybriddna" or "whitespace" => ForBpe(preTokenizer),
        "gemma4" => new(PieceEncoding.SentencePiece, null, null),
        "t5" => new(PieceEncoding.SentencePiece, null, 1),
        "bert" => new(PieceEncoding.SentencePiece, 101, null),
        "rwkv" => new(PieceEncoding.Escaped, null, null),
        "plamo2" => new(PieceEncoding.Verbatim, 1, 2),
        "none" or "no_vocab" => throw new GgufException(
            "the file says that it has no vocabulary",
            key: GgufKeys.Model,
            hint: "constrained generation needs a language model with its tokenizer"),
        _ => throw new GgufException(
            $"tokenizer '{model}' is not known, so what its tokens stand for is not either",
            key: GgufKeys.Model,
            hint: "known are gpt2, llama, gemma4, t5, bert, rwkv, plamo2, hybriddna and whitespace"),
    };

    /// <summary>BPE works on the byte-level alphabet, except for vocabularies that were SentencePiece's before.</summary>
    private static TokenizerModel ForBpe(string? preTokenizer) => preTokenizer switch
    {
        "gemma4" or "granite-embed-multi-311m" or "sarvam-moe" => new(PieceEncoding.SentencePiece, 11, 11),
        "glm4" or "chatglm-bpe" => new(PieceEncoding.ByteLevel, null, 11),
        _ => new(PieceEncoding.ByteLevel, 11, 11),
    };
}
