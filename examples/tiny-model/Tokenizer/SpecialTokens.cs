// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>What a vocabulary entry is, with the numbers that a GGUF file uses for it.</summary>
internal enum TokenType
{
    Normal = 1,
    Control = 3,
    Unused = 5,
}

/// <summary>A token that no text is ever split into.</summary>
internal sealed record SpecialToken(string Text, TokenType Type);

/// <summary>The control tokens, and the conversation format that they set off.</summary>
internal static class SpecialTokens
{
    public const string BeginOfText = "<|begin_of_text|>";
    public const string EndOfText = "<|endoftext|>";
    public const string StartOfTurn = "<|im_start|>";
    public const string EndOfTurn = "<|im_end|>";
    public const string Padding = "<|pad|>";

    /// <summary>ChatML, which llama.cpp recognises in a template by the words im_start.</summary>
    public const string ChatTemplate =
        "{% for message in messages %}"
        + "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
        + "{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    public static readonly IReadOnlyList<SpecialToken> All =
    [
        new(BeginOfText, TokenType.Control),
        new(EndOfText, TokenType.Control),
        new(StartOfTurn, TokenType.Control),
        new(EndOfTurn, TokenType.Control),
        new(Padding, TokenType.Control),
        new("<|unused_0|>", TokenType.Unused),
        new("<|unused_1|>", TokenType.Unused),
        new("<|unused_2|>", TokenType.Unused),
    ];
}
