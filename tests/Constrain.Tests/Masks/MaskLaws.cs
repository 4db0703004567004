// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Masks;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Masks;

[Properties(Arbitrary = [typeof(GrammarGenerators), typeof(TinyVocabularyGenerators)], MaxTest = 200)]
public class MaskLaws
{
    private static readonly WordScope Scope = new("abc", 5);
    private static readonly WordScope Beginnings = new("abc", 2);

    [Property]
    public void Bit_IsSetOnlyWhereTheTokenBeginsACompletion(AnyGrammar any, TinyVocabulary tiny)
    {
        // A bit that is set has a witness: the token and a shortest completion are a document, which the productions derive.
        ForEachBeginning(any, (automaton, prefix, state) =>
        {
            TokenMask mask = TrieWalk.Compute(automaton, state, tiny.Vocabulary);
            foreach (int token in mask.ToArray().Except(tiny.Vocabulary.EndOfGenerationTokens))
            {
                byte[] text = [.. prefix, .. tiny.Tokens[token]];
                byte[] document = [.. text, .. Walks.ShortestCompletion(automaton, automaton.Step(automaton.Start, text))];
                Assert.True(document.Length > 12 || new NaiveGrammar(any.Term).Accepts(document), $"token {token} after {new AnyWord(prefix)}");
            }
        });
    }

    [Property]
    public void Bit_IsSetWhereverTheTokenBeginsACompletion(AnyGrammar any, TinyVocabulary tiny)
    {
        byte[][] words = [.. new NaiveGrammar(any.Term).Words(Scope).Words];
        ForEachBeginning(any, (automaton, prefix, state) =>
        {
            TokenMask mask = TrieWalk.Compute(automaton, state, tiny.Vocabulary);
            Assert.All(tiny.TextTokens, token => Assert.True(
                mask[token] || !words.Any(w => w.AsSpan().StartsWith((byte[])[.. prefix, .. tiny.Tokens[token]])),
                $"token {token} after {new AnyWord(prefix)}"));
        });
    }

    [Property]
    public void EndTokens_AreSetWhereTheDocumentMayEnd(AnyGrammar any, TinyVocabulary tiny)
    {
        WordScope.Language words = new NaiveGrammar(any.Term).Words(Scope);
        ForEachBeginning(any, (automaton, prefix, state) =>
        {
            TokenMask mask = TrieWalk.Compute(automaton, state, tiny.Vocabulary);
            Assert.All(tiny.Vocabulary.EndOfGenerationTokens, end => Assert.Equal(words.Contains(Scope.NumberOf(prefix)), mask[end]));
        });
    }

    [Property]
    public void Mask_OfAStateThatCanBeReached_HasATokenAndNoTokenWithoutText(AnyGrammar any, TinyVocabulary tiny) =>
        ForEachBeginning(any, (automaton, _, state) =>
        {
            TokenMask mask = TrieWalk.Compute(automaton, state, tiny.Vocabulary);
            Assert.True(mask.Count > 0, "the vocabulary has every byte, so there is a token");
            Assert.All(mask.ToArray(), token => Assert.True(tiny.Tokens[token].Length > 0 || tiny.Vocabulary.IsEndOfGeneration(token)));
        });

    [Property]
    public void MaskWithin_LeavesOutWhatCannotCloseInTime(AnyGrammar any, TinyVocabulary tiny) =>
        ForEachBeginning(any, (automaton, _, state) =>
        {
            TokenMask whole = TrieWalk.Compute(automaton, state, tiny.Vocabulary);
            for (int bound = 0; bound < 5; bound++)
            {
                TokenMask mask = TrieWalk.Compute(automaton, state, tiny.Vocabulary, bound);
                Assert.All(tiny.TextTokens, token => Assert.Equal(whole[token] && automaton.MinLength(automaton.Step(state, tiny.Tokens[token])) <= bound, mask[token]));
                Assert.All(tiny.Vocabulary.EndOfGenerationTokens, end => Assert.Equal(state.IsAccepting, mask[end]));
            }
        });

    [Property]
    public void Mask_KeptByState_IsTheMask(AnyGrammar any, TinyVocabulary tiny) =>
        ForEachBeginning(any, (automaton, _, state) =>
        {
            var cache = new MaskCache(automaton, tiny.Vocabulary);
            Assert.Same(cache.MaskOf(state), cache.MaskOf(state));
            Assert.Equal(TrieWalk.Compute(automaton, state, tiny.Vocabulary).ToArray(), cache.MaskOf(state).ToArray());
        });

    [Property]
    public void ApplyTo_KeepsTheLogitsOfTheMaskAlone(AnyGrammar any, TinyVocabulary tiny, byte padding) =>
        ForEachBeginning(any, (automaton, _, state) =>
        {
            TokenMask mask = TrieWalk.Compute(automaton, state, tiny.Vocabulary);
            float[] logits = [.. Enumerable.Range(0, tiny.Tokens.Length + (padding % 3)).Select(i => (float)i)];
            mask.ApplyTo(logits);
            for (int i = 0; i < logits.Length; i++)
            {
                Assert.Equal(i < tiny.Tokens.Length && mask[i] ? i : float.NegativeInfinity, logits[i]);
            }

            Assert.Equal(Enumerable.Range(0, tiny.Tokens.Length).Where(t => mask[t]), mask.ToArray());
            Assert.Equal(mask.Count, mask.ToArray().Length);
        });

    private static void ForEachBeginning(AnyGrammar any, Action<Automaton, byte[], State> check)
    {
        if (Walks.TryBuild(any.Term) is { } automaton)
        {
            foreach ((byte[] prefix, State state) in Walks.Prefixes(automaton, Beginnings))
            {
                check(automaton, prefix, state);
            }
        }
    }
}
