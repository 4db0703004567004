// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Constrain.Vocabularies;

/// <summary>Makes a <see cref="Vocabulary"/> of the metadata of a GGUF file.</summary>
/// <remarks>The result is meant to equal what llama.cpp makes of the same file, token by token; a test holds the two together.</remarks>
internal static class GgufVocabulary
{
    private const string ConvertAgain = "the file is damaged, or was converted wrongly";

    /// <summary>Reads metadata with the arrays that <see cref="Load"/> needs.</summary>
    public static GgufMetadata ReadMetadata(Stream stream) =>
        GgufMetadata.Read(stream, static key => key is GgufKeys.Tokens or GgufKeys.TokenTypes);

    /// <summary>Builds the vocabulary.</summary>
    /// <exception cref="GgufException">Something is missing or inconsistent, or the tokenizer is not known.</exception>
    public static Vocabulary Load(GgufMetadata metadata)
    {
        string name = metadata.GetString(GgufKeys.Model) ?? throw new GgufException(
            "the file has no tokenizer",
            key: GgufKeys.Model,
            hint: "it may be an adapter, a projector, or a later part of a split model; give the model itself, or its first part");
        string? preTokenizer = metadata.GetString(GgufKeys.PreTokenizer);
        TokenizerModel model = TokenizerModel.For(name, preTokenizer);
        ByteStrings texts = metadata.GetStrings(GgufKeys.Tokens) ?? throw new GgufException(
            "the file has a tokenizer, but no tokens", key: GgufKeys.Tokens, hint: ConvertAgain);

        int? IdOf(string key) => metadata.GetInteger(key) is { } id && id >= 0 && id < texts.Count ? (int)id : null;
        int? InRange(int? id) => id < texts.Count ? id : null;

        TokenKind[] kinds = ReadKinds(metadata, texts.Count);
        ImmutableArray<int> ends = SpecialTokens.Apply(texts, kinds, IdOf, IdOf(GgufKeys.EndOfText) ?? InRange(model.DefaultEndOfText));
        RefuseUnknownSpaceSymbol(model, preTokenizer, texts, kinds);
        ByteStrings bytes = Decode(model.Encoding, texts, kinds, name == "hybriddna" ? FirstDnaToken(texts) : texts.Count);
        return new Vocabulary(bytes, kinds, ends)
        {
            BeginOfText = IdOf(GgufKeys.BeginOfText) ?? InRange(model.DefaultBeginOfText),
            Names = NamesOf(texts, kinds),
            Model = name,
            PreTokenizer = preTokenizer,
        };
    }

    private static Dictionary<int, byte[]> NamesOf(ByteStrings texts, ReadOnlySpan<TokenKind> kinds)
    {
        var names = new Dictionary<int, byte[]>();
        for (int token = 0; token < kinds.Length; token++)
        {
            if (kinds[token] is TokenKind.Control or TokenKind.Unknown)
                names.Add(token, UpToNul(texts[token]).ToArray());
        }

        return names;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TokenKind[] ReadKinds(GgufMetadata metadata, int count)
    {
        var kinds = new TokenKind[count];
        if (metadata.GetInt32Array(GgufKeys.TokenTypes) is not { } types)
            return kinds;
        if (types.Length < count)
        {
            throw new GgufException(
                $"{types.Length} token types for {count} tokens", key: GgufKeys.TokenTypes, hint: ConvertAgain);
        }

        for (int token = 0; token < count; token++)
        {
            kinds[token] = types[token] switch
            {
                1 => TokenKind.Normal,
                2 => TokenKind.Unknown,
                3 => TokenKind.Control,
                4 => TokenKind.UserDefined,
                6 => TokenKind.Byte,
                _ => TokenKind.Unused, // 5, and 0: "undefined"
            };
        }

        return kinds;
    }

    /// <summary>Decodes all tokens. From <paramref name="firstDna"/> on, a marker at the end of a text is no part of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ByteStrings Decode(PieceEncoding encoding, ByteStrings texts, ReadOnlySpan<TokenKind> kinds, int firstDna)
    {
        var bytes = new ByteStrings.Builder(texts.TotalBytes, texts.Count);
        for (int token = 0; token < texts.Count; token++)
        {
            ReadOnlySpan<byte> text = UpToNul(texts[token]);
            if (text.IsEmpty)
                text = Encoding.ASCII.GetBytes($"[EMPTY_{token}]");
            if (token >= firstDna && text.Length > DnaMarker.Length && text.EndsWith(DnaMarker))
                text = text[..^DnaMarker.Length];
            if (text.Length > VocabularyLimits.MaxTokenBytes || !PieceDecoder.TryDecode(encoding, kinds[token], text, bytes))
            {
                throw Refuse(kinds[token] == TokenKind.Byte
                    ? $"byte token {token} is '{Show(text)}', not of the form <0xNN>"
                    : $"token {token} is longer than {VocabularyLimits.MaxTokenBytes} bytes: '{Show(text)}...'");
            }

            if (bytes.Length > VocabularyLimits.MaxVocabularyBytes)
                throw Refuse($"the tokens are longer than {VocabularyLimits.MaxVocabularyBytes} bytes in all");
            bytes.EndString();
        }

        return bytes.Build(trim: true);
    }

    // llama.cpp takes token text as a C string, and gives a token without any text this name, which it prints.
    private static ReadOnlySpan<byte> UpToNul(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    /// <summary>U+E000, which keeps DNA tokens apart from ordinary ones of the same letters.</summary>
    private static ReadOnlySpan<byte> DnaMarker => "\uE000"u8;

    private static int FirstDnaToken(ByteStrings texts)
    {
        for (int token = 0; token < texts.Count; token++)
        {
            if (texts[token].SequenceEqual("<oov>"u8))
                return token + 1;
        }

        return texts.Count;
    }

    /// <summary>
    /// A BPE vocabulary with byte tokens and U+2581 in ordinary tokens is SentencePiece's in disguise. Where its pre-tokenizer is
    /// not among those known to be so, decoding it by the byte-level alphabet would give nonsense without a word.
    /// </summary>
    private static void RefuseUnknownSpaceSymbol(
        TokenizerModel model, string? preTokenizer, ByteStrings texts, ReadOnlySpan<TokenKind> kinds)
    {
        if (model.Encoding != PieceEncoding.ByteLevel || !kinds.Contains(TokenKind.Byte))
            return;
        for (int token = 0; token < texts.Count; token++)
        {
            if (kinds[token] == TokenKind.Normal && texts[token].StartsWith(PieceDecoder.SpaceSymbol))
            {
                throw new GgufException(
                    $"pre-tokenizer '{preTokenizer}' is not known, and the tokens do not look like byte-level BPE "
                    + $"(token {token} is '{Show(texts[token])}')",
                    key: GgufKeys.PreTokenizer,
                    hint: "a newer Constrain may know it");
            }
        }
    }

    private static GgufException Refuse(string problem) => new(problem, key: GgufKeys.Tokens, hint: ConvertAgain);

    private static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);
}
