// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.LlamaCpp.Tests.Gguf;

namespace Constrain.LlamaCpp.Tests;

public sealed class ModelLoadErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OfAMissingFile_SaysSo() =>
        Assert.Equal(ModelLoadError.Missing, Assert.Throws<ModelLoadException>(() => LlamaModel.Load("/nowhere/model.gguf")).Error);

    [Fact]
    public void Load_OfAFolder_SaysSo() =>
        Assert.Equal(ModelLoadError.Missing, Assert.Throws<ModelLoadException>(() => LlamaModel.Load(_folder.Root)).Error);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("GG", "not a GGUF")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html>", "web page")]
    [InlineData("PK\u0003\u0004", "ZIP")]
    [InlineData("tjgg\u0003\0\0\0", "GGML")]
    [InlineData("{\"metadata\":{}}", "safetensors")]
    public void Load_OfSomethingElse_GuessesWhatItIs(string content, string said)
    {
        ModelLoadException wrong = Fails(Encoding.Latin1.GetBytes(content));

        Assert.Equal(ModelLoadError.NotGguf, wrong.Error);
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1u, "version 1")]
    [InlineData(4u, "version 4")]
    [InlineData(0x03000000u, "big-endian")]
    public void Load_OfAnotherVersion_SaysSo(uint version, string said)
    {
        ModelLoadException wrong = Fails(new GgufWriter { Version = version }.ToArray());

        Assert.Equal(ModelLoadError.NotGguf, wrong.Error);
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Load_OfATruncatedFile_IsDamagedWhereverItEnds()
    {
        _ = Native.Require();
        byte[] whole = TinyModel.Create().ToArray();

        // Every length in the header's beginning, then ever larger steps; the last cuts into the last tensor.
        int[] lengths = [.. Enumerable.Range(4, 60), .. Enumerable.Range(1, 60).Select(i => i * whole.Length / 61), whole.Length - 64];
        foreach (int length in lengths)
        {
            ModelLoadException wrong = Fails(whole[..length]);
            Assert.True(wrong.Error == ModelLoadError.Damaged, $"{length} of {whole.Length} bytes: {wrong.Message}");
        }
    }

    [SkippableFact]
    public void Load_OfAnUnknownArchitecture_NamesIt()
    {
        _ = Native.Require();

        ModelLoadException wrong = Fails(TinyModel.Create().Text("general.architecture", "frobnicator"));

        Assert.Equal(ModelLoadError.Unsupported, wrong.Error);
        Assert.Contains("frobnicator", wrong.Message, StringComparison.Ordinal);
        Assert.NotNull(wrong.Hint);
    }

    [SkippableTheory]
    [InlineData("tokenizer.ggml.model", "frobnicator")]
    [InlineData("tokenizer.ggml.pre", "frobnicator")]
    public void Load_OfAnUnknownTokenizer_NamesIt(string key, string value)
    {
        _ = Native.Require();
        GgufWriter file = TinyModel.Create().Text("tokenizer.ggml.model", "gpt2").Texts("tokenizer.ggml.merges", ["h e"]).Text(key, value);

        ModelLoadException wrong = Fails(file);

        Assert.Equal(ModelLoadError.Unsupported, wrong.Error);
        Assert.Contains("frobnicator", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithATokenTwice_IsRefusedBeforeTheLibraryAborts()
    {
        string[] tokens = [.. TinyModel.Tokens];
        tokens[^1] = tokens[^2];

        ModelLoadException wrong = Fails(TinyModel.Create().Texts("tokenizer.ggml.tokens", tokens));

        Assert.Equal(ModelLoadError.Damaged, wrong.Error);
        Assert.Contains("twice", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfASentencePieceVocabularyWithoutAByte_IsRefusedBeforeTheLibraryThrows()
    {
        string[] tokens = [.. TinyModel.Tokens];
        tokens[TinyModel.FirstByteToken + 0xC3] = "something else";

        ModelLoadException wrong = Fails(TinyModel.Create().Texts("tokenizer.ggml.tokens", tokens));

        Assert.Equal(ModelLoadError.Unsupported, wrong.Error);
        Assert.Contains("0xC3", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithTokensThatAreEqualUpToAZero_IsRefusedBeforeTheLibraryAborts()
    {
        string[] tokens = [.. TinyModel.Tokens];
        tokens[^1] = tokens[^2] + "\0more";

        Assert.Contains("twice", Fails(TinyModel.Create().Texts("tokenizer.ggml.tokens", tokens)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(513u)]
    [InlineData(uint.MaxValue)]
    public void Load_WithAnImpossibleNumberOfLayers_IsRefusedBeforeTheLibraryAborts(uint layers) =>
        Assert.Contains("block_count", Fails(TinyModel.Create().Number("llama.block_count", layers)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1e-5f)]
    [InlineData(float.NaN)]
    public void Load_WithAnImpossibleEpsilon_IsRefusedBeforeTheLibraryAborts(float epsilon) =>
        Assert.Contains("_epsilon", Fails(TinyModel.Create().Real("llama.attention.layer_norm_rms_epsilon", epsilon)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_OfWeightsThatAreIntegers_IsRefusedBeforeTheLibraryCrashes()
    {
        const uint Int32 = 26;

        ModelLoadException wrong = Fails(TinyModel.Create().Tensor("blk.0.attn_q.weight", [32, 32], new float[32 * 32], Int32));

        Assert.Contains("blk.0.attn_q.weight", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutAnArchitecture_IsNotALanguageModel() =>
        Assert.Equal(ModelLoadError.Damaged, Fails(TinyModel.Create().Remove("general.architecture")).Error);

    [SkippableTheory]
    [InlineData("tokenizer.ggml.tokens", "tokenizer vocab")]
    [InlineData("tokenizer.ggml.model", "tokenizer.ggml.model")]
    [InlineData("llama.block_count", "llama.block_count")]
    [InlineData("llama.embedding_length", "llama.embedding_length")]
    [InlineData("llama.attention.layer_norm_rms_epsilon", "llama.attention.layer_norm_rms_epsilon")]
    public void Load_WithoutAKeyThatIsNeeded_SaysWhatLlamaCppSaid(string key, string said)
    {
        _ = Native.Require();

        Assert.Contains(said, Fails(TinyModel.Create().Remove(key)).Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever stands in the header: an error or a model, never the end of the process.</summary>
    [SkippableFact]
    public void Load_OfADamagedHeader_NeverCrashes()
    {
        _ = Native.Require();
        byte[] whole = TinyModel.Create().ToArray();
        int header = whole.AsSpan().IndexOf("output_norm.weight"u8) + 600;
        var random = new System.Random(7);
        int loaded = 0;
        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = [.. whole];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(4, header)] = (byte)random.Next(256);
            try
            {
                using var model = LlamaModel.Load(_folder.File("damaged.gguf", damaged));
                loaded++;
                _ = model.Tokenize("hello wörld", addSpecial: true, parseSpecial: true);
            }
            catch (ModelLoadException)
            {
            }
        }

        Assert.InRange(loaded, 1, 299);
    }

    private ModelLoadException Fails(GgufWriter file) => Fails(file.ToArray());

    private ModelLoadException Fails(byte[] content)
    {
        string path = _folder.File("model.gguf", content);
        ModelLoadException wrong = Assert.Throws<ModelLoadException>(() => LlamaModel.Load(path).Dispose());
        Assert.StartsWith(path, wrong.Message, StringComparison.Ordinal);
        return wrong;
    }
}
