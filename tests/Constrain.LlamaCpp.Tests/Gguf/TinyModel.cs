// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Tests.Gguf;

/// <summary>The smallest model that llama.cpp runs: one layer of LLaMA with random weights and a SentencePiece vocabulary of bytes and a few words.</summary>
internal static class TinyModel
{
    public const int EndToken = 2;
    public const int FirstByteToken = 3;
    private const int Width = 32, Heads = 2, Inner = 64;

    public static IReadOnlyList<string> Tokens { get; } =
    [
        "<unk>", "<s>", "</s>",
        .. Enumerable.Range(0, 256).Select(value => FormattableString.Invariant($"<0x{value:X2}>")),
        .. "▁ e t h a l o he ll hell hello ▁hello ▁w or ld world ▁world {\" \": \"} , 0 1 2 3".Split(' '),
    ];

    /// <summary>Metadata and tensors; tests change what they want to be wrong.</summary>
    public static GgufWriter Create(int seed = 1, float scale = 0.5f)
    {
        var random = new Random(seed);
        int count = Tokens.Count;
        GgufWriter file = new GgufWriter()
            .Text("general.architecture", "llama")
            .Text("general.name", "tiny")
            .Number("llama.context_length", 256)
            .Number("llama.embedding_length", Width)
            .Number("llama.block_count", 1)
            .Number("llama.feed_forward_length", Inner)
            .Number("llama.attention.head_count", Heads)
            .Number("llama.rope.dimension_count", Width / Heads)
            .Real("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Text("tokenizer.ggml.model", "llama")
            .Texts("tokenizer.ggml.tokens", Tokens)
            .Reals("tokenizer.ggml.scores", [.. Enumerable.Range(0, count).Select(i => i < FirstByteToken + 256 ? 0f : -i)])
            .Numbers("tokenizer.ggml.token_type", [.. Enumerable.Range(0, count).Select(TypeOf)])
            .Number("tokenizer.ggml.bos_token_id", 1)
            .Number("tokenizer.ggml.eos_token_id", EndToken);

        Add("token_embd.weight", Width, count);
        Add("output.weight", Width, count);
        file.Tensor("output_norm.weight", [Width], Ones());
        file.Tensor("blk.0.attn_norm.weight", [Width], Ones());
        file.Tensor("blk.0.ffn_norm.weight", [Width], Ones());
        foreach (string name in (string[])["attn_q", "attn_k", "attn_v", "attn_output"])
            Add($"blk.0.{name}.weight", Width, Width);
        Add("blk.0.ffn_gate.weight", Width, Inner);
        Add("blk.0.ffn_up.weight", Width, Inner);
        Add("blk.0.ffn_down.weight", Inner, Width);
        return file;

        void Add(string name, int columns, int rows) =>
            file.Tensor(name, [columns, rows], [.. Enumerable.Range(0, columns * rows).Select(_ => ((float)random.NextDouble() - 0.5f) * 2 * scale)]);
    }

    /// <summary>The same with a byte-pair vocabulary of bytes and one merge, split beforehand in the way that <paramref name="pre"/> names.</summary>
    public static GgufWriter CreateBytePair(string pre)
    {
        // GPT-2's alphabet: printable bytes are themselves, the others go to U+0100 and up, in order.
        int next = 256;
        List<string> tokens = [.. Enumerable.Range(0, 256).Select(value => ((char)(IsPrintable(value) ? value : next++)).ToString()), "<end>", "he"];
        return Create()
            .Text("tokenizer.ggml.model", "gpt2")
            .Text("tokenizer.ggml.pre", pre)
            .Texts("tokenizer.ggml.tokens", tokens)
            .Numbers("tokenizer.ggml.token_type", [.. tokens.Select(token => token == "<end>" ? 3 : 1)])
            .Texts("tokenizer.ggml.merges", ["h e"])
            .Number("tokenizer.ggml.bos_token_id", 256)
            .Number("tokenizer.ggml.eos_token_id", 256)
            .Remove("tokenizer.ggml.scores");

        static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
    }

    private static float[] Ones() => [.. Enumerable.Repeat(1f, Width)];

    /// <summary>GGUF's token types: 2 unknown, 3 control, 6 byte, 1 normal.</summary>
    private static int TypeOf(int token) => token switch { 0 => 2, 1 or 2 => 3, < FirstByteToken + 256 => 6, _ => 1 };
}
