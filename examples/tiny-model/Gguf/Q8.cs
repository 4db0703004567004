// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Buffers.Binary;

namespace Constrain.Examples.TinyModel.Gguf;

/// <summary>The weight format Q8_0: blocks of 32 weights, each block a half-precision scale and 32 signed bytes.</summary>
/// <remarks>Errors: at most half a scale step a weight, about 0.4% of the largest weight of its block.</remarks>
internal static class Q8
{
    public const int BlockLength = 32;
    public const int BlockBytes = 2 + BlockLength;

    /// <param name="weights">A multiple of <see cref="BlockLength"/> of them.</param>
    public static byte[] Quantize(ReadOnlySpan<float> weights)
    {
        if (weights.Length % BlockLength != 0)
            throw new ArgumentException($"{weights.Length} weights are no multiple of {BlockLength}", nameof(weights));
        byte[] quantized = new byte[weights.Length / BlockLength * BlockBytes];
        for (int block = 0; block * BlockLength < weights.Length; block++)
            QuantizeBlock(weights.Slice(block * BlockLength, BlockLength), quantized.AsSpan(block * BlockBytes, BlockBytes));
        return quantized;
    }

    private static void QuantizeBlock(ReadOnlySpan<float> weights, Span<byte> block)
    {
        float largest = 0;
        foreach (float weight in weights)
            largest = MathF.Max(largest, MathF.Abs(weight));
        float scale = largest / 127;
        BinaryPrimitives.WriteHalfLittleEndian(block, (Half)scale);
        for (int i = 0; i < BlockLength; i++)
            block[2 + i] = scale == 0 ? (byte)0 : (byte)(sbyte)MathF.Round(weights[i] / scale, MidpointRounding.AwayFromZero);
    }
}
