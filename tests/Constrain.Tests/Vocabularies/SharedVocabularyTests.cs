// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit;
using Constrain.Vocabularies;

namespace Constrain.Tests.Vocabularies;

/// <summary>Real vocabularies, from the data beside the repository.</summary>
public class SharedVocabularyTests
{
    private static string Find(string name)
    {
        string? path = SharedData.Find($"vocab/ggml-vocab-{name}.gguf");
        Skip.If(path is null, $"shared/data/vocab/ggml-vocab-{name}.gguf is not there");
        return path!;
    }

    private static Vocabulary Load(string name)
    {
        using FileStream stream = File.OpenRead(Find(name));
        return Vocabulary.FromGguf(stream);
    }

    [SkippableTheory]
    [InlineData("gpt-2", 50_257, "50256", 50_256, 98_024)]
    [InlineData("llama-bpe", 128_256, "128001 128009", 128_000, 274_521)]
    [InlineData("qwen2", 151_936, "128247 151643 151645", 151_643, 333_628)]
    [InlineData("phi-3", 32_064, "2 32000 32007", 1, 57_507)]
    public void Vocabulary_HasTheKnownShape(string name, int count, string ends, int begin, int nodes)
    {
        Vocabulary vocabulary = Load(name);

        Assert.Equal(count, vocabulary.Count);
        Assert.Equal(ends, string.Join(' ', vocabulary.EndOfGenerationTokens));
        Assert.Equal(begin, vocabulary.BeginOfText);
        Assert.Equal(nodes, vocabulary.Trie.Nodes.Length);
    }

    [SkippableTheory]
    [InlineData("gpt-2")]
    [InlineData("llama-bpe")]
    [InlineData("qwen2")]
    [InlineData("phi-3")]
    public void EveryToken_IsFoundInTheTrie_AndEveryByteIsAToken(string name)
    {
        Vocabulary vocabulary = Load(name);
        TokenTrie trie = vocabulary.Trie;
        int found = 0;
        for (int token = 0; token < vocabulary.Count; token++)
        {
            if (vocabulary.GetBytes(token).IsEmpty || vocabulary.IsEndOfGeneration(token))
                continue;
            found++;
            Assert.Equal(vocabulary.GetBytes(token).Length, trie.LongestMatch(vocabulary.GetBytes(token), out int first));
            while (first != token && first >= 0)
                first = trie.NextToken(first);
            Assert.Equal(token, first);
        }

        Assert.Equal(found, trie.TokenCount);
        for (int value = 0; value < 256; value++)
            Assert.Equal(1, trie.LongestMatch([(byte)value], out _));
    }

    [SkippableFact]
    public void Loading_MakesNoObjectPerToken()
    {
        Vocabulary vocabulary = Load("llama-bpe");
        _ = vocabulary.Trie;
        long before = GC.GetAllocatedBytesForCurrentThread();

        vocabulary = Load("llama-bpe");
        _ = vocabulary.Trie;

        // An array of one byte takes 32 bytes with its reference, a string of one letter 32 more; all of this together takes 180.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / vocabulary.Count, 0, 200);
    }
}
