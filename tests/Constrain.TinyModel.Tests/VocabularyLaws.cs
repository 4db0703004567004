// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;
using Constrain.Examples.TinyModel;
using Constrain.Examples.TinyModel.Model;
using Constrain.Examples.TinyModel.Tokenizer;
using FsCheck;
using FsCheck.Xunit;

namespace Constrain.TinyModel.Tests;

public sealed class VocabularyLaws
{
    private static readonly BpeVocabulary Vocabulary = Recipe.Vocabulary(Options.DefaultSeed, new ModelShape());
    private static readonly BpeEncoder Encoder = new(Vocabulary);
    private static readonly string[] Lists = ["t.given", "t.family", "t.company", "t.item"];

    [Property]
    public void TokensOfAText_SpellIt(NonNull<string> text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Get);
        Assert.Equal(bytes, Encoder.Encode(text.Get).SelectMany(token => Vocabulary.Tokens[token]));
    }

    [Fact]
    public void Word_HasTheSameTokensInASentenceAndInJson()
    {
        List<string> words = [.. Lists.SelectMany(Examples.Book.Entries)];
        int alike = words.Count(word => EndsWith(Encoder.Encode($"see {word}"), Encoder.Encode(word)));
        // The exceptions begin with a whole word that has a token with its space, such as "Theo" with "the" in lower case would.
        Assert.InRange(alike, words.Count * 99 / 100, words.Count);
    }

    [Fact]
    public void Digit_IsAlwaysATokenOfItsOwn() =>
        Assert.DoesNotContain(Vocabulary.Tokens, token => token.Length > 1 && token.Any(b => b is >= (byte)'0' and <= (byte)'9'));

    private static bool EndsWith(List<int> tokens, List<int> end) => tokens.Count >= end.Count && tokens[^end.Count..].SequenceEqual(end);
}
