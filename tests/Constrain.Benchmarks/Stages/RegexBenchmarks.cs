// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using BenchmarkDotNet.Attributes;
using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Benchmarks.Stages;

/// <summary>A derivative of a regex by a byte: looked up, and computed the first time.</summary>
public class RegexBenchmarks
{
    private const string Pattern = @"([A-Za-z0-9._-]+@[a-z0-9-]+(\.[a-z]{2,8}){1,3}|\+?[0-9]{1,3}( [0-9]{2,4}){2,5})";

    private static readonly byte[] Text = Encoding.UTF8.GetBytes("first.last-name_42@mail-server-7.example.co.uk");

    private RegexBuilder _builder = new();
    private Regex? _regex;

    /// <summary>Compiles the regex, and walks the text once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (_builder, _regex) = Compile();
        if (!Walk(_builder, _regex).IsNullable)
        {
            throw new InvalidOperationException("the text must match");
        }
    }

    /// <summary>46 derivatives, each met before.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = 46)]
    public object Known() => Walk(_builder, _regex!);

    /// <summary>46 derivatives of a regex that nothing is known of; compiling it is part of it.</summary>
    [Benchmark(OperationsPerInvoke = 46)]
    public object New()
    {
        (RegexBuilder builder, Regex regex) = Compile();
        return Walk(builder, regex);
    }

    private static (RegexBuilder, Regex) Compile()
    {
        var builder = new RegexBuilder();
        return (builder, RegexFrontend.Full(Pattern, RegexDialect.Ecma262, new Utf8CharEncoding(builder)));
    }

    private static Regex Walk(RegexBuilder builder, Regex regex)
    {
        foreach (byte letter in Text)
        {
            regex = builder.Derivative(regex, letter);
        }

        return regex;
    }
}
