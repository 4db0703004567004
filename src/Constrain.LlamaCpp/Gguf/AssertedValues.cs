// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp.Gguf;

/// <summary>Values that llama.cpp asserts, or computes with unchecked, instead of reporting an error. Found by damaging files at random.</summary>
internal static class AssertedValues
{
    /// <summary>LLAMA_MAX_LAYERS.</summary>
    private const uint MostLayers = 512;

    /// <summary>ggml types I8, I16, I32, I64 and F64: numbers, but none that a matrix product takes; the product jumps to address 0.</summary>
    private const uint FirstPlainNumber = 24, LastPlainNumber = 28;

    /// <exception cref="ModelLoadException">The value would end the process.</exception>
    public static void CheckNumber(string path, string key, uint value)
    {
        if (key.EndsWith(".block_count", StringComparison.Ordinal) && value is 0 or > MostLayers)
            throw GgufPrecheck.Corrupt(path, $"{key} is {value}, and a model has 1 to {MostLayers} layers");
    }

    /// <inheritdoc cref="CheckNumber"/>
    public static void CheckReal(string path, string key, float value)
    {
        if (key.EndsWith("_epsilon", StringComparison.Ordinal) && !(value >= 0))
            throw GgufPrecheck.Corrupt(path, FormattableString.Invariant($"{key} is {value}, and must not be negative"));
    }

    /// <inheritdoc cref="CheckNumber"/>
    public static void CheckTensor(string path, ReadOnlySpan<byte> name, uint type)
    {
        if (type is >= FirstPlainNumber and <= LastPlainNumber && IsFactor(name))
            throw GgufPrecheck.Corrupt(path, $"the tensor {Encoding.UTF8.GetString(name)} holds integers instead of weights");
    }

    private static bool IsFactor(ReadOnlySpan<byte> name) =>
        name.EndsWith(".weight"u8)
        && (name.StartsWith("token_embd"u8) || name.StartsWith("output"u8) || name.IndexOf(".attn_"u8) >= 0
            || name.IndexOf(".ffn_gate."u8) >= 0 || name.IndexOf(".ffn_up."u8) >= 0 || name.IndexOf(".ffn_down."u8) >= 0
            || name.IndexOf(".ffn_norm."u8) >= 0);
}
