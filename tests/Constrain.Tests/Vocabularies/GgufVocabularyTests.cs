// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;

namespace Constrain.Tests.Vocabularies;

public class GgufVocabularyTests
{
    private const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6;

    private static string[] Pieces(Vocabulary vocabulary) =>
        [.. Enumerable.Range(0, vocabulary.Count).Select(token => Encoding.UTF8.GetString(vocabulary.GetBytes(token)))];

    private static TokenKind[] Kinds(Vocabulary vocabulary) =>
        [.. Enumerable.Range(0, vocabulary.Count).Select(vocabulary.GetKind)];

    private static Vocabulary Load(GgufBuilder builder) => Vocabulary.FromGguf(builder.ToStream());

    private static GgufException Refused(GgufBuilder builder) => Assert.Throws<GgufException>(() => Load(builder));

    [Fact]
    public void ByteLevelBpe_OfEachKind()
    {
        Vocabulary vocabulary = Load(new GgufBuilder()
            .AddTokenizer("gpt2", ["Ġa", "<unk>", "<s>", "Ġa", "pad", "what"], [Normal, Unknown, Control, UserDefined, Unused, 0])
            .Add("tokenizer.ggml.pre", "llama-bpe")
            .Add("tokenizer.ggml.bos_token_id", 2u).Add("tokenizer.ggml.eos_token_id", 2u));

        Assert.Equal([" a", "", "", "Ġa", "", ""], Pieces(vocabulary));
        Assert.Equal(
            [TokenKind.Normal, TokenKind.Unknown, TokenKind.Control, TokenKind.UserDefined, TokenKind.Unused, TokenKind.Unused],
            Kinds(vocabulary));
        Assert.Equal([2], vocabulary.EndOfGenerationTokens.AsEnumerable());
        Assert.Equal(2, vocabulary.BeginOfText);
        Assert.Equal(("gpt2", "llama-bpe"), (vocabulary.Model, vocabulary.PreTokenizer));
    }

    [Fact]
    public void SentencePiece_WithByteFallback()
    {
        Vocabulary vocabulary = Load(new GgufBuilder()
            .AddTokenizer("llama", ["<unk>", "<s>", "<end>", "<0x41>", "▁A", "▁▁"], [Unknown, Control, Control, Byte, Normal, UserDefined]));

        Assert.Equal(["", "", "", "A", " A", "▁▁"], Pieces(vocabulary));
        Assert.Equal(TokenKind.Byte, vocabulary.GetKind(3));
        Assert.Equal([2], vocabulary.EndOfGenerationTokens.AsEnumerable());
        Assert.Equal(1, vocabulary.BeginOfText);
        Assert.Null(vocabulary.PreTokenizer);
    }

    [Theory]
    [InlineData("gemma4", null)]
    [InlineData("gpt2", "gemma4")]
    [InlineData("gpt2", "granite-embed-multi-311m")]
    [InlineData("gpt2", "sarvam-moe")]
    public void BpeThatWasSentencePiece_IsReadAsSuch(string model, string? preTokenizer)
    {
        GgufBuilder builder = new GgufBuilder().AddTokenizer(model, ["▁a", "<0xC3>", "Ġ"], [Normal, Byte, Normal]);
        if (preTokenizer is not null)
            builder.Add("tokenizer.ggml.pre", preTokenizer);
        Vocabulary vocabulary = Load(builder);

        Assert.Equal(" a", Encoding.UTF8.GetString(vocabulary.GetBytes(0)));
        Assert.Equal([0xC3], vocabulary.GetBytes(1).ToArray());
        Assert.Equal("Ġ", Encoding.UTF8.GetString(vocabulary.GetBytes(2)));
    }

    [Fact]
    public void BpeThatLooksLikeSentencePiece_UnderUnknownPreTokenizer_IsRefused()
    {
        GgufException error = Refused(new GgufBuilder()
            .AddTokenizer("gpt2", ["a", "<0xC3>", "▁the"], [Normal, Byte, Normal]).Add("tokenizer.ggml.pre", "brand-new"));

        Assert.Contains("'brand-new'", error.Problem, StringComparison.Ordinal);
        Assert.Contains("token 2", error.Problem, StringComparison.Ordinal);
        Assert.Equal("tokenizer.ggml.pre", error.Key);
    }

    [Theory]
    [InlineData("t5", "▁a", " a")]
    [InlineData("bert", "▁a", " a")]
    [InlineData("rwkv", "\\x41\\n", "A\n")]
    [InlineData("plamo2", "▁a", "▁a")]
    [InlineData("whitespace", "Ġa", " a")]
    [InlineData("hybriddna", "Ġa", " a")]
    public void OtherTokenizers_AreKnown(string model, string text, string bytes) =>
        Assert.Equal([bytes], Pieces(Load(new GgufBuilder().AddTokenizer(model, [text]))));

    [Fact]
    public void HybridDna_MarkerIsNoText() => Assert.Equal(
        ["AC[UNK_BYTE_0xee8080AC\uE000]", "<oov>", "AC", "[UNK_BYTE_0xee8080\uE000]"],
        Pieces(Load(new GgufBuilder().AddTokenizer("hybriddna", ["AC\uE000", "<oov>", "AC\uE000", "\uE000"]))));

    [Theory]
    [InlineData("mystery")]
    [InlineData("test")]
    [InlineData("")]
    public void UnknownTokenizer_IsRefusedByName(string model)
    {
        GgufException error = Refused(new GgufBuilder().AddTokenizer(model, ["a"]));

        Assert.Contains($"'{model}'", error.Problem, StringComparison.Ordinal);
        Assert.Equal("tokenizer.ggml.model", error.Key);
        Assert.Contains("known are gpt2, llama", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("no_vocab")]
    public void ModelWithoutVocabulary_IsRefused(string model) =>
        Assert.Contains("no vocabulary", Refused(new GgufBuilder().Add("tokenizer.ggml.model", model)).Problem, StringComparison.Ordinal);

    [Fact]
    public void FileWithoutTokenizer_IsRefused() =>
        Assert.Contains("no tokenizer", Refused(new GgufBuilder().Add("general.architecture", "clip")).Message, StringComparison.Ordinal);

    [Fact]
    public void TokenizerWithoutTokens_IsRefused() =>
        Assert.Equal("tokenizer.ggml.tokens", Refused(new GgufBuilder().Add("tokenizer.ggml.model", "gpt2")).Key);

    [Fact]
    public void TypesFewerThanTokens_AreRefused() => Assert.Equal(
        "1 token types for 2 tokens", Refused(new GgufBuilder().AddTokenizer("gpt2", ["a", "b"], [Normal])).Problem);

    [Fact]
    public void TypesOfOtherType_AreRefused() => Assert.Equal(
        "tokenizer.ggml.token_type",
        Refused(new GgufBuilder().AddTokenizer("gpt2", ["a"]).AddFloats("tokenizer.ggml.token_type", 1)).Key);

    [Fact]
    public void ByteTokenOfOtherForm_IsRefused() => Assert.Contains(
        "byte token 1 is '<0xGG>'",
        Refused(new GgufBuilder().AddTokenizer("llama", ["a", "<0xGG>"], [Normal, Byte])).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void TokenPastLimit_IsRefused()
    {
        Assert.Contains(
            "token 1 is longer",
            Refused(new GgufBuilder().AddTokenizer("llama", ["a", new string('x', 65_536)])).Problem,
            StringComparison.Ordinal);
        Assert.Equal(2, Load(new GgufBuilder().AddTokenizer("llama", ["a", new string('x', 65_535)])).Count);
    }

    [Fact]
    public void VocabularyPastLimit_IsRefused()
    {
        string text = new('x', 65_535);
        GgufBuilder builder = new GgufBuilder().AddTokenizer("llama", [.. Enumerable.Repeat(text, 513)]);

        Assert.Contains("in all", Refused(builder).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TokenWithoutText_IsCalledEmpty_AsLlamaCppDoes() =>
        Assert.Equal(["a", "[EMPTY_1]", "b"], Pieces(Load(new GgufBuilder().AddTokenizer("gpt2", ["a", "", "b\0c"]))));

    [Fact]
    public void NoTypes_MeansNormal() => Assert.Equal(
        [TokenKind.Normal, TokenKind.Normal], Kinds(Load(new GgufBuilder().AddTokenizer("gpt2", ["a", "b"]))));

    [Theory]
    [InlineData("gpt2", null, 11, 11)]
    [InlineData("gpt2", "glm4", null, 11)]
    [InlineData("llama", null, 1, 2)]
    [InlineData("t5", null, null, 1)]
    [InlineData("rwkv", null, null, null)]
    [InlineData("plamo2", null, 1, 2)]
    [InlineData("gemma4", null, null, null)]
    public void BeginAndEnd_ByDefault(string model, string? preTokenizer, int? begin, int? end)
    {
        GgufBuilder builder = new GgufBuilder().AddTokenizer(model, [.. Enumerable.Range(0, 20).Select(i => $"t{i}")]);
        if (preTokenizer is not null)
            builder.Add("tokenizer.ggml.pre", preTokenizer);
        Vocabulary vocabulary = Load(builder);

        Assert.Equal(begin, vocabulary.BeginOfText);
        Assert.Equal(end is null ? [] : [end.Value], vocabulary.EndOfGenerationTokens.AsEnumerable());
    }

    [Fact]
    public void BeginAndEnd_OutsideVocabulary_AreIgnored()
    {
        Vocabulary vocabulary = Load(new GgufBuilder().AddTokenizer("gpt2", ["a", "b"])
            .Add("tokenizer.ggml.bos_token_id", 2u).Add("tokenizer.ggml.eos_token_id", uint.MaxValue)
            .Add("tokenizer.ggml.eot_token_id", 1u));

        Assert.Null(vocabulary.BeginOfText);
        Assert.Equal([1], vocabulary.EndOfGenerationTokens.AsEnumerable());
    }

    [Fact]
    public void EndOfTextThatIsText_KeepsItsBytes_ButIsInNoTrie()
    {
        Vocabulary vocabulary = Load(new GgufBuilder().AddTokenizer("gpt2", ["a", "b"]).Add("tokenizer.ggml.eos_token_id", 1u));

        Assert.Equal(["a", "b"], Pieces(vocabulary));
        Assert.Equal(1, vocabulary.Trie.TokenCount);
        Assert.Equal(0, vocabulary.Trie.LongestMatch("b"u8, out int token));
        Assert.Equal(-1, token);
    }
}
