// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Model;
using static TorchSharp.torch;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>What a network has learned, in llama.cpp's order.</summary>
internal sealed class TrainedWeights(ModelShape shape, Network network) : IWeightSource
{
    public void Fill(TensorSpec spec, Span<float> values)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        Tensor weight = network.Weights[spec.Name].detach();
        if (spec.Name.EndsWith("attn_q.weight", StringComparison.Ordinal) || spec.Name.EndsWith("attn_k.weight", StringComparison.Ordinal))
            weight = weight.view(-1, 2, shape.HeadWidth / 2, shape.Width).transpose(1, 2).reshape(spec.Rows, spec.Columns);
        weight.contiguous().data<float>().ToArray().CopyTo(values);
    }
}

/// <summary>What training begins with: small random numbers, and nothing at all where a layer adds to the stream.</summary>
internal sealed class InitialWeights(ulong seed) : IWeightSource
{
    private readonly RandomWeights _random = new(seed);

    public void Fill(TensorSpec spec, Span<float> values)
    {
        _random.Fill(spec, values);
        if (spec.Name.EndsWith("attn_output.weight", StringComparison.Ordinal) || spec.Name.EndsWith("ffn_down.weight", StringComparison.Ordinal))
            values.Clear();
        else if (spec.Role == TensorRole.Embedding)
            Scale(values, 0.2f);
        else if (spec.Role == TensorRole.Projection)
            Scale(values, 0.5f);
    }

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref float value in values)
            value *= factor;
    }
}
