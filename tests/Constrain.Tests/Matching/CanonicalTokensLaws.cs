// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Matching;
using Constrain.Regexes;
using FsCheck.Xunit;

namespace Constrain.Tests.Matching;

/// <summary>Tokens that are forced are those of every text that goes on from there, by a tokenizer that merges pairs.</summary>
public class CanonicalTokensLaws
{
    private const string Letters = "abc";

    private static readonly byte[][] Words = [.. Enumerable.Range(0, 5).SelectMany(n => WordsOf(n))];

    [Property(MaxTest = 60)]
    public void CertainTokens_BeginTheTokensOfEveryContinuation(int seed)
    {
        var random = new Random(seed);
        var tokenizer = new PairMerges(random);
        int certain = 0;
        foreach (byte[] text in Words.Where(w => w.Length > 0).OrderBy(_ => random.Next()).Take(25))
        {
            byte[] before = Words[random.Next(Words.Length)];
            var next = ByteSet.OfAscii(string.Concat(Letters.Where(_ => random.Next(2) == 0)));
            int[] tokens = CanonicalTokens.Of(tokenizer.Vocabulary, before, text, next, tokenizer.Tokenize);
            certain += tokens.Length;
            byte[][] rests = [[], .. Words.Where(w => w.Length > 0 && next.Contains(w[0]))];
            if (Boundary(before, text) is not { } skipped)
            {
                (before, skipped) = ([], 0);
            }

            List<int> head = tokenizer.Tokenize([.. before, .. text]);
            List<int>[] wholes = [.. rests.Select(rest => tokenizer.Tokenize([.. before, .. text, .. rest]))];
            Assert.All(wholes, whole => Assert.True(tokens.Length == 0 || whole.Take(skipped + tokens.Length).SequenceEqual([.. head.Take(skipped), .. tokens])));
        }

        Assert.True(certain > 0);

        // How many tokens end where the text begins; null where none does.
        int? Boundary(byte[] before, byte[] text)
        {
            int count = 0;
            int at = 0;
            for (List<int> tokens = tokenizer.Tokenize([.. before, .. text]); at < before.Length; count++)
            {
                at += tokenizer.Vocabulary.GetBytes(tokens[count]).Length;
            }

            return at == before.Length ? count : null;
        }
    }

    /// <summary>What all continuations agree on is found, wherever every token that could straddle the end does so in some text.</summary>
    [Theory]
    [InlineData("", "ab", "", "ab")] // nothing can follow
    [InlineData("", "ab", "b", "ab")] // nothing that follows joins
    [InlineData("", "ab", "c", "")] // abc is a token
    [InlineData("a", "bb", "abc", "b b")] // ab is a token, but a has been written already
    [InlineData("a", "ba", "c", "b a")]
    [InlineData("a", "ba", "b", "b")]
    [InlineData("b", "abb", "c", "ab b")]
    [InlineData("b", "aba", "b", "ab")] // the last a may become ab
    [InlineData("b", "aba", "a", "ab a")]
    public void CertainTokens_OfKnownMerges_AreThese(string before, string text, string next, string expected)
    {
        var tokenizer = new PairMerges("ab", "abc");

        int[] tokens = CanonicalTokens.Of(
            tokenizer.Vocabulary, Encoding.ASCII.GetBytes(before), Encoding.ASCII.GetBytes(text), ByteSet.OfAscii(next), tokenizer.Tokenize);

        Assert.Equal(expected, string.Join(' ', tokens.Select(t => Encoding.ASCII.GetString(tokenizer.Vocabulary.GetBytes(t)))));
    }

    /// <summary>What follows can undo more than the last token.</summary>
    [Fact]
    public void CertainTokens_BeforeATokenThatMayGrowBackwards_AreHeldBack()
    {
        var tokenizer = new PairMerges("cc", "bcc", "ab", "abcc");

        Assert.Equal(["c", "ab", "c"], Texts(tokenizer.Tokenize("cabc"u8.ToArray())));
        Assert.Equal(["c", "abcc"], Texts(tokenizer.Tokenize("cabcc"u8.ToArray())));
        Assert.Equal(["c"], Texts(CanonicalTokens.Of(tokenizer.Vocabulary, [], "cabc"u8.ToArray(), ByteSet.OfAscii("c"), tokenizer.Tokenize)));

        IEnumerable<string> Texts(IEnumerable<int> tokens) => tokens.Select(t => Encoding.ASCII.GetString(tokenizer.Vocabulary.GetBytes(t)));
    }

    [Fact]
    public void ForcedTokens_OfAMatcher_StopWhereAChoiceMayJoinThem()
    {
        var tokenizer = new PairMerges("ab", "abc");

        Assert.Equal([0, 3], Constraint.FromRegex("aab").CreateMatcher(tokenizer.Vocabulary).ForcedTokens([], tokenizer.Tokenize));
        Assert.Equal([0], Constraint.FromRegex("aab(a|b|c)").CreateMatcher(tokenizer.Vocabulary).ForcedTokens([], tokenizer.Tokenize));
        Assert.Equal([0, 3], Constraint.FromRegex("aab(a|b)").CreateMatcher(tokenizer.Vocabulary).ForcedTokens([], tokenizer.Tokenize));
        Assert.Empty(Constraint.FromRegex("(a|b)ab").CreateMatcher(tokenizer.Vocabulary).ForcedTokens([], _ => throw new InvalidOperationException()));
    }

    [Fact]
    public void CertainTokens_OfHalfACharacter_AreThoseBeforeIt()
    {
        byte[][] tokens = [.. Enumerable.Range(0, 256).Select(b => new[] { (byte)b })];
        var vocabulary = Vocabulary.FromTokens([.. tokens.Select(t => (ReadOnlyMemory<byte>)t)], []);

        int[] certain = CanonicalTokens.Of(vocabulary, [0xA9], [(byte)'a', 0xC3], ByteSet.Range(0x80, 0xBF), Tokenize);

        Assert.Equal(['a'], certain);

        IReadOnlyList<int> Tokenize(byte[] text)
        {
            _ = new UTF8Encoding(false, true).GetString(text);
            return [.. text.Select(b => (int)b)];
        }
    }

    private static IEnumerable<byte[]> WordsOf(int length) => length == 0
        ? [[]]
        : WordsOf(length - 1).SelectMany(w => Letters.Select(letter => (byte[])[.. w, (byte)letter]));

    /// <summary>Byte-pair encoding, said slowly: of all neighbours that make a token, the first in the list joins, leftmost first.</summary>
    private sealed class PairMerges
    {
        private readonly List<string> _tokens = [.. Letters.Select(c => c.ToString())];

        public PairMerges(Random random)
        {
            while (_tokens.Count < 11)
            {
                string merged = _tokens[random.Next(_tokens.Count)] + _tokens[random.Next(_tokens.Count)];
                if (!_tokens.Contains(merged) && merged.Length <= 4)
                {
                    _tokens.Add(merged);
                }
            }

            Vocabulary = Create();
        }

        public PairMerges(params string[] merges)
        {
            _tokens.AddRange(merges);
            Vocabulary = Create();
        }

        public Vocabulary Vocabulary { get; }

        public List<int> Tokenize(byte[] text)
        {
            List<string> parts = [.. text.Select(b => ((char)b).ToString())];
            for (int best; (best = BestPair(parts)) >= 0;)
            {
                parts[best] += parts[best + 1];
                parts.RemoveAt(best + 1);
            }

            return [.. parts.Select(p => _tokens.IndexOf(p))];
        }

        private int BestPair(List<string> parts)
        {
            (int rank, int place) = (int.MaxValue, -1);
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                int found = _tokens.IndexOf(parts[i] + parts[i + 1]);
                if (found >= 0 && found < rank)
                {
                    (rank, place) = (found, i);
                }
            }

            return place;
        }

        private Vocabulary Create() => Vocabulary.FromTokens([.. _tokens.Select(t => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(t))], []);
    }
}
