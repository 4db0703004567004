// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Masks;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Matching;

[Properties(Arbitrary = [typeof(GrammarGenerators), typeof(TinyVocabularyGenerators)], MaxTest = 200)]
public class MatcherLaws
{
    private static readonly WordScope Scope = new("abc", 4);

    [Property]
    public void EveryTokenization_OfAWord_IsAllowedStepByStep(AnyGrammar any, TinyVocabulary tiny)
    {
        if (Create(any, tiny) is not { } start)
        {
            return;
        }

        foreach (byte[] word in new NaiveGrammar(any.Term).Words(Scope).Words)
        {
            foreach (int[] tokens in tiny.Tokenizations(word).Take(50))
            {
                Matcher matcher = start.Fork();
                foreach (int token in tokens)
                {
                    Assert.True(matcher.Mask[token]);
                    Assert.NotNull(matcher.MinimumBytesAfter(token));
                    Assert.True(matcher.TryAccept(token));
                }

                Assert.True(matcher.IsAccepting);
                Assert.True(matcher.TryAccept(tiny.Vocabulary.EndOfGenerationTokens[0]));
                Assert.True(matcher.IsFinished);
                Assert.Equal(tokens.Length + 1, matcher.TokenCount);
                Assert.Equal(0, matcher.Mask.Count);
            }
        }
    }

    [Property]
    public void WhateverIsSampled_ToTheEnd_IsAWord(AnyGrammar any, TinyVocabulary tiny, int seed)
    {
        if (Create(any, tiny) is not { } matcher)
        {
            return;
        }

        byte[] text = Sample(matcher, tiny, new Random(seed), budget: 14);
        Assert.True(text.Length > 20 || new NaiveGrammar(any.Term).Accepts(text), $"{new AnyWord(text)} is no word");
    }

    [Property]
    public void TryAccept_IsWhatTheMaskSays(AnyGrammar any, TinyVocabulary tiny, int seed)
    {
        if (Create(any, tiny) is not { } matcher)
        {
            return;
        }

        var random = new Random(seed);
        for (int step = 0; step < 6 && !matcher.IsFinished; step++)
        {
            TokenMask mask = matcher.Mask;
            for (int token = 0; token < tiny.Tokens.Length; token++)
            {
                Matcher other = matcher.Fork();
                long? after = matcher.MinimumBytesAfter(token);
                Assert.Equal(mask[token], other.TryAccept(token));
                Assert.Equal(mask[token], after is not null);
                Assert.Equal(after ?? matcher.MinimumBytes, other.MinimumBytes);
            }

            matcher.TryAccept(Any(mask, random));
        }
    }

    [Property]
    public void Rollback_UndoesThatManyAccepts(AnyGrammar any, TinyVocabulary tiny, int seed)
    {
        if (Create(any, tiny) is not { } matcher)
        {
            return;
        }

        var random = new Random(seed);
        var before = new List<string> { Observed(matcher) };
        while (!matcher.IsFinished && before.Count < 200)
        {
            Assert.True(matcher.TryAccept(Any(matcher.Mask, random)));
            before.Add(Observed(matcher));
        }

        while (matcher.TokenCount > 0)
        {
            matcher.Rollback(random.Next(matcher.TokenCount + 1));
            Assert.Equal(before[matcher.TokenCount], Observed(matcher));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.Rollback(1));
    }

    [Property]
    public void Fork_GoesItsOwnWay(AnyGrammar any, TinyVocabulary tiny, int seed)
    {
        if (Create(any, tiny) is not { } matcher)
        {
            return;
        }

        var random = new Random(seed);
        var before = new List<string> { Observed(matcher) };
        for (int step = random.Next(70); step > 0 && !matcher.IsFinished; step--)
        {
            matcher.TryAccept(Any(matcher.Mask, random));
            before.Add(Observed(matcher));
        }

        Matcher fork = matcher.Fork();
        Assert.Equal(before[^1], Observed(fork));
        fork.Rollback(random.Next(fork.TokenCount + 1));
        Sample(fork, tiny, random, budget: 5);
        Matcher second = matcher.Fork();

        // What the fork did is not seen here, nor what is done here in a fork, also not in what came before.
        for (; ; matcher.Rollback(1))
        {
            Assert.Equal(before[matcher.TokenCount], Observed(matcher));
            if (matcher.TokenCount == 0)
            {
                break;
            }
        }

        Sample(matcher, tiny, random, budget: 5);
        Assert.Equal(before[^1], Observed(second));
        second.Rollback(second.TokenCount);
        Assert.Equal(before[0], Observed(second));
    }

    [Property]
    public void ForcedBytes_BeginEveryCompletionAndNoMoreAre(AnyGrammar any, TinyVocabulary tiny)
    {
        if (Walks.TryBuild(any.Term) is not { } automaton)
        {
            return;
        }

        byte[][] words = [.. new NaiveGrammar(any.Term).Words(new WordScope("abc", 5)).Words];
        foreach ((byte[] prefix, State state) in Walks.Prefixes(automaton, new WordScope("abc", 2)))
        {
            byte[] forced = NextBytes.Forced(automaton, new Position(state, null), 6, out _);
            byte[] text = [.. prefix, .. forced];
            Assert.All(words.Where(w => w.AsSpan().StartsWith(prefix)), w => Assert.True(w.AsSpan().StartsWith(text)));

            // Maximal: here the document may end, or two different bytes can follow, or as many as were asked for are there.
            State end = automaton.Step(state, forced);
            int ways = Enumerable.Range(0, 256).Count(b => !automaton.Step(end, (byte)b).IsDead);
            Assert.True(end.IsAccepting || ways > 1 || forced.Length == 6);
            Assert.Equal(forced.AsSpan(0, Math.Min(2, forced.Length)).ToArray(), NextBytes.Forced(automaton, new Position(state, null), 2, out _));
        }

        Matcher matcher = Create(any, tiny)!;
        Assert.Equal(NextBytes.Forced(automaton, automaton.Origin, 100, out _), matcher.ForcedBytes(100));
    }

    [Property]
    public void MaskWithin_TheShortestCompletion_ClosesInTime(AnyGrammar any, TinyVocabulary tiny, int seed)
    {
        if (Create(any, tiny) is not { } matcher)
        {
            return;
        }

        // A token of one byte is in every vocabulary here, so a bound of one byte less is always possible.
        var random = new Random(seed);
        for (long bound = matcher.MinimumBytes + 2; !matcher.IsAccepting; bound--)
        {
            Assert.True(matcher.MinimumBytes <= bound);
            TokenMask mask = matcher.MaskWithin(bound - 1);
            Assert.True(mask.Count > 0);
            Assert.True(matcher.TryAccept(Any(mask, random)));
        }
    }

    [Property(MaxTest = 50)]
    public void Matchers_OnManyThreads_AgreeWithOne(AnyGrammar any, TinyVocabulary tiny, int seed)
    {
        if (Walks.TryBuild(any.Term) is not { } alone)
        {
            return;
        }

        // A budget that is passed all the time: tables and masks go while others walk.
        var shared = new MaskCache(Walks.TryBuild(any.Term, maxStates: 20, maxNodes: 30)!, tiny.Vocabulary);
        var expected = new MaskCache(alone, tiny.Vocabulary);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var random = new Random(seed ^ i);
            var matcher = new Matcher(shared);
            var twin = new Matcher(expected);
            for (int step = 0; step < 20 && !twin.IsFinished; step++)
            {
                Assert.Equal(Observed(twin), Observed(matcher));
                int token = Any(twin.Mask, random);
                Assert.True(twin.TryAccept(token));
                Assert.True(matcher.TryAccept(token));
            }
        });
    }

    [Property]
    public void GetMasks_OfManyMatchers_AreTheMaskOfEach(AnyGrammar any, AnyGrammar other, TinyVocabulary tiny, int seed)
    {
        Matcher[] matchers = [.. new[] { Create(any, tiny), Create(other, tiny) }.OfType<Matcher>().SelectMany(m => Enumerable.Range(0, 5).Select(_ => m.Fork()))];
        var random = new Random(seed);
        foreach (Matcher matcher in matchers)
        {
            for (int step = random.Next(4); step > 0 && !matcher.IsFinished; step--)
            {
                matcher.TryAccept(Any(matcher.WalkedMask, random));
            }
        }

        var masks = new TokenMask[matchers.Length];
        Matcher.GetMasks(matchers, masks);
        Assert.Equal(matchers.Select(m => string.Join(',', m.WalkedMask.ToArray())), masks.Select(m => string.Join(',', m.ToArray())));
        var again = new TokenMask[matchers.Length];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Matcher.GetMasks(matchers, again);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(masks, again);
    }

    private static Matcher? Create(AnyGrammar any, TinyVocabulary tiny) =>
        Walks.TryBuild(any.Term) is { } automaton ? new Matcher(new MaskCache(automaton, tiny.Vocabulary)) : null;

    private static string Observed(Matcher matcher) =>
        $"{matcher.TokenCount} {matcher.IsAccepting} {matcher.IsFinished} {matcher.MinimumBytes} [{string.Join(' ', matcher.Mask.ToArray())}] [{string.Join(' ', matcher.ForcedBytes(4))}]";

    private static int Any(TokenMask mask, Random random) => mask.ToArray()[random.Next(mask.Count)];

    /// <summary>Samples at random for some tokens, then the nearest way to the end.</summary>
    private static byte[] Sample(Matcher matcher, TinyVocabulary tiny, Random random, int budget)
    {
        var text = new List<byte>();
        while (!matcher.IsFinished)
        {
            // When the budget is spent, only tokens that bring the end nearer.
            TokenMask mask = budget-- > 0 ? matcher.Mask
                : matcher.IsAccepting ? matcher.MaskWithin(0)
                : matcher.MaskWithin(matcher.MinimumBytes - 1);
            int token = budget < 0 && matcher.IsAccepting ? tiny.Vocabulary.EndOfGenerationTokens[^1] : Any(mask, random);
            Assert.True(matcher.TryAccept(token));
            if (!matcher.IsFinished)
            {
                text.AddRange(tiny.Tokens[token]);
            }
        }

        return [.. text];
    }
}
