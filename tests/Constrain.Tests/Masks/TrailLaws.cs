// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.TestKit.Differential;

namespace Constrain.Tests.Masks;

/// <summary>Masks of documents in which names and items must differ: bit for bit those of the slow walk, and never without a token.</summary>
public sealed class TrailLaws
{
    /// <summary>Single bytes, and tokens that end names and items and begin the next in one go.</summary>
    private static readonly string[] Several =
    [
        "\"a\":", "a\":", "a\",", "\",\"", "\":1,\"", "\":1,\"a", "\":1,\"a\"", "\"\":", "\"\"", "b\"", "ab", "ab\":", "1,", ",1", "1,1", "[1,", "[1,1", "1,2", ",1,",
        "[[", "],[", "]]", "[],[]", "{}", "{},{}", "true,", "true", "null,null", "\"a\",\"a\"", "\",\"a\",\"", "0.", "1.0", ",\"b\":", "{\"a\":", "{\"a\":1,\"a", "\\u00",
    ];

    private static readonly Vocabulary Vocabulary = Vocabulary.FromTokens(
        [.. Enumerable.Range(0, 256).Select(b => (ReadOnlyMemory<byte>)new[] { (byte)b }), .. Several.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t)), "end"u8.ToArray()],
        [256 + Several.Length]);

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","minProperties":3,"maxProperties":3}""")]
    [InlineData("""{"type":"object","patternProperties":{"^(a|b)$":{"type":"integer"}},"additionalProperties":false,"minProperties":2}""")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^a?b?$"},"minProperties":4,"additionalProperties":{"type":"integer"}}""")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^(ab|c*)$"},"additionalProperties":{"type":"null"}}""")]
    [InlineData("""{"type":"array","items":{"type":"integer","minimum":1,"maximum":3},"uniqueItems":true}""")]
    [InlineData("""{"type":"array","items":{"enum":[1,"a",null,[1]]},"uniqueItems":true,"minItems":3}""")]
    [InlineData("""{"type":"array","items":{"type":"array","items":{"type":"boolean"},"maxItems":1},"uniqueItems":true}""")]
    [InlineData("""{"type":"array","items":{"type":"object","properties":{"a":{"type":"boolean"}},"additionalProperties":false},"uniqueItems":true}""")]
    [InlineData("""{"type":"array","prefixItems":[{"enum":[1,2]},{"const":1},{}],"minItems":3,"uniqueItems":true}""")]
    [InlineData("""{"type":"array","items":{"type":"array","items":{"type":"integer","minimum":1,"maximum":2},"uniqueItems":true},"uniqueItems":true}""")]
    [InlineData("""{"type":"array","not":{"uniqueItems":true},"items":{"type":"integer"},"maxItems":4}""")]
    [InlineData("""{"type":"array","contains":{"const":1},"minContains":1,"maxContains":1,"uniqueItems":true,"minItems":2}""")]
    public void Mask_WhereTextsMustDiffer_IsThatOfTheSlowWalk(string schema)
    {
        foreach (PropertyOrder order in (PropertyOrder[])[PropertyOrder.Schema, PropertyOrder.Any])
        {
            var constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact, PropertyOrder = order });
            for (int seed = 0; seed < 20; seed++)
            {
                Walk(constraint, new Random(seed), 40);
            }
        }
    }

    [Fact]
    public void Mask_OfRandomSchemas_IsThatOfTheSlowWalk()
    {
        int compiled = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            JsonNode schema = new DifferentialSchemas(new Random(seed), SchemaDialect.Draft202012).Document();
            Candidate candidate = Candidate.Compile(schema, new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact, Formats = FormatHandling.Annotate });
            if (candidate.Constraint is { } constraint)
            {
                compiled++;
                try
                {
                    Walk(constraint, new Random(seed), 25);
                }
                catch (GrammarException e) when (e.Error == GrammarError.LimitExceeded)
                {
                    // Said so while the document was written: no wrong mask.
                }
                catch (Exception e) when (e is not GrammarException { Error: GrammarError.Unsupported })
                {
                    throw new InvalidOperationException($"seed {seed}: {schema.ToJsonString()}", e);
                }
            }
        }

        Assert.True(compiled > 200, $"only {compiled} schemas compiled");
    }

    private static void Walk(Constraint constraint, Random random, int steps)
    {
        Matcher matcher = constraint.CreateMatcher(Vocabulary);
        var text = new List<byte>();
        for (int step = 0; step < steps && !matcher.IsFinished; step++)
        {
            int[] mask = matcher.Mask.ToArray();
            int[] walked = matcher.WalkedMask.ToArray();
            string before = Encoding.UTF8.GetString([.. text]);
            Assert.True(mask.SequenceEqual(walked), $"after {before}: too much [{Names(mask.Except(walked))}], too little [{Names(walked.Except(mask))}]");
            Assert.True(mask.Length > 0, $"dead end after {before}");

            // Tokens of several bytes first: they are what may go wrong.
            int[] several = Array.FindAll(mask, t => t >= 256);
            int token = several.Length > 0 && random.Next(3) > 0 ? several[random.Next(several.Length)] : mask[random.Next(mask.Length)];
            Assert.True(matcher.TryAccept(token), $"token {Names([token])} is in the mask and refused after {before}");
            text.AddRange(Vocabulary.GetBytes(token));
        }

        if (matcher.IsFinished)
        {
            string document = Encoding.UTF8.GetString([.. text]);
            Assert.True(constraint.Check(document).IsAccepted, document);
            using var parsed = JsonDocument.Parse(document, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
    }

    private static string Names(IEnumerable<int> tokens) => string.Join(' ', tokens.Take(20).Select(t => t < 256 ? $"{(char)t}" : t < 256 + Several.Length ? Several[t - 256] : "end"));
}
