// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Corpus;
using Constrain.Benchmarks.Growth;
using Constrain.TestKit;

namespace Constrain.Benchmarks.Stages;

/// <summary>What the stages are measured on.</summary>
internal static class Inputs
{
    /// <summary>Llama 3's vocabulary.</summary>
    public const int LlamaTokens = 128_256;

    /// <summary>As many tokens as the largest vocabularies have.</summary>
    public const int ManyTokens = 262_144;

    /// <summary>A small schema with a string, a number, a choice and a list.</summary>
    public const string Schema =
        """
        {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":0,"maximum":150},
        "role":{"enum":["admin","user","guest"]},"tags":{"type":"array","items":{"type":"string","maxLength":20}}},
        "required":["name","age"],"additionalProperties":false}
        """;

    /// <summary>A document of it.</summary>
    public const string Document = """{"name": "Ada Lovelace", "age": 36, "role": "admin", "tags": ["first", "of many"]}""";

    /// <summary>A file in the shared data.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string Shared(string name) =>
        SharedData.Find(name) ?? throw new FileNotFoundException($"shared/data/{name} is not beside any folder above this program");

    /// <summary>A vocabulary of so many tokens: Llama 3's, or one made from it.</summary>
    public static Vocabulary Vocabulary(int tokens)
    {
        Vocabulary llama = ColdMeasurement.LoadVocabulary(Shared("vocab/ggml-vocab-llama-bpe.gguf"));
        return tokens == llama.Count ? llama : VocabularySizes.Grown([llama], tokens);
    }
}
