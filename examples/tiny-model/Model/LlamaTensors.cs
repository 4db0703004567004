// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Model;

/// <summary>The tensors of a LLaMA network in the order in which they are written. The embedding is the output matrix too.</summary>
/// <remarks>
/// Queries and keys are laid out for rotary embeddings of adjacent pairs (0, 1), (2, 3) and so on, as llama.cpp has it for this
/// architecture. Source: Touvron et al., "LLaMA: open and efficient foundation language models", 2023; grouped queries: Ainslie
/// et al., "GQA", EMNLP 2023.
/// </remarks>
internal static class LlamaTensors
{
    public static IEnumerable<TensorSpec> Of(ModelShape shape)
    {
        int keyValueWidth = shape.KeyValueHeads * shape.HeadWidth;
        yield return new("token_embd.weight", shape.Vocabulary, shape.Width, TensorRole.Embedding);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            string block = $"blk.{layer}.";
            yield return new(block + "attn_norm.weight", 1, shape.Width, TensorRole.Norm);
            yield return new(block + "attn_q.weight", shape.Width, shape.Width, TensorRole.Projection);
            yield return new(block + "attn_k.weight", keyValueWidth, shape.Width, TensorRole.Projection);
            yield return new(block + "attn_v.weight", keyValueWidth, shape.Width, TensorRole.Projection);
            yield return new(block + "attn_output.weight", shape.Width, shape.Width, TensorRole.Projection);
            yield return new(block + "ffn_norm.weight", 1, shape.Width, TensorRole.Norm);
            yield return new(block + "ffn_gate.weight", shape.FeedForward, shape.Width, TensorRole.Projection);
            yield return new(block + "ffn_up.weight", shape.FeedForward, shape.Width, TensorRole.Projection);
            yield return new(block + "ffn_down.weight", shape.Width, shape.FeedForward, TensorRole.Projection);
        }
        yield return new("output_norm.weight", 1, shape.Width, TensorRole.Norm);
    }
}
