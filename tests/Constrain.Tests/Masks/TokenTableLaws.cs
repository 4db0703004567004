// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Masks;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Masks;

/// <summary>A table says of every token what its bytes, derived one by one, say.</summary>
[Properties(Arbitrary = [typeof(RegexGenerators), typeof(TinyVocabularyGenerators)], MaxTest = 400)]
public class TokenTableLaws
{
    private static readonly ByteSet A = ByteSet.Of((byte)'a');
    private static readonly byte[][] Texts =
        [.. new[] { "aé€😀z", "ab", "abc", "éé", "é€", "😀😀", "a\"b", "ab\"", "é\",", "zzzzzzzz", "zzzézzz", "a€", "\"", "b€b" }.Select(Encoding.UTF8.GetBytes)];

    private static readonly ByteSet B = ByteSet.Of((byte)'b');

    [Property]
    public void Table_OfAnyRegex_HoldsWhatTheTokensDo(AnyRegex any, TinyVocabulary tiny)
    {
        var builder = new RegexBuilder();
        Check(builder, any.Term.Build(builder), tiny);
    }

    [Property]
    public void Table_OfACountWithConditionsAndATail_HoldsWhatTheTokensDo(AnyRegex any, byte min, byte more, bool isEnded, TinyVocabulary tiny)
    {
        // The rounds are "ba", "bb" or any letter that is neither, so a round may be longer than a byte; the tail begins with 'a'.
        var builder = new RegexBuilder();
        Regex round = builder.Union(builder.Bytes(~(A | B)), builder.Concat(builder.Bytes(B), builder.Bytes(A | B)));
        Regex counted = builder.Repeat(round, min % 4, (min % 4) + (more % 5) + 1);
        Regex tail = isEnded ? builder.Concat(builder.Bytes(A), builder.Optional(builder.Bytes(~A))) : builder.Epsilon;
        Check(builder, builder.Concat(counted, tail), tiny);
        Check(builder, builder.Concat(builder.Intersect(counted, any.Term.Build(builder)), tail), tiny);
    }

    [Property]
    public void Table_OfAllButAFewWords_HoldsWhatTheTokensDo(AnyRegex any, AnyWord[] few, AnyRegex tail, TinyVocabulary tiny)
    {
        var builder = new RegexBuilder();
        Regex words = builder.Literals(few.Take(4).Select(w => w.Bytes));
        Regex rest = builder.Except(any.Term.Build(builder), words);
        CheckDifference(builder, rest, tiny);
        CheckDifference(builder, builder.Concat(rest, tail.Term.Build(builder)), tiny);
        CheckDifference(builder, builder.Concat(builder.Except(builder.Star(builder.Bytes(~A)), words), builder.Bytes(A)), tiny);
    }

    [Property]
    public void Table_OfBoundedText_HoldsWhatTheTokensDo(AnyRegex any, byte min, byte more, string[] texts)
    {
        // Characters of several bytes, tokens that end inside of one, and subtrees that are skipped.
        byte[][] tokens = [.. texts.Where(t => !string.IsNullOrEmpty(t)).Select(Encoding.UTF8.GetBytes), .. Texts, .. Texts.SelectMany(t => Enumerable.Range(1, t.Length).Select(end => t[..end]))];
        var tiny = new TinyVocabulary([.. tokens.Where(t => t.Length < 40)], []);
        var builder = new RegexBuilder();
        Regex character = new Utf8(builder).Of(CodePointSet.All.Except(CodePointSet.Of('"').Union(CodePointSet.Of(min % 2 == 0 ? 'b' : 0x20AC))));
        Regex quote = builder.Literal("\"");
        Regex counted = builder.Repeat(character, min % 4, (min % 4) + (more % 5) + 1);
        Check(builder, builder.Concat(counted, quote), tiny);
        Check(builder, builder.Concat(builder.Star(character), quote), tiny);
        Check(builder, builder.Concat(builder.Intersect(counted, any.Term.Build(builder)), quote), tiny);
    }

    [Property]
    public void Tables_BelowTheirBudget_SayTheSame(AnyRegex[] many, TinyVocabulary tiny)
    {
        var builder = new RegexBuilder();
        var tables = new TokenTables(tiny.Vocabulary, maxBytes: 4096);
        foreach (AnyRegex any in many.Concat(many))
        {
            Check(builder, any.Term.Build(builder), tiny, tables);
        }
    }

    private static void Check(RegexBuilder builder, Regex regex, TinyVocabulary tiny, TokenTables? tables = null)
    {
        if (builder.IsEmpty(regex))
        {
            return;
        }

        // So few tokens pass no limit: there is a table.
        TokenTable? table = (tables ?? new TokenTables(tiny.Vocabulary, minSkipped: 1)).Of(builder, regex);
        Assert.NotNull(table);
        Check(builder, regex, tiny, token => table.Inside[token], token => Suffixes(table, token));
    }

    private static void CheckDifference(RegexBuilder builder, Regex regex, TinyVocabulary tiny)
    {
        var difference = new RegexDifference(builder, tiny.Vocabulary);
        if (difference.Wider(regex) is not { } wider || builder.IsEmpty(wider))
        {
            return;
        }

        // The second time with what the first has left behind.
        TokenTable table = new TokenTables(tiny.Vocabulary).Of(builder, wider)!;
        for (int round = 0; round < 2; round++)
        {
            Assert.True(difference.TryCompute(regex, wider));
            Check(
                builder,
                regex,
                tiny,
                token => difference.IsOut(token) ? difference.Inside.Contains(token) : table.Inside[token],
                token => difference.IsOut(token)
                    ? difference.Suffixes.Where(s => s.Token == token).Select(s => tiny.Tokens[token].Length - s.Cut)
                    : Suffixes(table, token));
        }
    }

    private static void Check(RegexBuilder builder, Regex regex, TinyVocabulary tiny, Func<int, bool> inside, Func<int, IEnumerable<int>> suffixes)
    {
        foreach (int token in Enumerable.Range(0, tiny.Tokens.Length))
        {
            byte[] bytes = tiny.Tokens[token];
            bool isText = tiny.TextTokens.Contains(token);
            bool isInside = isText && !builder.IsEmpty(After(builder, regex, bytes));
            Assert.Equal(isInside, inside(token));
            if (!isInside)
            {
                // Where the token is inside, it does not matter how else it may be cut.
                IEnumerable<int> cuts = isText ? Enumerable.Range(1, bytes.Length - 1).Where(cut => After(builder, regex, bytes[..cut]).IsNullable) : [];
                Assert.Equal(cuts.Select(cut => bytes.Length - cut).Order(), suffixes(token).Order());
            }
        }
    }

    private static Regex After(RegexBuilder builder, Regex regex, byte[] bytes) => bytes.Aggregate(regex, builder.Derivative);

    /// <summary>The lengths of the suffixes of a token in the table.</summary>
    private static IEnumerable<int> Suffixes(TokenTable table, int token) =>
        from set in table.Crossing
        from node in set.Trie.Nodes.ToArray()
        from index in Enumerable.Range(node.FirstToken, node.TokenCount)
        where set.Trie.TokenAt(index) == token && set.Holds(index)
        select (int)node.Depth;
}
