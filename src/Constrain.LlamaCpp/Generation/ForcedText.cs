// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Generation;

/// <summary>Forced text as the tokens that llama.cpp's tokenizer writes behind those that are there already.</summary>
/// <remarks>
/// What of the forced text stays open, since a token could begin in it and end behind it, is drawn; as long as a drawn token ends
/// inside it, no new attempt is made.
/// </remarks>
internal sealed class ForcedText(LlamaModel model, Matcher matcher)
{
    /// <summary>Bytes of context that the tokenizer is shown, at least: as a rule more than a word, so that it splits what follows as it would in the whole text.</summary>
    private const int ContextBytes = 16;

    /// <summary>The longest text that is forced at once; beyond 1 KiB the tokenizer would need a larger stack.</summary>
    private const int MaxBytes = 960;

    // Bytes of forced text that are still open.
    private int _open;

    /// <summary>The tokens that must come next; none where the constraint leaves a choice, or the tokenizer's choice depends on what follows.</summary>
    /// <param name="tokens">The prompt and what was generated; one token more than at the last call, and those that it returned.</param>
    public int[] Next(List<int> tokens)
    {
        if (_open > 0 && (_open -= matcher.Vocabulary.GetBytes(tokens[^1]).Length) > 0)
        {
            return [];
        }

        byte[] forced = matcher.ForcedBytes(MaxBytes);
        if (forced.Length == 0)
        {
            _open = 0;
            return [];
        }

        int[] next = matcher.ForcedTokens(End(matcher.Vocabulary, tokens), text => model.TokenizeUtf8(text, addSpecial: false, parseSpecial: false), MaxBytes);
        _open = next.Length == 0 ? 0 : forced.Length - next.Sum(t => matcher.Vocabulary.GetBytes(t).Length);
        return next;
    }

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
