// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime;
using System.Text;
using Constrain.Benchmarks.Corpus;
using Constrain.Benchmarks.Measuring;
using Constrain.LlamaCpp;
using Constrain.TestKit.MaskBench;

namespace Constrain.Benchmarks.Compare;

/// <summary>llama.cpp's grammar sampler and Constrain over the same grammar, vocabulary and tokens, in turns in one process.</summary>
/// <remarks>
/// Both go from where they stand to a row of logits in which refused tokens are negative infinity, then accept the token.
/// Filling the row is outside of the time taken.
/// </remarks>
internal sealed class LlamaComparison
{
    private readonly LlamaModel _model;
    private readonly string _grammar;
    private readonly byte[] _text;
    private readonly int[] _tokens;
    private readonly StepTimes _llamaApply;
    private readonly StepTimes _llamaCheck;
    private readonly StepTimes _llamaAccept;
    private readonly ConstrainWalk _newVocabulary;
    private readonly ConstrainWalk _newGrammar;
    private readonly ConstrainWalk _again;
    private readonly MaskDifferences _differences;

    private LlamaComparison(LlamaModel model, string grammar, byte[] text)
    {
        int[] tokens = GreedyTokens.Of(model.Vocabulary, text);
        (_model, _grammar, _text, _tokens) = (model, grammar, text, tokens);
        _differences = new MaskDifferences(model.Vocabulary);
        _llamaApply = new StepTimes(tokens.Length);
        _llamaCheck = new StepTimes(tokens.Length);
        _llamaAccept = new StepTimes(tokens.Length);
        float[] row = new float[model.VocabularySize];
        _newVocabulary = new ConstrainWalk(tokens, row);
        _newGrammar = new ConstrainWalk(tokens, row);
        _again = new ConstrainWalk(tokens, row);
    }

    public static int Run(string path, string grammar, string text, int repeat)
    {
        using LlamaModel model = LlamaModel.Load(path, new LlamaModelOptions { VocabularyOnly = true });
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        WarmUp(model.Vocabulary, utf8);
        var comparison = new LlamaComparison(model, grammar, utf8);
        for (int i = 0; i < repeat; i++)
        {
            comparison.WalkBoth();
        }

        comparison.Report(repeat);
        return comparison._differences.Unexplained == 0 ? 0 : 1;
    }

    /// <summary>Walks the text under another constraint until the JIT has nothing left to do.</summary>
    private static void WarmUp(Vocabulary vocabulary, byte[] text)
    {
        int[] tokens = GreedyTokens.Of(vocabulary, text);
        float[] row = new float[vocabulary.Count];
        for (int pass = 0; pass < 20; pass++)
        {
            long before = JitInfo.GetCompiledMethodCount();
            for (int i = 0; i < 5; i++)
            {
                new ConstrainWalk(tokens, row).Run(Constraint.FromGbnf("""root ::= ( [^"] | "\"" [a-z] | "\"" )*"""), vocabulary);
            }

            Thread.Sleep(200);
            if (JitInfo.GetCompiledMethodCount() == before)
            {
                break;
            }
        }
    }

    private void WalkBoth()
    {
        var masks = new TokenMask[_tokens.Length];
        var constraint = Constraint.FromGbnf(_grammar);
        _newVocabulary.Run(constraint, ColdMeasurement.LoadVocabulary(_model.Path));
        constraint = Constraint.FromGbnf(_grammar);
        _newGrammar.Run(constraint, _model.Vocabulary);
        _again.Run(constraint, _model.Vocabulary, (step, mask) => masks[step] = mask);
        int at = 0;
        using var theirs = new LlamaGrammar(_model, _grammar);
        for (int i = 0; i < _tokens.Length; i++)
        {
            int token = _tokens[i];
            theirs.Fill();
            long start = Stopwatch.GetTimestamp();
            theirs.Apply();
            _llamaApply.Add(i, Stopwatch.GetTimestamp() - start);
            _differences.Compare(_text.AsSpan(0, at), masks[i], theirs.Allows);
            at += _model.Vocabulary.GetBytes(token).Length;

            start = Stopwatch.GetTimestamp();
            bool allowed = theirs.Check(token);
            _llamaCheck.Add(i, Stopwatch.GetTimestamp() - start);
            start = Stopwatch.GetTimestamp();
            theirs.Accept(token);
            _llamaAccept.Add(i, Stopwatch.GetTimestamp() - start);
            _ = allowed ? 0 : throw new InvalidOperationException($"llama.cpp refuses token {i}");
        }
    }

    private void Report(int repeat)
    {
        LlamaRuntime runtime = _model.Runtime;
        string name = Path.GetFileName(_model.Path);
        Console.WriteLine($"{name}, {_model.VocabularySize} tokens; {_tokens.Length} steps, the least of {repeat} walks of each");
        Console.WriteLine($"llama.cpp {runtime.Version}, {runtime.LibraryPath}");
        var table = new TimeTable(Console.Out);
        table.WriteHead("µs from state to masked row");
        table.WriteRow("llama.cpp", _llamaApply.Us);
        table.WriteRow("new vocabulary and grammar", _newVocabulary.MasksApplied.Us);
        table.WriteRow("new grammar", _newGrammar.MasksApplied.Us);
        table.WriteRow("again", _again.MasksApplied.Us);
        table.WriteRow("  mask alone: new, new", _newVocabulary.Masks.Us);
        table.WriteRow("  mask alone: new grammar", _newGrammar.Masks.Us);
        table.WriteRow("  mask alone: again", _again.Masks.Us);
        table.WriteRow("accept a token: llama.cpp", _llamaAccept.Us);
        table.WriteRow("accept a token: new grammar", _newGrammar.Commits.Us);
        table.WriteRow("accept a token: again", _again.Commits.Us);
        table.WriteRow("check one token: llama.cpp", _llamaCheck.Us);
        double theirs = _llamaApply.Mean;
        Console.WriteLine(
            $"llama.cpp's mean ÷ Constrain's: {theirs / _newVocabulary.MasksApplied.Mean:N0} with nothing known, "
            + $"{theirs / _newGrammar.MasksApplied.Mean:N0} with a new grammar, {theirs / _again.MasksApplied.Mean:N0} again");
        Console.WriteLine(_differences);
    }
}
