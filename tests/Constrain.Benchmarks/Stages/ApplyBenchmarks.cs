// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics.Tensors;
using System.Text;
using BenchmarkDotNet.Attributes;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Stages;

/// <summary>Applying a mask to a row of logits, beside reading the row once.</summary>
public class ApplyBenchmarks
{
    private TokenMask? _sparse;
    private TokenMask? _dense;
    private float[] _row = [];

    /// <summary>The number of tokens.</summary>
    [Params(Inputs.LlamaTokens, Inputs.ManyTokens)]
    public int Tokens { get; set; }

    /// <summary>A mask with few tokens, and one inside a string.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Vocabulary vocabulary = Inputs.Vocabulary(Tokens);
        Matcher matcher = Constraint.FromJsonSchema(Inputs.Schema).CreateMatcher(vocabulary);
        _sparse = matcher.Mask;
        foreach (int token in GreedyTokens.Of(vocabulary, Encoding.UTF8.GetBytes("""{"name": "A""")))
        {
            if (!matcher.TryAccept(token))
            {
                throw new InvalidOperationException("a token was refused");
            }
        }

        _dense = matcher.Mask;
        _row = new float[Tokens];
        if (_sparse.Count > 100 || _dense.Count < Tokens / 2)
        {
            throw new InvalidOperationException($"masks of {_sparse.Count} and {_dense.Count} tokens");
        }
    }

    /// <summary>Reads the row once: its sum.</summary>
    [Benchmark(Baseline = true)]
    public float ReadRow() => TensorPrimitives.Sum<float>(_row);

    /// <summary>Writes the row once.</summary>
    [Benchmark]
    public void FillRow() => _row.AsSpan().Fill(1);

    /// <summary>A handful of tokens is allowed.</summary>
    [Benchmark]
    public void Sparse() => _sparse!.ApplyTo(_row);

    /// <summary>Nearly all tokens are.</summary>
    [Benchmark]
    public void Dense() => _dense!.ApplyTo(_row);
}
