// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp.Tests;

/// <summary>Real vocabularies, loaded without weights.</summary>
public sealed class VocabularyFilesTests
{
    private const string Sample = "Invoice no. 4711:\r\n\t\"Größe\" = {1.5e-3, [true, null]} 日本語 🙂 x\u0301 don't  ";

    public static TheoryData<string, int> Files => new()
    {
        { "ggml-vocab-gpt-2.gguf", 50257 },
        { "ggml-vocab-llama-bpe.gguf", 128256 },
        { "ggml-vocab-phi-3.gguf", 32064 },
        { "ggml-vocab-qwen2.gguf", 151936 },
    };

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void Vocabulary_OfAFile_RoundTripsText(string name, int count)
    {
        using LlamaModel model = Load(name);
        Assert.Equal(count, model.VocabularySize);

        byte[] bytes = [.. model.Tokenize(Sample, addSpecial: false, parseSpecial: false).SelectMany(token => model.TokenToPiece(token))];

        Assert.Equal(Sample, Encoding.UTF8.GetString(bytes)[(bytes[0] == ' ' ? 1 : 0)..]);
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void Vocabulary_OfAFile_HasAnEndAndCannotDecode(string name, int count)
    {
        using LlamaModel model = Load(name);

        Assert.Contains(Enumerable.Range(0, count), model.IsEndOfGeneration);
        Assert.Throws<InvalidOperationException>(() => model.CreateContext());
    }

    private static LlamaModel Load(string name)
    {
        _ = Native.Require();
        return LlamaModel.Load(Native.SharedData("vocab/" + name), new LlamaModelOptions { VocabularyOnly = true });
    }
}
