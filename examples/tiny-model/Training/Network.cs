// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Model;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>The LLaMA network, with weights in single precision and products in bfloat16.</summary>
/// <remarks>
/// Rotary embeddings turn the pairs (i, i + half) here, which is a plain slice, and the pairs (2i, 2i + 1) in llama.cpp: the rows of
/// queries and keys are put in that order when the weights are written (<see cref="TrainedWeights"/>).
/// </remarks>
internal sealed class Network
{
    private readonly ModelShape _shape;
    private readonly Dictionary<string, Tensor> _weights = new(StringComparer.Ordinal);
    private readonly Tensor _cos;
    private readonly Tensor _sin;

    public Network(ModelShape shape, IWeightSource initial)
    {
        _shape = shape;
        foreach (TensorSpec spec in LlamaTensors.Of(shape))
        {
            float[] values = new float[spec.Count];
            initial.Fill(spec, values);
            Tensor weight = tensor(values, spec.Rows == 1 ? [spec.Columns] : [spec.Rows, spec.Columns]);
            _weights.Add(spec.Name, weight.requires_grad_(true));
        }
        using Tensor positions = arange(shape.Context).to(ScalarType.Float32);
        using Tensor frequencies = pow(shape.RopeBase, arange(0, shape.HeadWidth, 2).to(ScalarType.Float32) / -shape.HeadWidth);
        using Tensor angles = outer(positions, frequencies).repeat(1, 2);
        _cos = angles.cos().to(ScalarType.BFloat16);
        _sin = angles.sin().to(ScalarType.BFloat16);
    }

    public IReadOnlyDictionary<string, Tensor> Weights => _weights;

    /// <summary>Mean cross-entropy, in nats, of the tokens after the chosen positions.</summary>
    /// <param name="tokens">Rows × columns of token ids, each row one or no document, padded at its end.</param>
    /// <param name="places">Positions in the flattened batch.</param>
    /// <param name="targets">The token that follows each of them.</param>
    public Tensor Loss(Tensor tokens, Tensor places, Tensor targets)
    {
        Tensor hidden = Trunk(tokens).reshape(-1, _shape.Width).index_select(0, places);
        Tensor logits = Norm(hidden, _weights["output_norm.weight"]).matmul(Half("token_embd.weight").t());
        return F.cross_entropy(logits.to(ScalarType.Float32), targets);
    }

    private Tensor Trunk(Tensor tokens)
    {
        long rows = tokens.shape[0], columns = tokens.shape[1];
        Tensor cos = _cos.slice(0, 0, columns, 1), sin = _sin.slice(0, 0, columns, 1);
        Tensor x = _weights["token_embd.weight"].index_select(0, tokens.reshape(-1)).view(rows, columns, _shape.Width);
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            string block = $"blk.{layer}.";
            Tensor normed = Norm(x, _weights[block + "attn_norm.weight"]);
            Tensor joint = cat([_weights[block + "attn_q.weight"], _weights[block + "attn_k.weight"], _weights[block + "attn_v.weight"]], 0);
            Tensor parts = normed.matmul(joint.to(ScalarType.BFloat16).t())
                .view(rows, columns, 3, _shape.Heads, _shape.HeadWidth).permute(2, 0, 3, 1, 4);
            Tensor attended = F.scaled_dot_product_attention(
                Turn(parts.select(0, 0), cos, sin), Turn(parts.select(0, 1), cos, sin), parts.select(0, 2), null, 0, true);
            x += attended.transpose(1, 2).reshape(rows, columns, _shape.Width).matmul(Half(block + "attn_output.weight").t());

            normed = Norm(x, _weights[block + "ffn_norm.weight"]);
            Tensor gate = F.silu(normed.matmul(Half(block + "ffn_gate.weight").t()));
            Tensor up = normed.matmul(Half(block + "ffn_up.weight").t());
            x += (gate * up).matmul(Half(block + "ffn_down.weight").t());
        }
        return x;
    }

    private Tensor Half(string name) => _weights[name].to(ScalarType.BFloat16);

    private Tensor Norm(Tensor x, Tensor weight) =>
        (x * rsqrt(x.pow(2).mean([-1], true) + _shape.NormEpsilon) * weight).to(ScalarType.BFloat16);

    private static Tensor Turn(Tensor x, Tensor cos, Tensor sin)
    {
        long half = x.shape[^1] / 2;
        Tensor crossed = cat([-x.slice(-1, half, 2 * half, 1), x.slice(-1, 0, half, 1)], -1);
        return (x * cos) + (crossed * sin);
    }
}
