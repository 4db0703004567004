// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Model;

/// <summary>Random weights: every layer moves the stream, and the logits have a deviation near <see cref="LogitDeviation"/>.</summary>
/// <remarks>
/// Each tensor has its own generator, seeded by its name, so that another number of layers leaves the other tensors as they were.
/// Only additions, multiplications and square roots occur, which IEEE 754 rounds the same way everywhere.
/// </remarks>
internal sealed class RandomWeights(ulong seed) : IWeightSource
{
    /// <summary>Large enough that the model has opinions, small enough that thousands of tokens stay within reach of the sampler.</summary>
    public const float LogitDeviation = 1.5f;

    public void Fill(TensorSpec tensor, Span<float> values)
    {
        if (tensor.Role == TensorRole.Norm)
        {
            values.Fill(1);
            return;
        }
        // A normed input has deviation 1 in each of its columns, so 1/sqrt(columns) keeps that deviation at the output. The embedding
        // is the output matrix too, and its own scale is lost in the first norm.
        float deviation = (tensor.Role == TensorRole.Embedding ? LogitDeviation : 1) / MathF.Sqrt(tensor.Columns);
        var random = new SplitMix64(Seed(tensor.Name));
        foreach (ref float value in values)
            value = deviation * NearlyNormal(random);
    }

    // The sum of four uniform numbers is close enough to a normal one, and needs no logarithm whose last bit depends on the platform.
    private static float NearlyNormal(SplitMix64 random)
    {
        ulong bits = random.Next();
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        const float Mean = 2 * 65535;
        // Four times the variance of a uniform number in 0..65535: 4 * 65536^2 / 12.
        const float InverseDeviation = 1 / 37837.23f;
        return (sum - Mean) * InverseDeviation;
    }

    // FNV-1a over the characters of the name.
    private ulong Seed(string name)
    {
        ulong hash = 0xCBF29CE484222325 ^ seed;
        foreach (char c in name)
            hash = (hash ^ c) * 0x100000001B3;
        return hash;
    }
}
