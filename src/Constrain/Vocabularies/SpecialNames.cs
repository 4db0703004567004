// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text;

namespace Constrain.Vocabularies;

/// <summary>What a token's name says that it is for; those from <see cref="End"/> on end generation.</summary>
internal enum SpecialName
{
    FillPrefix,
    FillSuffix,
    FillMiddle,
    FillPad,
    FillRepository,
    FillSeparator,

    /// <summary>A marker of gpt-oss's chat format that is always printed.</summary>
    Harmony,

    /// <summary>Ends generation in every model that has it.</summary>
    End,

    /// <summary><c>&lt;|return|&gt;</c>.</summary>
    Return,

    /// <summary><c>&lt;|call|&gt;</c> or <c>&lt;|calls|&gt;</c>.</summary>
    Call,

    /// <summary><c>&lt;|flush|&gt;</c>.</summary>
    Flush,

    /// <summary><c>&lt;|end|&gt;</c>, which ends a turn in some models and a part of one in others.</summary>
    EndOfMessagePart,

    /// <summary><c>&lt;|tool_response&gt;</c>.</summary>
    ToolResponse,

    /// <summary><c>&lt;/s&gt;</c>, the strike-through of HTML where something else ends generation.</summary>
    SlashS,
}

/// <summary>The names of special tokens that llama.cpp knows.</summary>
internal static class SpecialNames
{
    private const int MaxBytes = 32;

    /// <summary>The meaning of a token's name; null for all but a few tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SpecialName? Find(ReadOnlySpan<byte> text) =>
        // Every name has '<' or '[' among its first four bytes: nearly all tokens are dismissed here.
        text.Length is < 4 or > MaxBytes || text[..4].IndexOfAny((byte)'<', (byte)'[') < 0 ? null : Match(text);

    private static SpecialName? Match(ReadOnlySpan<byte> text)
    {
        Span<char> name = stackalloc char[MaxBytes];
        name = name[..Encoding.UTF8.GetChars(text, name)];
        return name switch
        {
            "<|fim_prefix|>" or "<fim-prefix>" or "<fim_prefix>" or "<｜fim▁begin｜>" or "<PRE>" or "▁<PRE>" or
                "<|code_prefix|>" or "<|prefix|>" => SpecialName.FillPrefix,
            "<|fim_suffix|>" or "<fim-suffix>" or "<fim_suffix>" or "<｜fim▁hole｜>" or "<SUF>" or "▁<SUF>" or
                "<|code_suffix|>" or "<|suffix|>" => SpecialName.FillSuffix,
            "<|fim_middle|>" or "<fim-middle>" or "<fim_middle>" or "<｜fim▁end｜>" or "<MID>" or "▁<MID>" or
                "<|code_middle|>" or "<|middle|>" => SpecialName.FillMiddle,
            "<|fim_pad|>" or "<fim-pad>" or "<fim_pad>" or "<PAD>" or "[PAD]" => SpecialName.FillPad,
            "<|fim_repo|>" or "<|repo_name|>" or "<fim-repo>" or "<REPO>" or "<reponame>" => SpecialName.FillRepository,
            "<|file_sep|>" => SpecialName.FillSeparator,
            "<|channel|>" or "<|message|>" or "<|start|>" or "<|constrain|>" => SpecialName.Harmony,
            "<|eot_id|>" or "<|im_end|>" or "<end_of_turn>" or "<|endoftext|>" or "<|eom_id|>" or "<EOT>" or
                "_<EOT>" or "[EOT]" or "[EOS]" or "<|end_of_text|>" or "<end_of_utterance>" or "<eos>" or
                "<turn|>" or "<｜end▁of▁sentence｜>" or "[e~[" => SpecialName.End,
            "<|end|>" => SpecialName.EndOfMessagePart,
            "<|return|>" => SpecialName.Return,
            "<|call|>" or "<|calls|>" => SpecialName.Call,
            "<|flush|>" => SpecialName.Flush,
            "</s>" => SpecialName.SlashS,
            "<|tool_response>" => SpecialName.ToolResponse,
            _ => null,
        };
    }
}
