// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using BenchmarkDotNet.Attributes;

namespace Constrain.Benchmarks.Stages;

/// <summary>A step of the automaton by a byte: looked up, and computed the first time.</summary>
public class AutomatonBenchmarks
{
    private const int Bytes = 82;

    private static readonly byte[] Document = Encoding.UTF8.GetBytes(Inputs.Document);

    private Constraint? _constraint;

    /// <summary>Compiles the schema, and walks the document once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _constraint = Constraint.FromJsonSchema(Inputs.Schema);
        if (Document.Length != Bytes || !_constraint.Check(Document).IsAccepted)
        {
            throw new InvalidOperationException($"the document has {Document.Length} bytes, and must be accepted");
        }
    }

    /// <summary>Steps that were made before.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Bytes)]
    public object Known() => _constraint!.Check(Document);

    /// <summary>Steps of a new grammar; compiling it is part of it.</summary>
    [Benchmark(OperationsPerInvoke = Bytes)]
    public object New() => Constraint.FromJsonSchema(Inputs.Schema).Check(Document);
}
