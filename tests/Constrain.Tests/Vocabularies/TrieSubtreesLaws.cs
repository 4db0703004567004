// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;
using Constrain.TestKit;
using Constrain.Vocabularies;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Constrain.Tests.Vocabularies;

public class TrieSubtreesLaws
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    [Property(MaxTest = 300)]
    public Property Subtrees_HoldTheTokensAndBytesBelowEachNode() => Prop.ForAll(Tokens(), tokens =>
    {
        Vocabulary vocabulary = Vocabulary.FromTokens([.. tokens.Select(t => new ReadOnlyMemory<byte>(t))], []);
        TokenTrie trie = vocabulary.Trie;
        for (int node = 0; node < trie.Nodes.Length; node++)
        {
            byte[] prefix = PathTo(trie, node);
            int[] below = [.. Enumerable.Range(0, tokens.Length).Where(t => tokens[t].Length > 0 && tokens[t].AsSpan().StartsWith(prefix))];
            Assert.Equal(below, trie.Subtrees.Tokens[trie.Subtrees.FirstToken(node)..trie.Subtrees.FirstToken(trie.Nodes[node].End)].ToArray().Order());
            AsciiSet bytes = below.SelectMany(t => Enumerable.Range(prefix.Length + 1, tokens[t].Length - prefix.Length).Select(end => KindOf(tokens[t][..end])))
                .Aggregate(default(AsciiSet), (a, b) => a | b);
            bytes = bytes != default && IsCutShort(prefix) ? bytes | AsciiSet.IllFormed : bytes;
            Assert.Equal(bytes, trie.Subtrees.Below(node));
        }
    });

    [Property(Arbitrary = [typeof(RegexGenerators)], MaxTest = 300)]
    public void StableBytes_LeadBackToTheRegex(AnyRegex any, string[] texts)
    {
        var builder = new RegexBuilder();
        var bodies = new Utf8(builder);
        Regex[] regexes =
        [
            any.Term.Build(builder),
            builder.Concat(builder.Star(any.Term.Build(builder)), builder.Literal("!")),
            builder.Concat(bodies.AnyText, builder.Literal("\0")),
            builder.Concat(builder.Star(bodies.Of(CodePointSet.All.Except(CodePointSet.Of('"').Union(CodePointSet.Of(0x20AC))))), builder.Literal("\"")),
        ];
        foreach (Regex regex in regexes)
        {
            AsciiSet stable = new Constrain.Masks.StableBytes(builder).Of(regex);
            foreach (string text in texts.Append("a\u00e9\u20ac\ud83d\ude00z").Where(IsWellFormed))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                if (Enumerable.Range(1, bytes.Length).All(end => KindOf(bytes[..end]).IsIn(stable)))
                {
                    Assert.Same(regex, bytes.Aggregate(regex, builder.Derivative));
                    Assert.All(Enumerable.Range(0, bytes.Length), end => Assert.False(bytes[..end].Aggregate(regex, builder.Derivative).IsNullable));
                }
            }
        }
    }

    [Property(Arbitrary = [typeof(RegexGenerators)], MaxTest = 300)]
    public void SafeBytes_KeepTheRegexGoing(AnyRegex any, AnyRegex other, string[] texts)
    {
        var builder = new RegexBuilder();
        Regex text = new Utf8(builder).Of(CodePointSet.All.Except(CodePointSet.OfChars("\"\\")));
        Regex escape = builder.Concat(builder.Literal("\\"), builder.Bytes(ByteSet.OfAscii("n\"\\")));
        Regex body = builder.Star(builder.Union(text, escape));
        Regex[] regexes =
        [
            builder.Concat(any.Term.Build(builder), builder.Literal("\"")),
            builder.Concat(body, builder.Concat(builder.Literal("ab"), body), builder.Literal("\"")),
            builder.Concat(builder.Intersect(body, builder.Union(any.Term.Build(builder), other.Term.Build(builder))), builder.Literal("\"")),
        ];
        foreach (Regex regex in regexes)
        {
            AsciiSet safe = new Constrain.Masks.SafeBytes(builder).Of(regex) ?? default;
            foreach (string words in texts.Append("ab cé€b😀").Append("aababb").Append("zab\u0001").Where(IsWellFormed))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(words);
                for (int end = 1; end <= bytes.Length && KindOf(bytes[..end]).IsIn(safe); end++)
                {
                    Regex after = bytes[..end].Aggregate(regex, builder.Derivative);
                    Assert.False(after.IsNullable || builder.IsEmpty(after), $"{regex.Kind} after \"{words}\"[..{end}]");
                }
            }
        }

        Assert.Contains(true, Enumerable.Range('a', 26).Select(c => AsciiSet.Of((byte)c).IsIn(new Constrain.Masks.SafeBytes(builder).Of(regexes[1])!.Value)));
    }

    private static bool IsWellFormed(string? text) => text is not null && !text.EnumerateRunes().Any(r => r == Rune.ReplacementChar);

    /// <summary>The kind of the last byte, by the decoder of .NET.</summary>
    private static AsciiSet KindOf(byte[] text)
    {
        Decoder decoder = Strict.GetDecoder();
        try
        {
            // Not flushed: a character may be cut short at the end.
            decoder.GetChars(text, new char[text.Length + 2], flush: false);
        }
        catch (DecoderFallbackException)
        {
            return AsciiSet.IllFormed;
        }

        return text[^1] < 0x80 ? AsciiSet.Of(text[^1]) : AsciiSet.WellFormed;
    }

    private static bool IsCutShort(byte[] text) =>
        text.Length > 0 && KindOf(text) != AsciiSet.IllFormed && !System.Text.Unicode.Utf8.IsValid(text);

    private static byte[] PathTo(TokenTrie trie, int node)
    {
        var path = new byte[trie.Nodes[node].Depth];
        for (int i = node; i > 0; i--)
        {
            if (i == node || (trie.Nodes[i].Depth < trie.Nodes[node].Depth && trie.Nodes[i].End > node))
            {
                path[trie.Nodes[i].Depth - 1] = trie.Nodes[i].Byte;
            }
        }

        return path;
    }

    private static Arbitrary<byte[][]> Tokens() => Arb.From(Gen.ArrayOf(
        Gen.OneOf(
            Gen.ArrayOf(Gen.Elements<byte>((byte)'a', (byte)'b', (byte)'"', 7, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0xED, 0xFF, 0xC0)),
            Gen.ArrayOf(Gen.Elements("a", "é", "€", "😀", "\"", "\n")).Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))))));
}
