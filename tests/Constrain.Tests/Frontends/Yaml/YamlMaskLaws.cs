// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit.Differential;
using Constrain.TestKit.Yaml;

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>At every place of documents, the mask is the slow walk's, its tokens are those that are accepted, and after each of them there is a next.</summary>
public sealed class YamlMaskLaws
{
    private const int Tokens = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Masks_AreTheWalks_AndWhatIsAccepted(int seed)
    {
        var random = new Random(seed);
        int places = 0;
        foreach (YamlSchema schema in YamlSchemas.Written.Where(_ => random.OneIn(3)).Concat(YamlSchemas.Random(seed).Take(25)))
        {
            try
            {
                places += Walk(Constraint.FromJsonSchema(schema.Text, new JsonSchemaOptions { Dialect = schema.Dialect, Yaml = random.Any(YamlVariants.All), UnknownFormats = UnknownFormats.Ignore }), random, schema);
            }
            catch (GrammarException)
            {
                // Refused, or without an instance.
            }
        }

        Assert.InRange(places, 300, int.MaxValue);
    }

    /// <summary>A name that is there already can be closed by a token of several bytes, after a block whose end is not yet known.</summary>
    [Theory]
    [InlineData("\"\": 'b'\n", "\"\"")]
    [InlineData("\"\": b\n\"a:\": |\n  x\n", "\"\"")]
    [InlineData("\"\": b\n\"a:\": |-\n  x\n", "\"\"")]
    [InlineData("\"a\": 'b'\n", "\"a\": ")]
    public void Name_ThatIsThereAlready_IsNeitherAllowedNorAccepted(string before, string token)
    {
        var options = new YamlOptions { ScalarStyles = before.Contains(": b", StringComparison.Ordinal) ? YamlScalarStyles.All : YamlScalarStyles.SingleQuoted };
        Matcher matcher = Constraint.FromJsonSchema("""{"type":"object","additionalProperties":{"type":"string"}}""", new JsonSchemaOptions { Yaml = options }).CreateMatcher(YamlVocabulary.Small);
        foreach (byte letter in Encoding.UTF8.GetBytes(before))
        {
            Assert.True(matcher.TryAccept(letter));
        }

        int twice = Enumerable.Range(0, YamlVocabulary.Small.Count).First(t => YamlVocabulary.Small.GetBytes(t).SequenceEqual(Encoding.UTF8.GetBytes(token)));
        Assert.False(matcher.Mask[twice], "allowed");
        Assert.False(matcher.TryAccept(twice), "accepted");
    }

    /// <summary>A key that begins with a dash goes on with its mapping, and not with a sequence in the same column.</summary>
    [Theory]
    [InlineData("x:\n- b\n-y: {}\n", "x:")]
    [InlineData("x:\n- b\n-y: {}\n", "-y:")]
    [InlineData("-y: {}\nx:\n- b\n", "-y:")]
    [InlineData("- x:\n  - b\n  -y:\n  - c\n", "  x:")]
    [InlineData("- x:\n  - b\n  -y:\n  - c\n", "  -y:")]
    [InlineData("x:\n- b\n\"-:\": {}\n-y: 1\n", "\"-:\"")]
    public void Name_ThatIsThereAlready_IsRefused_BehindASequenceInItsColumn(string before, string again)
    {
        Constraint constraint = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = new YamlOptions { IndentSequences = false } });
        Matcher matcher = constraint.CreateMatcher(YamlVocabulary.Small);
        foreach (byte letter in Encoding.UTF8.GetBytes(before + again[..^1]))
        {
            Assert.True(matcher.Mask[letter]);
            Assert.True(matcher.TryAccept(letter));
        }

        Assert.False(matcher.Mask[again[^1]]);
        Assert.False(matcher.TryAccept(again[^1]));
        Assert.True(constraint.Check(before).IsAccepted);
    }

    /// <summary>There are many names, but with this letter none is left.</summary>
    [Theory]
    [InlineData("a: 1\n", "a")]
    [InlineData("a: 1\nbc: 1\n", "b")]
    [InlineData("xxxxx: 1\nbc: 1\na: 1\n", "a")]
    public void Name_ThatLeadsToNoOther_IsRefused(string before, string next)
    {
        foreach (YamlOptions? yaml in new[] { new YamlOptions(), null })
        {
            Constraint constraint = Constraint.FromJsonSchema(
                """{"type":"object","propertyNames":{"pattern":"^(a|bc|[d-z]{5,})$"}}""", new JsonSchemaOptions { Yaml = yaml, Whitespace = JsonWhitespace.Compact });
            Matcher matcher = constraint.CreateMatcher(YamlVocabulary.Small);
            string json = YamlText.ToJson(before);
            foreach (byte letter in Encoding.UTF8.GetBytes(yaml is null ? $"{json[..^1]},\"" : before))
            {
                Assert.True(matcher.TryAccept(letter));
            }

            Assert.False(matcher.Mask[next[0]]);
            Assert.False(matcher.TryAccept(next[0]));
            Assert.True(matcher.Mask['d']);
        }
    }

    /// <summary>Deep down, the spaces of a token are taken in leaps; where they end, the masks are those of single bytes.</summary>
    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","properties":{"name":{},"children":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}}}""", true)]
    [InlineData("""{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","properties":{"name":{},"children":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}}}""", false)]
    public void Masks_OfADeepDocument_AreTheSame_HoweverItIsCut(string schema, bool indentSequences)
    {
        const int Depth = 30;
        byte[][] tokens = [.. Enumerable.Range(0, 256).Select(b => new[] { (byte)b }), .. Enumerable.Range(2, 90).Select(n => Enumerable.Repeat((byte)' ', n).ToArray())];
        Vocabulary vocabulary = Vocabulary.FromTokens([.. tokens.Select(t => new ReadOnlyMemory<byte>(t)), default], [tokens.Length]);
        string json = string.Concat(Enumerable.Repeat("""{"name":"x","children":[""", Depth)) + """{"name":"y"}""" + string.Concat(Enumerable.Repeat(""",{"name":"z"}]}""", Depth));
        var options = new YamlOptions { IndentSequences = indentSequences };
        byte[] text = Encoding.UTF8.GetBytes(YamlText.FromJson(json, options));
        Constraint constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Yaml = options });
        Matcher byTokens = constraint.CreateMatcher(vocabulary);
        Matcher byBytes = constraint.CreateMatcher(vocabulary);
        var random = new Random(Depth);
        for (int at = 0; at < text.Length;)
        {
            int length = Enumerable.Range(1, random.Next(1, 91)).Last(n => n == 1 || (at + n <= text.Length && text.AsSpan(at, n).Trim((byte)' ').IsEmpty));
            Assert.True(byTokens.TryAccept(length == 1 ? text[at] : 256 + length - 2));
            foreach (byte letter in text.AsSpan(at, length))
            {
                Assert.True(byBytes.TryAccept(letter));
            }

            at += length;
            Assert.True(byBytes.Mask.Words.SequenceEqual(byTokens.Mask.Words), Encoding.UTF8.GetString(text.AsSpan(0, at)));
        }

        Assert.True(byTokens.IsAccepting);
    }

    private static int Walk(Constraint constraint, Random random, YamlSchema schema)
    {
        Matcher matcher = constraint.CreateMatcher(YamlVocabulary.Small);
        int max = random.Next(40);
        int places = 0;
        string text = "";
        for (; places < max && !matcher.IsFinished; places++)
        {
            TokenMask mask = matcher.Mask;
            string where = $"{schema}, after {places} tokens";
            Assert.True(mask.Words.SequenceEqual(matcher.WalkedMask.Words), $"not the walk's: {where}");
            Assert.True(mask.Count > 0, $"nothing is allowed: {where}");
            for (int i = 0; i < Tokens; i++)
            {
                int token = random.Next(mask.VocabularySize);
                Assert.True(mask[token] == matcher.Fork().TryAccept(token), $"{Text(token)} is {(mask[token] ? "allowed and not accepted" : "accepted and not allowed")}: {where}, {text}");
            }

            int next = random.Any(mask.ToArray());
            Assert.True(matcher.TryAccept(next), where);
            text += Text(next);
        }

        return places;

        static string Text(int token) => $"`{Encoding.UTF8.GetString(YamlVocabulary.Small.GetBytes(token))}`".Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
