// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;
using Constrain.Vocabularies;
using FsCheck.Xunit;

namespace Constrain.Tests.Vocabularies;

public class TokenTrieTests
{
    private static TokenTrie Of(params string[] tokens) => Vocabulary
        .FromTokens([.. tokens.Select(token => new ReadOnlyMemory<byte>(Encoding.Latin1.GetBytes(token)))], []).Trie;

    [Fact]
    public void Trie_OfAFewTokens_IsLaidOutInPreorder()
    {
        TokenTrie trie = Of("b", "ab", "a", "abc", "b\u00FF");

        Assert.Equal(
            [(6, -1, 0, '\0'), (4, 2, 1, 'a'), (4, 1, 2, 'b'), (4, 3, 3, 'c'), (6, 0, 1, 'b'), (6, 4, 2, '\u00FF')],
            trie.Nodes.ToArray().Select(node => (node.End, node.Token, (int)node.Depth, (char)node.Byte)));
        Assert.Equal((3, 5), (trie.MaxDepth, trie.TokenCount));
    }

    [Fact]
    public void LongestMatch_StopsAtTheLastToken()
    {
        TokenTrie trie = Of("a", "abcd", "ab");

        Assert.Equal((2, 2), (trie.LongestMatch("abcx"u8, out int token), token));
        Assert.Equal((4, 1), (trie.LongestMatch("abcdabcd"u8, out token), token));
        Assert.Equal((1, 0), (trie.LongestMatch("a"u8, out token), token));
        Assert.Equal((0, -1), (trie.LongestMatch("b"u8, out token), token));
        Assert.Equal((0, -1), (trie.LongestMatch(""u8, out token), token));
    }

    [Fact]
    public void TokensOfEqualBytes_AreChained_ByteTokensLast()
    {
        var vocabulary = Vocabulary.FromGguf(new GgufBuilder()
            .AddTokenizer("llama", ["<0x41>", "x", "y", "A", "<0x41>", "A"], [6, 1, 1, 1, 6, 4])
            .Add("tokenizer.ggml.eos_token_id", 1u).ToStream());
        TokenTrie trie = vocabulary.Trie;

        int node = trie.Child(TokenTrie.Root, (byte)'A');
        var chain = new List<int>();
        for (int token = trie.Nodes[node].Token; token >= 0; token = trie.NextToken(token))
            chain.Add(token);

        Assert.Equal([3, 5, 0, 4], chain);
        Assert.Equal(-1, trie.NextToken(2));
        Assert.Equal(5, trie.TokenCount);
    }

    [Fact]
    public void NextToken_WithoutEqualTokens_IsNone() => Assert.Equal(-1, Of("a", "b").NextToken(0));

    [Fact]
    public void TokensThatShareManyBytes_AreSorted()
    {
        // Enough for both ways of sorting, with ends and zeros at every offset around the seven bytes of a step.
        string[] tokens =
        [
            .. from length in Enumerable.Range(1, 30)
               from last in "\0a\u00FF"
               select new string('a', length) + last,
            .. from length in Enumerable.Range(1, 30) select new string('\0', length),
        ];

        string[] walked = [.. Of(tokens).Nodes.ToArray().Where(node => node.Token >= 0).Select(node => tokens[node.Token])];

        Assert.Equal(tokens.Distinct().Order(StringComparer.Ordinal), walked);
    }

    [Fact]
    public void HostileTokens_DeepAndEqual_DoNotOverflowTheStack()
    {
        byte[] deep = new byte[65_535];
        var vocabulary = Vocabulary.FromTokens(
            [.. Enumerable.Repeat(new ReadOnlyMemory<byte>(deep), 60), deep.AsMemory(1), new byte[] { 0 }], []);

        Assert.Equal(65_536, vocabulary.Trie.Nodes.Length);
        Assert.Equal(65_535, vocabulary.Trie.LongestMatch(new byte[70_000], out int token));
        Assert.Equal(0, token);
    }

    [Property(MaxTest = 300)]
    public bool KeySort_IsTheStableSort(ulong[] seeds, byte bits)
    {
        // Few distinct keys, so that stability shows; long and short ranges.
        ulong mask = bits % 2 == 0 ? 0x0300_0000_0000_0005 : ulong.MaxValue;
        ulong[] keys = [.. Enumerable.Range(0, seeds.Length * 5).Select(i => (seeds[i % seeds.Length] * (ulong)(i + 1)) & mask)];
        int[] values = [.. Enumerable.Range(0, keys.Length)];
        var expected = keys.Zip(values).OrderBy(pair => pair.First).ToArray();

        new KeySort(keys.Length + 1).Sort(keys, values);

        return keys.Zip(values).SequenceEqual(expected);
    }
}
