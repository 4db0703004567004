// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp;

/// <content>Text to tokens and back.</content>
public sealed unsafe partial class LlamaModel
{
    /// <summary>Turns text into tokens with the model's own tokenizer.</summary>
    /// <param name="text">The text; a lone surrogate becomes U+FFFD.</param>
    /// <param name="addSpecial">Add what the model expects around a text, such as a beginning-of-text token.</param>
    /// <param name="parseSpecial">Read <c>&lt;|im_start|&gt;</c> and the like as control tokens. Only for text that the program wrote itself.</param>
    /// <exception cref="InvalidOperationException">The model has no vocabulary.</exception>
    /// <exception cref="ArgumentException">The text has more than 2 MiB in UTF-8.</exception>
    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TokenizeUtf8(Encoding.UTF8.GetBytes(text), addSpecial, parseSpecial);
    }

    /// <inheritdoc cref="Tokenize(string, bool, bool)"/>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="addSpecial">Add what the model expects around a text.</param>
    /// <param name="parseSpecial">Read the names of control tokens as those.</param>
    internal int[] TokenizeUtf8(byte[] bytes, bool addSpecial, bool parseSpecial)
    {
        if (bytes.Length > DeepStack.LongestText)
        {
            throw new ArgumentException(
                $"The text has {bytes.Length} bytes, and at most {DeepStack.LongestText} can be tokenized at once: tokenize it in parts.", nameof(bytes));
        }

        using var lease = new HandleLease(Handle);
        return Api.VocabularyType(_vocabulary) switch
        {
            NoVocabulary => throw new InvalidOperationException("The model has no vocabulary, so there is nothing to tokenize with."),
            BytePairVocabulary => DeepStack.Run(bytes.Length, () => Tokenize(bytes, addSpecial, parseSpecial)),
            _ => Tokenize(bytes, addSpecial, parseSpecial),
        };
    }

    /// <summary>The bytes that a token stands for in text; they may begin or end in the middle of a character.</summary>
    /// <param name="token">A token of this model.</param>
    /// <param name="special">Render control tokens as their names; otherwise they have no bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a token of this model.</exception>
    public byte[] TokenToPiece(int token, bool special = false)
    {
        CheckToken(token);
        using var lease = new HandleLease(Handle);
        byte* small = stackalloc byte[64];
        int length = Api.TokenToPiece(_vocabulary, token, small, 64, 0, special ? (byte)1 : (byte)0);
        if (length >= 0)
            return new ReadOnlySpan<byte>(small, length).ToArray();

        byte[] bytes = new byte[-length];
        fixed (byte* first = bytes)
            length = Api.TokenToPiece(_vocabulary, token, first, bytes.Length, 0, special ? (byte)1 : (byte)0);
        return bytes[..length];
    }

    /// <summary>The text of a run of tokens as llama.cpp joins them; bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="tokens">Tokens of this model.</param>
    /// <param name="special">Render control tokens as their names; otherwise they are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not a token of this model.</exception>
    public string Detokenize(ReadOnlySpan<int> tokens, bool special = false)
    {
        foreach (int token in tokens)
            CheckToken(token);
        if (tokens.IsEmpty)
            return "";

        using var lease = new HandleLease(Handle);
        byte[] bytes = new byte[(tokens.Length * 8) + 64];
        fixed (int* first = tokens)
        {
            int length;
            while ((length = Detokenize(first, tokens.Length, bytes, special)) < 0)
                bytes = new byte[checked(-length)];
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
    }

    /// <summary>Renders a conversation with the model's own chat template, as llama.cpp knows it.</summary>
    /// <param name="messages">The conversation so far.</param>
    /// <param name="addAssistant">End with what begins the assistant's answer.</param>
    /// <returns>The prompt. A base model has no template: the contents then pass through, one after the other.</returns>
    /// <exception cref="NotSupportedException">llama.cpp does not know the model's template; render the prompt in your own code.</exception>
    public string ApplyChatTemplate(IReadOnlyList<ChatMessage> messages, bool addAssistant)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (ChatTemplate is null)
            return string.Join("\n", messages.Select(message => message.Content));
        if (messages.Any(message => message.Role.Contains('\0') || message.Content.Contains('\0')))
            throw new ArgumentException("A message holds a NUL character, which would cut it short.", nameof(messages));

        using var lease = new HandleLease(Handle);
        using NativeLogScope log = NativeLog.Begin(Logger);
        using var chat = new NativeChat(messages);
        byte[] rendered = new byte[chat.Bytes * 2 + 256];
        fixed (byte* template = Utf8.Terminated(ChatTemplate))
        {
            while (true)
            {
                int length = chat.Apply(Api, template, addAssistant, rendered);
                if (length < 0)
                {
                    throw new NotSupportedException(
                        "llama.cpp does not know this model's chat template. Render the prompt in your own code and pass it as it is.");
                }

                if (length <= rendered.Length)
                    return Encoding.UTF8.GetString(rendered, 0, length);
                rendered = new byte[length];
            }
        }
    }

    private int[] Tokenize(byte[] text, bool addSpecial, bool parseSpecial)
    {
        // A token has at least one byte; the model may add a few around them.
        int[] tokens = new int[text.Length + 8];
        while (true)
        {
            int count;
            fixed (byte* bytes = text.Length == 0 ? [0] : text)
            fixed (int* first = tokens)
            {
                count = Api.Tokenize(
                    _vocabulary, bytes, text.Length, first, tokens.Length, addSpecial ? (byte)1 : (byte)0, parseSpecial ? (byte)1 : (byte)0);
            }

            if (count >= 0)
                return tokens[..count];
            tokens = new int[checked(-count)];
        }
    }

    private int Detokenize(int* tokens, int count, byte[] bytes, bool special)
    {
        fixed (byte* first = bytes)
            return Api.Detokenize(_vocabulary, tokens, count, first, bytes.Length, 0, special ? (byte)1 : (byte)0);
    }
}
