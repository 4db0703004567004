// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using BenchmarkDotNet.Attributes;
using Constrain.Benchmarks.Growth;

namespace Constrain.Benchmarks.Stages;

/// <summary>Compiling, without any mask.</summary>
public class CompileBenchmarks
{
    private readonly string _json = Embedded.Text("json.gbnf");
    private readonly string _properties = Sizes.Properties(1_000).Schema;

    /// <summary>Four properties.</summary>
    [Benchmark(Baseline = true)]
    public object Schema() => Constraint.FromJsonSchema(Inputs.Schema);

    /// <summary>A thousand properties.</summary>
    [Benchmark]
    public object SchemaOf1000Properties() => Constraint.FromJsonSchema(_properties);

    /// <summary>The grammar of JSON.</summary>
    [Benchmark]
    public object Gbnf() => Constraint.FromGbnf(_json);

    /// <summary>A date.</summary>
    [Benchmark]
    public object Regex() => Constraint.FromRegex(@"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])");
}
