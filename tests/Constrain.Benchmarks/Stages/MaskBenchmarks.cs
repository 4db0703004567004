// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using BenchmarkDotNet.Attributes;
using Constrain.Benchmarks.Growth;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Stages;

/// <summary>A mask: met before, of a new state of a known grammar, and of a new grammar; and what accepting a token takes.</summary>
public class MaskBenchmarks
{
    private const int Depth = 400;

    private readonly (string Schema, string Document) _nested = Sizes.Depth(Depth);

    private Vocabulary? _vocabulary;
    private int[] _tokens = [];
    private int[] _nestedTokens = [];
    private Constraint? _known;

    /// <summary>The number of tokens.</summary>
    [Params(Inputs.LlamaTokens)]
    public int Tokens { get; set; }

    /// <summary>Walks both documents once, so that the vocabulary's own tables are filled.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _vocabulary = Inputs.Vocabulary(Tokens);
        _tokens = GreedyTokens.Of(_vocabulary, Encoding.UTF8.GetBytes(Inputs.Document));
        _nestedTokens = GreedyTokens.Of(_vocabulary, Encoding.UTF8.GetBytes(_nested.Document));
        _known = Constraint.FromJsonSchema(Inputs.Schema);
        if (Walk(_known, _tokens) == 0 || Walk(Constraint.FromJsonSchema(_nested.Schema), _nestedTokens) == 0)
        {
            throw new InvalidOperationException("there must be tokens that are allowed");
        }
    }

    /// <summary>A document of some 30 tokens whose masks were all met before.</summary>
    [Benchmark(Baseline = true)]
    public int Known() => Walk(_known!, _tokens);

    /// <summary>The same document with a new grammar; compiling it is part of it.</summary>
    [Benchmark]
    public int NewGrammar() => Walk(Constraint.FromJsonSchema(Inputs.Schema), _tokens);

    /// <summary>A document that opens 400 objects in one another: every state is new, and all are alike but for what comes after.</summary>
    [Benchmark]
    public int NewStates() => Walk(Constraint.FromJsonSchema(_nested.Schema), _nestedTokens);

    /// <summary>Accepting the tokens of the known document without asking for masks.</summary>
    [Benchmark]
    public int Accept()
    {
        Matcher matcher = _known!.CreateMatcher(_vocabulary!);
        int accepted = 0;
        foreach (int token in _tokens)
        {
            accepted += matcher.TryAccept(token) ? 1 : 0;
        }

        return accepted == _tokens.Length ? accepted : throw new InvalidOperationException("a token was refused");
    }

    private int Walk(Constraint constraint, int[] tokens)
    {
        Matcher matcher = constraint.CreateMatcher(_vocabulary!);
        int allowed = 0;
        foreach (int token in tokens)
        {
            allowed += matcher.Mask.Count;
            if (!matcher.TryAccept(token))
            {
                throw new InvalidOperationException("a token was refused");
            }
        }

        return allowed;
    }
}
