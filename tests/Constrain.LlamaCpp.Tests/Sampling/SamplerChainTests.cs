// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Tests.Gguf;

namespace Constrain.LlamaCpp.Tests.Sampling;

public sealed class SamplerChainTests : IClassFixture<TinyModelFixture>
{
    private readonly TinyModelFixture _tiny;

    public SamplerChainTests(TinyModelFixture tiny) => _tiny = tiny;

    public static TheoryData<int> Variants => new(Enumerable.Range(0, 8));

    /// <summary>A range of options that lets every sampler of the chain take part somewhere.</summary>
    private static SamplingOptions Variant(int number, uint seed) => number switch
    {
        0 => new() { Seed = seed },
        1 => new() { Seed = seed, Greedy = true },
        2 => new() { Seed = seed, Temperature = 2, TopK = 0, TopP = 1, MinP = 0 },
        3 => new() { Seed = seed, Temperature = 1, TopK = 3 },
        4 => new() { Seed = seed, TypicalP = 0.7, TopK = 0 },
        5 => new() { Seed = seed, RepeatPenalty = 1.5, FrequencyPenalty = 0.4, PresencePenalty = 0.3, PenaltyWindow = 8 },
        6 => new() { Seed = seed, TopK = 500, TopP = 0.5, MinP = 0.2 },
        _ => new() { Seed = seed, Temperature = 0, RepeatPenalty = 2 },
    };

    [SkippableTheory]
    [MemberData(nameof(Variants))]
    public void Sample_DirectNativeAndFilteredPath_DrawTheSameTokens(int variant)
    {
        LlamaModel model = _tiny.Require();
        var random = new Random(variant);
        using LlamaContext context = model.CreateContext();
        context.Decode([1], 0);
        for (uint seed = 0; seed < 5; seed++)
        {
            var filter = new FakeFilter();
            using var direct = new LlamaSamplerChain(model, Variant(variant, seed));
            using var filtered = new LlamaSamplerChain(model, Variant(variant, seed), filter, TinyModel.EndToken);
            using var native = new LlamaSamplerChain(model, Variant(variant, seed), filter, TinyModel.EndToken);
            for (int step = 0; step < 20; step++)
            {
                ulong[] allowed = RandomWords(random, model.VocabularySize, shift: step % 6);
                filter.Words = allowed;
                Span<float> logits = context.GetLogits();
                foreach (ref float logit in logits)
                    logit = (float)(random.NextDouble() * 20) - 10;

                int token = direct.Sample(logits, allowed);
                direct.Accept(token);
                int other = filtered.Sample(logits);
                filtered.Accept(other);
                int third = native.SampleNative(context);

                Assert.Equal((token, token), (other, third));
                Assert.True((allowed[token / 64] >> (token % 64) & 1) == 1, $"{token} is not allowed");
                Assert.Equal([token, token], filter.Accepted[^2..]);
            }
        }
    }

    [SkippableFact]
    public void Sample_FromAllTokensAllowed_IsThePlainSample()
    {
        LlamaModel model = _tiny.Require();
        float[] logits = RandomLogits(new Random(3), model.VocabularySize);
        ulong[] all = [.. Enumerable.Repeat(ulong.MaxValue, (model.VocabularySize / 64) + 3)];
        using var plain = new LlamaSamplerChain(model, new SamplingOptions { Seed = 9 });
        using var masked = new LlamaSamplerChain(model, new SamplingOptions { Seed = 9 });

        for (int i = 0; i < 50; i++)
            Assert.Equal(plain.Sample(logits), masked.Sample(logits, all));
    }

    [SkippableFact]
    public void Sample_WithTheSameSeed_Repeats_AndAfterResetToo()
    {
        LlamaModel model = _tiny.Require();
        float[] logits = RandomLogits(new Random(4), model.VocabularySize);
        using var one = new LlamaSamplerChain(model, new SamplingOptions { Seed = 42, Temperature = 5, TopK = 0, TopP = 1, MinP = 0 });
        using var two = new LlamaSamplerChain(model, new SamplingOptions { Seed = 42, Temperature = 5, TopK = 0, TopP = 1, MinP = 0 });
        using var other = new LlamaSamplerChain(model, new SamplingOptions { Seed = 43, Temperature = 5, TopK = 0, TopP = 1, MinP = 0 });

        int[] first = Draw(one);
        Assert.Equal(first, Draw(two));
        Assert.NotEqual(first, Draw(other));
        one.Reset();
        Assert.Equal(first, Draw(one));

        int[] Draw(LlamaSamplerChain chain) => [.. Enumerable.Range(0, 40).Select(_ => chain.Sample(logits))];
    }

    /// <summary>The masked draw follows the model's distribution, renormalised on the allowed tokens.</summary>
    [SkippableFact]
    public void Sample_OfTwoAllowedTokens_HasTheirProportion()
    {
        LlamaModel model = _tiny.Require();
        float[] logits = new float[model.VocabularySize];
        logits[10] = 5;
        (logits[70], logits[200]) = (MathF.Log(3), 0);
        ulong[] allowed = new ulong[4];
        allowed[70 / 64] |= 1UL << (70 % 64);
        allowed[200 / 64] |= 1UL << (200 % 64);
        using var chain = new LlamaSamplerChain(model, new SamplingOptions { Seed = 1, Temperature = 1, TopK = 0, TopP = 1, MinP = 0 });

        int seventies = Enumerable.Range(0, 4000).Count(_ => chain.Sample(logits, allowed) == 70);

        Assert.InRange(seventies, 2850, 3150); // 3000 expected, standard deviation 27
    }

    [SkippableTheory]
    [InlineData(2.0, 0.0, 0.0, 3)] // 6 / 2 < 4
    [InlineData(1.0, 1.5, 0.0, 3)] // 6 - 2 · 1.5 < 4
    [InlineData(1.0, 0.0, 2.5, 3)] // 6 - 2.5 < 4
    [InlineData(1.1, 0.1, 0.1, 2)] // not enough
    public void Penalties_OfAToken_AreThoseOfLlamaCpp(double repeat, double frequency, double presence, int expected)
    {
        LlamaModel model = _tiny.Require();
        float[] logits = new float[model.VocabularySize];
        (logits[2], logits[3]) = (6, 4);
        using var chain = new LlamaSamplerChain(model, new SamplingOptions
        {
            Greedy = true,
            RepeatPenalty = repeat,
            FrequencyPenalty = frequency,
            PresencePenalty = presence,
            PenaltyWindow = 4,
        });
        chain.Accept(2);
        chain.Accept(2);

        Assert.Equal(expected, chain.Sample(logits));
        for (int i = 0; i < 4; i++)
            chain.Accept(9);
        Assert.Equal(2, chain.Sample(logits));
    }

    [SkippableFact]
    public void Sample_WithNothingAllowed_IsAnError()
    {
        LlamaModel model = _tiny.Require();
        using var chain = new LlamaSamplerChain(model);

        Assert.Throws<InvalidOperationException>(() => chain.Sample(new float[model.VocabularySize], []));
        Assert.Throws<ArgumentException>(() => chain.Sample(new float[3], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Accept(-1));
    }

    [SkippableFact]
    public void Sample_WithALogitThatIsNoNumber_IsAnErrorOnlyWhereItIsAllowed()
    {
        LlamaModel model = _tiny.Require();
        using var chain = new LlamaSamplerChain(model);
        float[] logits = new float[model.VocabularySize];
        logits[5] = float.NaN;

        Assert.Throws<LlamaException>(() => chain.Sample(logits, [1 << 5]));
        Assert.Equal(4, chain.Sample(logits, [1 << 4]));
    }

    [SkippableFact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        LlamaModel model = _tiny.Require();
        SamplingOptions[] wrong =
        [
            new() { Temperature = -1 }, new() { Temperature = double.NaN }, new() { TopK = -1 }, new() { TopP = 0 }, new() { TopP = 1.1 },
            new() { MinP = -0.1 }, new() { MinP = 2 }, new() { TypicalP = 0 }, new() { RepeatPenalty = 0 }, new() { PresencePenalty = double.PositiveInfinity },
            new() { FrequencyPenalty = double.NaN }, new() { PenaltyWindow = -1 }, new() { Seed = uint.MaxValue },
        ];

        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => new LlamaSamplerChain(model, options)));
    }

    private static float[] RandomLogits(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() * 4)];

    /// <summary>Random words, sparser with each shift, never all zero.</summary>
    private static ulong[] RandomWords(Random random, int count, int shift)
    {
        ulong[] words = new ulong[(count + 63) / 64];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = (ulong)random.NextInt64() ^ ((ulong)random.NextInt64() << 32);
            for (int s = 0; s < shift; s++)
                words[i] &= (ulong)random.NextInt64();
        }

        words[0] |= 1UL << random.Next(64);
        return words;
    }
}
