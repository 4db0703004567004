// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>The metadata keys of a vocabulary, as llama.cpp reads and its converter writes them.</summary>
internal static class GgufKeys
{
    public const string Model = "tokenizer.ggml.model";
    public const string PreTokenizer = "tokenizer.ggml.pre";
    public const string Tokens = "tokenizer.ggml.tokens";
    public const string TokenTypes = "tokenizer.ggml.token_type";
    public const string BeginOfText = "tokenizer.ggml.bos_token_id";
    public const string EndOfText = "tokenizer.ggml.eos_token_id";
    public const string EndOfTurn = "tokenizer.ggml.eot_token_id";
    public const string EndOfMessage = "tokenizer.ggml.eom_token_id";
    public const string FillPrefix = "tokenizer.ggml.fim_pre_token_id";
    public const string FillSuffix = "tokenizer.ggml.fim_suf_token_id";
    public const string FillMiddle = "tokenizer.ggml.fim_mid_token_id";
    public const string FillPad = "tokenizer.ggml.fim_pad_token_id";
    public const string FillRepository = "tokenizer.ggml.fim_rep_token_id";
    public const string FillSeparator = "tokenizer.ggml.fim_sep_token_id";

    // Names of before the fill-in-the-middle keys; still honoured.
    public const string OldPrefix = "tokenizer.ggml.prefix_token_id";
    public const string OldSuffix = "tokenizer.ggml.suffix_token_id";
    public const string OldMiddle = "tokenizer.ggml.middle_token_id";
}
