// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Model;

/// <summary>Where the weights come from: the random generator, or what a training run has left.</summary>
internal interface IWeightSource
{
    /// <summary>Fills <paramref name="values"/>, row-major, with the weights of one tensor.</summary>
    public void Fill(TensorSpec tensor, Span<float> values);
}
