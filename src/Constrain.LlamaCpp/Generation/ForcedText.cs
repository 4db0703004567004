// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Generation;

/// <summary>Forced text as the tokens that llama.cpp's tokenizer writes behind those that are there already.</summary>
internal static class ForcedText
{
    /// <summary>Bytes of context that the tokenizer is shown: more than a word, so that it splits what follows as it would in the whole text.</summary>
    private const int ContextBytes = 32;

    /// <summary>The longest text that is forced at once; beyond 1 KiB the tokenizer would need a larger stack.</summary>
    private const int MaxBytes = 960;

    /// <summary>The tokens that must come next; none where the constraint leaves a choice, or the tokenizer's choice depends on what follows.</summary>
    /// <param name="model">The model whose tokenizer it is.</param>
    /// <param name="matcher">The constraint, where it stands.</param>
    /// <param name="tokens">The prompt and what was generated.</param>
    public static int[] Next(LlamaModel model, Matcher matcher, List<int> tokens) =>
        matcher.ForcedTokens(End(matcher.Vocabulary, tokens), text => model.TokenizeUtf8(text, addSpecial: false, parseSpecial: false), MaxBytes);

    // The bytes of the last tokens. A control token has none, and text that follows one begins anew there.
    private static ReadOnlySpan<byte> End(Vocabulary vocabulary, List<int> tokens)
    {
        int first = tokens.Count;
        int length = 0;
        while (first > 0 && length < ContextBytes && vocabulary.GetBytes(tokens[first - 1]) is { IsEmpty: false } bytes)
        {
            first--;
            length += bytes.Length;
        }

        byte[] end = new byte[length];
        int at = 0;
        for (int i = first; i < tokens.Count; i++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(tokens[i]);
            bytes.CopyTo(end.AsSpan(at));
            at += bytes.Length;
        }

        return end;
    }
}
