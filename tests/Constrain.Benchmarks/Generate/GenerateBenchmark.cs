// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.LlamaCpp;

namespace Constrain.Benchmarks.Generate;

/// <summary>A model generates under a constraint in several ways, and as many tokens without one.</summary>
/// <remarks>
/// The plain loop is the same one less the constraint: same library, context, sampler chain and prompt; tokens that end the
/// generation are given a logit of minus infinity. All ways and the plain loop take turns, run after run.
/// </remarks>
internal sealed class GenerateBenchmark(int maxTokens, int repeat, bool isFresh, int? threads, TextWriter output)
{
    private const string Prompt = "Write one.";

    private static readonly (string Name, SamplingOptions Options)[] Chains =
    [
        ("default", new SamplingOptions { Seed = 1 }),
        ("greedy", new SamplingOptions { Seed = 1, Greedy = true }),
        ("plain", new SamplingOptions { Seed = 1, Temperature = 1, TopK = 0, TopP = 1, MinP = 0 }),
    ];

    private static readonly (string Name, GenerationOptions Options)[] Ways =
    [
        ("masks", new() { ForceText = false, CheckFirst = CheckFirst.Never, OverlapMasks = false }),
        ("check", new() { ForceText = false, CheckFirst = CheckFirst.SameDraw, OverlapMasks = false }),
        ("draw", new() { ForceText = false, CheckFirst = CheckFirst.SameDistribution, OverlapMasks = false }),
        ("overlap", new() { ForceText = false, CheckFirst = CheckFirst.Never }),
        ("check+overlap", new() { ForceText = false }),
        ("forced text", new()),
    ];

    public void Run(string path, IReadOnlyList<Subject> subjects)
    {
        using LlamaModel model = LlamaModel.Load(path);
        var context = new LlamaContextOptions { Threads = threads };
        using var generator = new Generator(model, context);
        using LlamaContext plain = model.CreateContext(context);
        output.WriteLine($"{model.Description}, {model.VocabularySize} tokens; least of {repeat} runs, token by token{(isFresh ? "; constraint compiled anew" : "")}");
        output.WriteLine($"{"constraint",-18}{"sampling",-10}{"way",-15}{"tokens",8}{"forced",8}{"µs/token",10}{"plain",10}{"ratio",8}");
        foreach (Subject subject in subjects)
        {
            foreach ((string name, SamplingOptions sampling) in Chains)
            {
                Measure(subject, name, sampling, generator, plain);
            }
        }
    }

    private void Measure(Subject subject, string chain, SamplingOptions sampling, Generator generator, LlamaContext plain)
    {
        Constraint shared = subject.Compile();
        TokenTimes[] times = [.. Ways.Select(_ => new TokenTimes())];
        TokenTimes without = new();
        int[] forced = new int[Ways.Length];
        for (int run = 0; run < repeat; run++)
        {
            for (int way = 0; way < Ways.Length; way++)
            {
                Constraint constraint = isFresh ? subject.Compile() : shared;
                times[way].Begin();
                forced[way] = generator.Generate(Prompt, constraint, With(Ways[way].Options, sampling, times[way])).ForcedTokens;
            }

            Plain(plain, sampling, times.Max(t => t.Count), without);
        }

        for (int way = 0; way < Ways.Length; way++)
        {
            double expected = without.MicrosecondsOf(times[way].Count);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{subject.Name,-18}{chain,-10}{Ways[way].Name,-15}{times[way].Count,8}{forced[way],8}{times[way].Microseconds,10:F1}{expected,10:F1}{expected / times[way].Microseconds,8:F3}"));
        }
    }

    private GenerationOptions With(GenerationOptions way, SamplingOptions sampling, TokenTimes times) => new()
    {
        MaxTokens = maxTokens,
        Sampling = sampling,
        Progress = times,
        ForceText = way.ForceText,
        CheckFirst = way.CheckFirst,
        OverlapMasks = way.OverlapMasks,
    };

    private static void Plain(LlamaContext context, SamplingOptions sampling, int tokens, TokenTimes times)
    {
        LlamaModel model = context.Model;
        times.Begin();
        string text = model.ChatTemplate is null ? Prompt : model.ApplyChatTemplate([new ChatMessage("user", Prompt)], addAssistant: true);
        int[] prompt = model.Tokenize(text, addSpecial: true, parseSpecial: model.ChatTemplate is not null);
        using var sampler = new LlamaSamplerChain(model, sampling);
        context.Clear();
        context.Decode(prompt, 0);
        int[] last = new int[1];
        for (int i = 0; i < tokens; i++)
        {
            if (i > 0)
            {
                context.Decode(last, prompt.Length + i - 1);
            }

            Span<float> logits = context.GetLogits();
            foreach (int end in model.Vocabulary.EndOfGenerationTokens)
            {
                logits[end] = float.NegativeInfinity;
            }

            last[0] = sampler.Sample(logits);
            sampler.Accept(last[0]);
            times.Report(i);
        }
    }
}
