// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Vocabularies;

public class VocabularyTests
{
    private static Vocabulary Of(string[] tokens, params int[] ends) =>
        Vocabulary.FromTokens([.. tokens.Select(token => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(token)))], ends);

    [Fact]
    public void FromTokens_GivesBytesKindsAndEnds()
    {
        Vocabulary vocabulary = Of(["a", "", "ä", "</s>", "<end>"], 4, 3, 4);

        Assert.Equal(5, vocabulary.Count);
        Assert.Equal("a", Encoding.UTF8.GetString(vocabulary.GetBytes(0)));
        Assert.Equal("ä", Encoding.UTF8.GetString(vocabulary.GetBytes(2)));
        Assert.True(vocabulary.GetBytes(3).IsEmpty);
        Assert.Equal(
            [TokenKind.Normal, TokenKind.Unused, TokenKind.Normal, TokenKind.Control, TokenKind.Control],
            Enumerable.Range(0, 5).Select(vocabulary.GetKind));
        Assert.Equal([3, 4], vocabulary.EndOfGenerationTokens.AsEnumerable());
        Assert.Equal([false, false, false, true, true], Enumerable.Range(0, 5).Select(vocabulary.IsEndOfGeneration));
        Assert.Null(vocabulary.BeginOfText);
        Assert.Null(vocabulary.Model);
        Assert.Null(vocabulary.PreTokenizer);
    }

    [Fact]
    public void FromTokens_CopiesTheBytes()
    {
        byte[] bytes = [1, 2];
        var vocabulary = Vocabulary.FromTokens([bytes], []);

        bytes[0] = 9;

        Assert.Equal([1, 2], vocabulary.GetBytes(0).ToArray());
    }

    [Fact]
    public void FromTokens_OfNothing_IsEmpty()
    {
        Vocabulary vocabulary = Of([]);

        Assert.Equal(0, vocabulary.Count);
        Assert.Empty(vocabulary.EndOfGenerationTokens);
        Assert.Equal(1, vocabulary.Trie.Nodes.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void Token_OutsideTheVocabulary_IsRefused(int token)
    {
        Vocabulary vocabulary = Of(["a", "b"]);

        Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary.GetBytes(token).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary.GetKind(token));
        Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary.IsEndOfGeneration(token));
        Assert.Throws<ArgumentOutOfRangeException>("endOfGeneration", () => Of(["a", "b"], token));
    }

    [Fact]
    public void Arguments_OfNull_AreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => Vocabulary.FromTokens(null!, []));
        Assert.Throws<ArgumentNullException>(() => Vocabulary.FromTokens([], null!));
        Assert.Throws<ArgumentNullException>(() => Vocabulary.FromGguf(null!));
    }

    [Fact]
    public void FromTokens_PastALimit_IsRefused()
    {
        byte[] longest = new byte[65_535];

        Assert.Equal(1, Vocabulary.FromTokens([longest], []).Count);
        Assert.Throws<ArgumentException>("tokens", () => Vocabulary.FromTokens([new byte[65_536]], []));
        Assert.Throws<ArgumentException>(
            "tokens", () => Vocabulary.FromTokens([.. Enumerable.Repeat(new ReadOnlyMemory<byte>(longest), 513)], []));
        Assert.Throws<ArgumentException>("tokens", () => Vocabulary.FromTokens(new ReadOnlyMemory<byte>[(1 << 22) + 1], []));
    }

    [Fact]
    public void Trie_AskedForByManyThreads_IsBuiltOnce()
    {
        Vocabulary vocabulary = Of([.. Enumerable.Range(0, 2_000).Select(i => i.ToString(null, null))]);
        var tries = new object[8];

        Parallel.For(0, tries.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => tries[i] = vocabulary.Trie);

        Assert.Single(tries.Distinct());
    }

    [Property(Arbitrary = [typeof(VocabularyGenerators)])]
    public bool GetBytes_IsWhatWasGiven_ExceptAtAnEnd(AnyVocabulary any)
    {
        Vocabulary vocabulary = any.Build();
        return Enumerable.Range(0, any.Tokens.Length).All(token =>
            vocabulary.GetBytes(token).SequenceEqual(any.EndOfGeneration.Contains(token) ? [] : any.Tokens[token]));
    }
}
