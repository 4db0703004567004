// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;

namespace Constrain.Tests.Vocabularies;

public class SpecialTokensTests
{
    // No default end of text, so that only what is tested ends generation.
    private const string Model = "gemma4";

    private static (int[] Ends, TokenKind[] Kinds, Vocabulary Vocabulary) Load(
        string[] tokens, Dictionary<string, uint>? ids = null, int type = 4)
    {
        GgufBuilder builder = new GgufBuilder().AddTokenizer(Model, tokens, [.. tokens.Select(_ => type)]);
        foreach ((string key, uint id) in ids ?? [])
            builder.Add($"tokenizer.ggml.{key}_token_id", id);
        Vocabulary vocabulary = Vocabulary.FromGguf(builder.ToStream());
        return ([.. vocabulary.EndOfGenerationTokens], [.. Enumerable.Range(0, tokens.Length).Select(vocabulary.GetKind)], vocabulary);
    }

    [Theory]
    [InlineData("<|eot_id|>")]
    [InlineData("<|im_end|>")]
    [InlineData("<|end|>")]
    [InlineData("<|return|>")]
    [InlineData("<|call|>")]
    [InlineData("<|flush|>")]
    [InlineData("<|calls|>")]
    [InlineData("<end_of_turn>")]
    [InlineData("<|endoftext|>")]
    [InlineData("</s>")]
    [InlineData("<|eom_id|>")]
    [InlineData("<EOT>")]
    [InlineData("_<EOT>")]
    [InlineData("[EOT]")]
    [InlineData("[EOS]")]
    [InlineData("<|end_of_text|>")]
    [InlineData("<end_of_utterance>")]
    [InlineData("<eos>")]
    [InlineData("<turn|>")]
    [InlineData("<|tool_response>")]
    [InlineData("<｜end▁of▁sentence｜>")]
    [InlineData("[e~[")]
    [InlineData("<|fim_pad|>")]
    [InlineData("<fim-pad>")]
    [InlineData("<fim_pad>")]
    [InlineData("<PAD>")]
    [InlineData("[PAD]")]
    [InlineData("<|fim_repo|>")]
    [InlineData("<|repo_name|>")]
    [InlineData("<fim-repo>")]
    [InlineData("<REPO>")]
    [InlineData("<reponame>")]
    [InlineData("<|file_sep|>")]
    public void EndName_EndsGeneration_AndIsControl(string name)
    {
        (int[] ends, TokenKind[] kinds, Vocabulary vocabulary) = Load(["a", name, "b"]);

        Assert.Equal([1], ends);
        Assert.Equal([TokenKind.UserDefined, TokenKind.Control, TokenKind.UserDefined], kinds);
        Assert.True(vocabulary.IsEndOfGeneration(1));
        Assert.True(vocabulary.GetBytes(1).IsEmpty);
    }

    [Theory]
    [InlineData("<|fim_prefix|>")]
    [InlineData("▁<SUF>")]
    [InlineData("<｜fim▁end｜>")]
    [InlineData("<|middle|>")]
    public void FillName_IsControl_ButEndsNothing(string name)
    {
        (int[] ends, TokenKind[] kinds, _) = Load(["a", name]);

        Assert.Empty(ends);
        Assert.Equal([TokenKind.UserDefined, TokenKind.Control], kinds);
    }

    [Theory]
    [InlineData("<|fim_prefix|>", "fim_pre")]
    [InlineData("<|fim_prefix|>", "prefix")]
    [InlineData("<|fim_suffix|>", "fim_suf")]
    [InlineData("<|fim_suffix|>", "suffix")]
    [InlineData("<|fim_middle|>", "fim_mid")]
    [InlineData("<|fim_middle|>", "middle")]
    [InlineData("<|fim_pad|>", "fim_pad")]
    [InlineData("<|fim_repo|>", "fim_rep")]
    [InlineData("<|file_sep|>", "fim_sep")]
    public void FillName_WhereTheFileNamesAnother_StaysText(string name, string key)
    {
        (int[] ends, TokenKind[] kinds, _) = Load(["a", name], new() { [key] = 0 });

        Assert.Equal([TokenKind.UserDefined, TokenKind.UserDefined], kinds);
        Assert.Equal(key is "fim_pad" or "fim_rep" or "fim_sep" ? [0] : [], ends);
    }

    [Fact]
    public void FillNames_OfOneRole_OnlyTheFirstCounts()
    {
        (int[] ends, TokenKind[] kinds, _) = Load(["[PAD]", "<PAD>"]);

        Assert.Equal([0], ends);
        Assert.Equal([TokenKind.Control, TokenKind.UserDefined], kinds);
    }

    [Theory]
    [InlineData("eos")]
    [InlineData("eot")]
    [InlineData("eom")]
    public void Key_EndsGeneration_WithoutChangingTheKind(string key)
    {
        (int[] ends, TokenKind[] kinds, Vocabulary vocabulary) = Load(["a", "b"], new() { [key] = 1 });

        Assert.Equal([1], ends);
        Assert.Equal(TokenKind.UserDefined, kinds[1]);
        Assert.Equal("b", Encoding.UTF8.GetString(vocabulary.GetBytes(1)));
    }

    [Fact]
    public void Ends_AreAscendingAndDistinct() =>
        Assert.Equal([0, 1, 3], Load(["<eos>", "<|im_end|>", "a", "<|file_sep|>"], new() { ["eos"] = 0, ["eot"] = 3 }).Ends);

    [Theory]
    [InlineData("<|channel|>")]
    [InlineData("<|message|>")]
    [InlineData("<|start|>")]
    [InlineData("<|constrain|>")]
    public void HarmonyMarker_IsText_EvenWhenMarkedControl(string name)
    {
        (int[] ends, TokenKind[] kinds, Vocabulary vocabulary) = Load([name], type: 3);

        Assert.Empty(ends);
        Assert.Equal([TokenKind.UserDefined], kinds);
        Assert.Equal(name, Encoding.UTF8.GetString(vocabulary.GetBytes(0)));
    }

    [Theory]
    [InlineData("<|call|>", "<|return|>")]
    [InlineData("<|calls|>", "<|flush|>")]
    [InlineData("<|call|>", "<|flush|>")]
    [InlineData("<|calls|>", "<|return|>")]
    public void EndOfMessagePart_InsideATurn_IsText(string call, string other)
    {
        (int[] ends, TokenKind[] kinds, Vocabulary vocabulary) = Load([call, other, "<|end|>"], new() { ["eos"] = 2 });

        Assert.Equal([0, 1], ends);
        Assert.Equal(TokenKind.UserDefined, kinds[2]);
        Assert.Equal("<|end|>", Encoding.UTF8.GetString(vocabulary.GetBytes(2)));
    }

    [Theory]
    [InlineData("<|return|>", "<|flush|>")]
    [InlineData("<|call|>", "<|calls|>")]
    public void EndOfMessagePart_OtherwiseEnds(string one, string other) =>
        Assert.Equal([0, 1, 2], Load([one, other, "<|end|>"]).Ends);

    [Fact]
    public void SlashS_BesideToolResponse_IsText()
    {
        (int[] ends, TokenKind[] kinds, Vocabulary vocabulary) = Load(["<|tool_response>", "</s>"]);

        Assert.Equal([0], ends);
        Assert.Equal(TokenKind.Normal, kinds[1]);
        Assert.Equal("</s>", Encoding.UTF8.GetString(vocabulary.GetBytes(1)));
    }

    [Theory]
    [InlineData("<|im_end|")]
    [InlineData("<|im_end|>>")]
    [InlineData("<|IM_END|>")]
    [InlineData("a</s>")]
    [InlineData("[e~")]
    [InlineData("<this_is_a_very_long_name_of_a_token>")]
    public void OtherName_IsLeftAlone(string name) =>
        Assert.Equal([TokenKind.UserDefined], Load([name]).Kinds);
}
