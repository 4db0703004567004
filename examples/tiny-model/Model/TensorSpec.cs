// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Model;

/// <summary>What a tensor does in the network, which decides how it is initialised.</summary>
internal enum TensorRole
{
    Embedding,
    Norm,
    Projection,
}

/// <summary>One weight tensor, by the name that llama.cpp looks for.</summary>
/// <param name="Name">For example <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Rows">Outputs; 1 for a vector.</param>
/// <param name="Columns">Inputs. Weights are row-major, so the columns are the dimension that varies fastest.</param>
/// <param name="Role">What it does.</param>
internal sealed record TensorSpec(string Name, int Rows, int Columns, TensorRole Role)
{
    public long Count => (long)Rows * Columns;
}
