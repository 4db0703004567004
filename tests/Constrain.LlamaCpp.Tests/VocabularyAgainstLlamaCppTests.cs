// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;

namespace Constrain.LlamaCpp.Tests;

/// <summary>Our reading of a vocabulary against llama.cpp's, token by token: what it prints, and where it stops.</summary>
public sealed class VocabularyAgainstLlamaCppTests
{
    private const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6;

    /// <summary>Names that llama.cpp knows, none of them a second one for the same role in filling the middle.</summary>
    private static readonly string[] Names =
    [
        "<|eot_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "</s>", "<|eom_id|>", "<EOT>",
        "_<EOT>", "[EOT]", "[EOS]", "<|end_of_text|>", "<end_of_utterance>", "<eos>", "<turn|>", "<｜end▁of▁sentence｜>",
        "[e~[", "<|fim_prefix|>", "<SUF>", "▁<MID>", "[PAD]", "<|repo_name|>", "<|file_sep|>", "<|channel|>",
        "<|message|>", "<|start|>", "<|constrain|>",
    ];

    /// <summary>Text that the byte-level alphabet or UTF-8 does not cover, and text that means more under one tokenizer only.</summary>
    private static readonly byte[][] Odd =
    [
        " "u8.ToArray(), "Ġ a"u8.ToArray(), "▁▁x▁"u8.ToArray(), "😀"u8.ToArray(), "ÿŁ"u8.ToArray(),
        "\\n\\x41"u8.ToArray(), "\\"u8.ToArray(),
        [0xE2, 0x96], [0xC1, 0xA1, 0x62], [0xED, 0xA0, 0x80], [0xFF, 0x41], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x61, 0, 0x62], [],
    ];

    [SkippableTheory]
    [InlineData("gpt-2")]
    [InlineData("llama-bpe")]
    [InlineData("phi-3")]
    [InlineData("qwen2")]
    public void RealVocabulary_IsReadAlike(string name)
    {
        _ = Native.Require();
        AssertAlike(Native.SharedData($"vocab/ggml-vocab-{name}.gguf"));
    }

    [SkippableFact]
    public void EmbeddedModel_IsReadAlike()
    {
        _ = Native.Require();
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Constrain.sln")))
            root = root.Parent;
        AssertAlike(Path.Combine(root!.FullName, "examples", "tiny-model", "constrain-tiny.gguf"));
    }

    [SkippableTheory]
    [InlineData("gpt2", "gpt-2")]
    [InlineData("gpt2", "llama-bpe")]
    [InlineData("gpt2", "gemma4")]
    [InlineData("gpt2", "sarvam-moe")]
    [InlineData("gpt2", "granite-embed-multi-311m")]
    [InlineData("gemma4", null)]
    [InlineData("whitespace", "whitespace")]
    [InlineData("hybriddna", "qwen2")]
    [InlineData("llama", null)]
    [InlineData("t5", null)]
    [InlineData("bert", null)]
    [InlineData("rwkv", null)]
    [InlineData("plamo2", null)]
    public void MadeUpVocabulary_OfEachTokenizer_IsReadAlike(string model, string? preTokenizer)
    {
        _ = Native.Require();
        using var folder = new TemporaryFolder();
        foreach (int shift in Enumerable.Range(0, 6))
            AssertAlike(folder.File($"{shift}.gguf", MakeUp(model, preTokenizer, shift, Names)));
    }

    [SkippableTheory]
    [InlineData("<|return|>", "<|call|>", "<|end|>")]
    [InlineData("<|calls|>", "<|flush|>", "<|end|>")]
    [InlineData("<|call|>", "<|calls|>", "<|end|>")]
    [InlineData("<|return|>", "<|flush|>", "<|end|>")]
    [InlineData("<|tool_response>", "</s>", "<eos>")]
    [InlineData("<|tool_response>", "<|end|>", "<|return|>")]
    public void EndInsideATurn_IsSparedAlike(params string[] names)
    {
        _ = Native.Require();
        using var folder = new TemporaryFolder();
        AssertAlike(folder.File("vocabulary.gguf", MakeUp("gpt2", "gpt-2", 0, names)));
    }

    private static void AssertAlike(string path)
    {
        Vocabulary ours;
        using (FileStream stream = File.OpenRead(path))
            ours = Vocabulary.FromGguf(stream);
        using LlamaModel theirs = LlamaModel.Load(path, new LlamaModelOptions { VocabularyOnly = true });

        Assert.Equal(theirs.VocabularySize, ours.Count);
        for (int token = 0; token < ours.Count; token++)
        {
            byte[] piece = theirs.TokenToPiece(token);
            TokenKind kind = ours.GetKind(token);
            if (!ours.GetBytes(token).SequenceEqual(piece))
            {
                Assert.Fail($"token {token} ({kind}): ours \"{Encoding.UTF8.GetString(ours.GetBytes(token))}\", "
                    + $"llama.cpp's \"{Encoding.UTF8.GetString(piece)}\"");
            }

            Assert.True(
                theirs.IsEndOfGeneration(token) == ours.IsEndOfGeneration(token), $"token {token} ({kind}): end of generation");

            // Control and unknown tokens are those that only special rendering prints (if there is anything to print).
            bool anything = theirs.TokenToPiece(token, special: true).Length > 0;
            bool onlySpecial = kind is TokenKind.Control or TokenKind.Unknown;
            Assert.True(!anything || onlySpecial == (piece.Length == 0), $"token {token} is {kind}");
        }
    }

    /// <summary>A vocabulary with all bytes, odd texts and special names, whose types and ids vary with the shift.</summary>
    private static byte[] MakeUp(string model, string? preTokenizer, int shift, string[] names)
    {
        var tokens = new List<byte[]>();
        var types = new List<int>();
        void Add(byte[] text, int type)
        {
            tokens.Add(text);
            types.Add(type);
        }

        Add("<unk>"u8.ToArray(), Unknown);
        // Byte tokens only where a tokenizer has them: we refuse a byte-level one that has U+2581 as well, and llama.cpp aborts
        // for WordPiece.
        bool byteTokens = model is "llama" or "t5" or "gemma4" or "plamo2"
            || preTokenizer is "gemma4" or "sarvam-moe" or "granite-embed-multi-311m";
        for (int value = 0; byteTokens && value < 256; value++)
            Add(Encoding.ASCII.GetBytes($"<0x{value:X2}>"), Byte);
        Add("Ċ"u8.ToArray(), Normal);
        Add("\\t"u8.ToArray(), Normal);
        Add("\n"u8.ToArray(), Normal);
        Add("<oov>"u8.ToArray(), UserDefined);
        Add("AC\uE000"u8.ToArray(), Normal);

        // Under these two, llama.cpp prints unused tokens as well, which is of no use to anybody: they have none here.
        int[] kinds = model is "rwkv" or "plamo2"
            ? [Normal, Normal, Control, UserDefined, Normal, Unknown]
            : [Normal, Normal, Control, UserDefined, Unused, Unknown];
        for (int i = 0; i < Odd.Length; i++)
        {
            // The Unigram and WordPiece tokenizers of llama.cpp do not load a text without a character.
            if (Odd[i].Length > 0 || model is not ("t5" or "bert"))
                Add(Odd[i], i % 3 == 0 ? kinds[(i + shift) % kinds.Length] : Normal);
        }

        for (int i = 0; i < names.Length; i++)
            Add(Encoding.UTF8.GetBytes(names[i]), kinds[(i + shift) % kinds.Length]);
        for (int i = 0; i < 20; i++)
            Add(Encoding.ASCII.GetBytes($"t{i}"), Normal);

        GgufBuilder builder = new GgufBuilder()
            .Add("general.architecture", "gpt2").Add("gpt2.context_length", 1024u).Add("gpt2.embedding_length", 768u)
            .Add("gpt2.block_count", 12u).Add("gpt2.feed_forward_length", 3072u).Add("gpt2.attention.head_count", 12u)
            .Add("gpt2.attention.layer_norm_epsilon", 1e-5f)
            .Add("tokenizer.ggml.model", model)
            .AddStrings("tokenizer.ggml.tokens", tokens)
            .AddStrings("tokenizer.ggml.merges", "a b")
            .AddFloats("tokenizer.ggml.scores", [.. tokens.Select((_, i) => (float)-i)])
            .AddInts("tokenizer.ggml.token_type", types);
        if (preTokenizer is not null)
            builder.Add("tokenizer.ggml.pre", preTokenizer);
        string[] keys =
        [
            "eos", "eot", "eom", "fim_pre", "fim_suf", "fim_mid", "fim_pad", "fim_rep", "fim_sep", "prefix", "suffix", "middle",
        ];
        for (int i = 0; i < keys.Length; i++)
        {
            // The last ones lie outside the vocabulary, where llama.cpp falls back on the default.
            if ((i + shift) % 3 == 0)
                builder.Add($"tokenizer.ggml.{keys[i]}_token_id", (uint)(tokens.Count - 20 + (i * 2)));
        }

        return builder.ToArray();
    }
}
