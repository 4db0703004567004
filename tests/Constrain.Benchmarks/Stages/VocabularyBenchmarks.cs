// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using BenchmarkDotNet.Attributes;
using Constrain.Vocabularies;

namespace Constrain.Benchmarks.Stages;

/// <summary>Reading a vocabulary and building what masks need of it.</summary>
public class VocabularyBenchmarks
{
    private byte[] _file = [];
    private Vocabulary? _vocabulary;

    /// <summary>The number of tokens.</summary>
    [Params(Inputs.LlamaTokens)]
    public int Tokens { get; set; }

    /// <summary>Reads the file into memory.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _file = File.ReadAllBytes(Inputs.Shared("vocab/ggml-vocab-llama-bpe.gguf"));
        _vocabulary = Load();
        if (_vocabulary.Count != Tokens)
        {
            throw new InvalidOperationException($"{_vocabulary.Count} tokens");
        }
    }

    /// <summary>From GGUF to tokens.</summary>
    [Benchmark(Baseline = true)]
    public Vocabulary Load() => Vocabulary.FromGguf(new MemoryStream(_file));

    /// <summary>From tokens to their trie.</summary>
    [Benchmark]
    public object Trie() => TokenTrie.Build(_vocabulary!);
}
