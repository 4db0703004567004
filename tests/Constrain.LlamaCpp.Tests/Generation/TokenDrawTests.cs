// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Generation;

namespace Constrain.LlamaCpp.Tests.Generation;

/// <summary>Checking before masking, and masks computed ahead, leave the distribution what it is under the mask.</summary>
/// <remarks>
/// Seeds are fixed, so a test passes always or never. A right rule fails with a probability of one in a million for a seed that
/// nobody chose; each wrong rule below must fail by that measure.
/// </remarks>
public sealed class TokenDrawTests : IClassFixture<TinyModelFixture>
{
    private const int Draws = 20_000;
    private const double OneInAMillion = 1e-6;

    // Of the letters a to l, the constraint allows every second one.
    private static readonly double[] Logits = [2.0, 1.9, 1.5, 1.4, 1.2, 1.1, 0.9, 0.5, 0.2, 0.1, -0.5, -0.8];
    private static readonly Constraint Allowed = Constraint.FromRegex("[bdfhjl]x?");

    private readonly TinyModelFixture _tiny;

    public TokenDrawTests(TinyModelFixture tiny) => _tiny = tiny;

    public static TheoryData<string, CheckFirst, bool> Rules()
    {
        var rules = new TheoryData<string, CheckFirst, bool>();
        foreach (string chain in new[] { "plain", "sharp", "truncated", "greedy", "penalties" })
        {
            foreach (CheckFirst rule in Enum.GetValues<CheckFirst>())
            {
                rules.Add(chain, rule, false);
                rules.Add(chain, rule, true);
            }
        }

        return rules;
    }

    [SkippableTheory]
    [MemberData(nameof(Rules))]
    public void Draw_ByAnyRule_FollowsTheMaskedDistribution(string chain, CheckFirst rule, bool isAhead)
    {
        LlamaModel model = _tiny.Require();
        SamplingOptions options = Chain(chain, seed: 11);
        using var sampler = new LlamaSamplerChain(model, options);
        sampler.Accept(Letter(model, 0));
        sampler.Accept(Letter(model, 1));
        Matcher matcher = Allowed.CreateMatcher(model.Vocabulary);
        var masks = new MaskAhead(matcher, isAhead, leastMicroseconds: 0);
        var draw = new TokenDraw(sampler, matcher, rule, masks);
        float[] logits = LogitsOf(model);
        int number = 0;

        double p = ChiSquare.PValue(Count(model, () => DrawOne(masks, draw, logits, matcher, isAhead, number++)), Expected(options));

        Assert.True(p > OneInAMillion, $"p = {p}");
        Assert.Equal(rule == CheckFirst.SameDistribution && (chain is "plain" or "sharp" or "penalties"), draw.Unmasked > 0);
        Assert.Equal(isAhead && Environment.ProcessorCount > 1, masks.Ahead > 0);
    }

    /// <summary>With a truncation, drawing again what is refused is not the masked distribution: the test must see it.</summary>
    [SkippableFact]
    public void ChiSquare_OfARedrawUnderATruncation_SeesIt()
    {
        LlamaModel model = _tiny.Require();
        SamplingOptions options = Chain("truncated", seed: 11);
        using var sampler = new LlamaSamplerChain(model, options);
        Matcher matcher = Allowed.CreateMatcher(model.Vocabulary);
        float[] logits = LogitsOf(model);

        double p = ChiSquare.PValue(
            Count(model, () =>
            {
                int token = sampler.Sample(logits);
                return matcher.Mask[token] ? token : sampler.Sample(logits, matcher.Mask.Words);
            }),
            Expected(options));

        Assert.True(p < OneInAMillion, $"p = {p}");
    }

    /// <summary>A refused draw says something about its random number, so the next one must be new: the test must see it where it is not.</summary>
    [SkippableFact]
    public void ChiSquare_OfARedrawWithTheSameRandomNumber_SeesIt()
    {
        LlamaModel model = _tiny.Require();
        float[] logits = LogitsOf(model);
        Matcher matcher = Constraint.FromRegex("[g-l]x?").CreateMatcher(model.Vocabulary);
        uint seed = 0;

        double p = ChiSquare.PValue(
            Count(model, () =>
            {
                using var sampler = new LlamaSamplerChain(model, Chain("plain", seed++));
                int token = sampler.Sample(logits);
                sampler.Reset();
                return matcher.Mask[token] ? token : sampler.Sample(logits, matcher.Mask.Words);
            }),
            Expected(Chain("plain", 0), i => i >= 6));

        Assert.True(p < OneInAMillion, $"p = {p}");
    }

    /// <summary>A mask of the state before allows other tokens: the test must see it.</summary>
    [SkippableFact]
    public void ChiSquare_OfAMaskThatIsOneStateLate_SeesIt()
    {
        LlamaModel model = _tiny.Require();
        using var sampler = new LlamaSamplerChain(model, Chain("plain", 11));
        Matcher matcher = Constraint.FromRegex("[bdfhjlac]x?").CreateMatcher(model.Vocabulary);
        float[] logits = LogitsOf(model);

        double p = ChiSquare.PValue(Count(model, () => sampler.Sample(logits, matcher.Mask.Words)), Expected(Chain("plain", 11)));

        Assert.True(p < OneInAMillion, $"p = {p}");
    }

    /// <summary>Where the model alone decides, the check draws the same tokens and leaves the random numbers where the mask leaves them.</summary>
    [SkippableTheory]
    [InlineData("default")]
    [InlineData("default greedy")]
    [InlineData("one")]
    [InlineData("min-p")]
    [InlineData("greedy")]
    [InlineData("typical")]
    [InlineData("penalties and min-p")]
    public void Draw_WhereTheModelDecides_IsTheMaskedDraw(string chain)
    {
        LlamaModel model = _tiny.Require();
        var random = new Random(5);
        using var first = new LlamaSamplerChain(model, Chain(chain, 3));
        using var second = new LlamaSamplerChain(model, Chain(chain, 3));
        Matcher matcher = Allowed.CreateMatcher(model.Vocabulary);
        var draw = new TokenDraw(second, matcher, CheckFirst.SameDraw, new MaskAhead(matcher, isEnabled: false));
        float[] logits = new float[model.VocabularySize];
        var seen = new HashSet<int>();
        for (int i = 0; i < 3000; i++)
        {
            for (int t = 0; t < logits.Length; t++)
                logits[t] = (float)(random.NextDouble() * 4) - 8;
            for (int t = 0; t < Logits.Length; t++)
                logits[Letter(model, t)] = MathF.Round((float)(random.NextDouble() * 8), i % 3); // sometimes equal

            int expected = first.Sample(logits, matcher.Mask.Words);
            int actual = draw.Draw(logits);
            first.Accept(expected);
            second.Accept(actual);

            Assert.Equal(expected, actual);
            seen.Add(actual);
        }

        Assert.True(seen.Count > 4);
        Assert.Equal(chain is "typical" or "penalties and min-p", draw.Unmasked == 0);
    }

    [SkippableFact]
    public void Draw_WhereNothingIsAllowed_IsNoToken()
    {
        LlamaModel model = _tiny.Require();
        Matcher matcher = Allowed.CreateMatcher(model.Vocabulary);
        Assert.True(matcher.TryAccept(Letter(model, 1)) && matcher.TryAccept(model.Vocabulary.EndOfGenerationTokens[0]));
        foreach (CheckFirst rule in Enum.GetValues<CheckFirst>())
        {
            using var sampler = new LlamaSamplerChain(model, Chain("plain", 1));
            Assert.Equal(-1, new TokenDraw(sampler, matcher, rule, new MaskAhead(matcher, isEnabled: false)).Draw(LogitsOf(model)));
        }
    }

    private static SamplingOptions Chain(string name, uint seed) => name switch
    {
        "plain" => new() { Seed = seed, Temperature = 1, TopK = 0, TopP = 1, MinP = 0 },
        "sharp" => new() { Seed = seed, Temperature = 0.7, TopK = 0, TopP = 1, MinP = 0 },
        "penalties" => new() { Seed = seed, Temperature = 1, TopK = 0, TopP = 1, MinP = 0, PresencePenalty = 0.5, PenaltyWindow = 4 },
        "truncated" => new() { Seed = seed, Temperature = 0.9, TopK = 5, TopP = 0.8, MinP = 0.1 },
        "default" => new() { Seed = seed },
        "one" => new() { Seed = seed, TopK = 1 },
        "min-p" => new() { Seed = seed, TopK = 0, TopP = 1, MinP = 0.3 },
        "typical" => new() { Seed = seed, TypicalP = 0.8 },
        "penalties and min-p" => new() { Seed = seed, MinP = 0.3, RepeatPenalty = 1.3 },
        _ => new() { Seed = seed, Greedy = true },
    };

    private static int DrawOne(MaskAhead masks, TokenDraw draw, float[] logits, Matcher matcher, bool isAhead, int number)
    {
        // There and back, so that a mask that was computed ahead belongs to the state and not to the one before.
        masks.Move();
        Assert.True(matcher.TryAccept(matcher.Mask.ToArray()[0]));
        masks.Begin();
        _ = masks.Take();
        masks.Move();
        matcher.Rollback(1);
        masks.Begin();
        if (isAhead && number % 8 == 0)
            SpinWait.SpinUntil(() => masks.HasBegun, millisecondsTimeout: 20);
        return draw.Draw(logits);
    }

    private static int[] Count(LlamaModel model, Func<int> draw)
    {
        int[] counts = new int[Logits.Length];
        for (int i = 0; i < Draws; i++)
            counts[model.Vocabulary.GetBytes(draw())[0] - 'a']++;
        return counts;
    }

    /// <summary>The chain over the allowed letters, in doubles.</summary>
    private static double[] Expected(SamplingOptions options, Func<int, bool>? isAllowed = null)
    {
        double[] logits = [.. Logits.Select((logit, i) => i < 2 ? logit - options.PresencePenalty : logit)];
        int[] order = [.. Enumerable.Range(0, logits.Length).Where(isAllowed ?? (i => i % 2 == 1)).OrderByDescending(i => logits[i])];
        if (options.IsGreedy)
            order = order[..1];
        if (options.TopK > 0)
            order = [.. order.Take(options.TopK)];
        double sum = order.Sum(i => Math.Exp(logits[i]));
        double reached = 0;
        order = [.. order.TakeWhile(i => (reached += Math.Exp(logits[i]) / sum) - (Math.Exp(logits[i]) / sum) < options.TopP)];
        order = [.. order.Where(i => Math.Exp(logits[i] - logits[order[0]]) >= options.MinP)];
        double[] expected = new double[logits.Length];
        foreach (int i in order)
            expected[i] = Math.Exp(logits[i] / options.Temperature);
        double total = expected.Sum();
        return [.. expected.Select(e => e / total)];
    }

    private static float[] LogitsOf(LlamaModel model)
    {
        float[] logits = new float[model.VocabularySize];
        Array.Fill(logits, -60);
        for (int i = 0; i < Logits.Length; i++)
            logits[Letter(model, i)] = (float)Logits[i];
        return logits;
    }

    private static int Letter(LlamaModel model, int index) =>
        Enumerable.Range(0, model.VocabularySize).First(t => model.Vocabulary.GetBytes(t).SequenceEqual([(byte)('a' + index)]));
}
