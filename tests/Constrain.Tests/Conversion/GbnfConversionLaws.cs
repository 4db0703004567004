// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;
using Constrain.TestKit.Yaml;

namespace Constrain.Tests.Conversion;

/// <summary>What a constraint is written as in GBNF is read back as the same language.</summary>
public sealed class GbnfConversionLaws
{
    private static readonly string[] Patterns =
    [
        "[a-z]{3,5}", "(ab|cd)*e?", "\\d{4}-\\d{2}", "[^x-z]+", "é{2}|日本|😀[😀-😏]", "(?=.*a)[ab]{1,4}", "(?!no)[a-z]{2,3}", "\\bfoo\\b.?", "[\\-\\]\\[^\\\\\"]{2}", ".{0,3}", "a{1500}", "(a|b){2000,2500}", "\\u0000|\\t|\\u{10FFFF}",
    ];

    private static readonly string[] Schemas =
    [
        """{"type":"object","properties":{"a":{"type":"integer","minimum":-3,"maximum":12},"é":{"type":"string","maxLength":3},"è":{"enum":["x","y",null]}},"required":["a"]}""",
        """{"type":"array","items":{"type":["number","boolean"]},"minItems":1,"maxItems":3}""",
        """{"type":"string","pattern":"^[A-Z]{2}\\d+$","maxLength":8}""",
        """{"$ref":"#/$defs/t","$defs":{"t":{"type":"object","properties":{"n":{"type":"integer"},"c":{"type":"array","items":{"$ref":"#/$defs/t"}}}}}}""",
        """{"anyOf":[{"type":"object","properties":{"k":{"const":1},"v":{"type":"string","format":"date"}},"required":["k","v"]},{"type":"null"}]}""",
        """{"not":{"type":["object","array","string"]}}""",
        """{"type":"object","properties":{"p":{"type":"string"},"q":{"type":"integer","multipleOf":7}},"minProperties":1,"maxProperties":1,"additionalProperties":{"type":"integer"}}""",
    ];

    [Fact]
    public void Regexes_AreReadBackAsTheSame()
    {
        foreach (string pattern in Patterns)
        {
            AssertSame(Constraint.FromRegex(pattern, RegexDialect.Ecma262), pattern, 1);
        }
    }

    [Fact]
    public void Schemas_AreReadBackAsTheSame()
    {
        foreach (string schema in Schemas)
        {
            foreach (PropertyOrder order in Enum.GetValues<PropertyOrder>())
            {
                AssertSame(Constraint.FromJsonSchema(schema, Options(order)), schema, 2);
            }
        }
    }

    [Fact]
    public void RandomSchemas_AreReadBackAsTheSame_OrRefused()
    {
        int same = 0;
        foreach (YamlSchema schema in YamlSchemas.Random(7).Take(150))
        {
            Constraint constraint;
            string gbnf;
            try
            {
                constraint = Constraint.FromJsonSchema(schema.Text, new JsonSchemaOptions { Dialect = schema.Dialect, AdditionalProperties = AdditionalProperties.Avoided, UnknownFormats = UnknownFormats.Ignore });
                gbnf = constraint.ToGbnf();
            }
            catch (GrammarException)
            {
                // Refused, without an instance, or more than GBNF can say.
                continue;
            }

            Compare(constraint, Constraint.FromGbnf(gbnf), schema.Text, 3);
            same++;
        }

        Assert.InRange(same, 30, 150);
    }

    [Theory]
    [InlineData("""{"type":"array","uniqueItems":true}""", "uniqueItems")]
    [InlineData("""{"type":"object","patternProperties":{"^x":{}},"additionalProperties":false}""", "additionalProperties")]
    [InlineData("{}", "additionalProperties")]
    public void WhatTheTextBeforeDecides_IsRefused(string schema, string keyword)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(schema, new JsonSchemaOptions { AdditionalProperties = AdditionalProperties.Allowed }).ToGbnf());
        Assert.Equal((GrammarError.Unsupported, keyword), (error.Error, error.Construct));
    }

    private static JsonSchemaOptions Options(PropertyOrder order) => new() { PropertyOrder = order, AdditionalProperties = AdditionalProperties.Avoided };

    private static void AssertSame(Constraint constraint, string what, int seed) => Compare(constraint, Constraint.FromGbnf(constraint.ToGbnf()), what, seed);

    private static void Compare(Constraint constraint, Constraint again, string what, int seed)
    {
        Assert.Equal(constraint.MinimumBytes, again.MinimumBytes);
        var random = new Random(seed);
        for (int i = 0; i < 20; i++)
        {
            foreach (Constraint one in new[] { constraint, again })
            {
                string text = DocumentSampler.Sample(one, DocumentSampler.Bytes, random, (int)one.MinimumBytes + random.Next(30)).Text;
                Assert.True(constraint.Check(text).IsAccepted && again.Check(text).IsAccepted, $"{what}: {text}");
                string other = Mutated(text, random);
                Assert.True(constraint.Check(other).IsAccepted == again.Check(other).IsAccepted, $"{what}: {other}");
            }
        }
    }

    private static string Mutated(string text, Random random)
    {
        Rune[] letters = [.. text.EnumerateRunes()];
        int at = random.Next(letters.Length + 1);
        string added = random.Next(3) == 0 ? string.Empty : letters.Length > 0 && random.Next(2) == 0 ? letters[random.Next(letters.Length)].ToString() : "a0\",:[]{} é-"[random.Next(12)..][..1];
        int removed = Math.Min(letters.Length - at, random.Next(2));
        return string.Concat(letters[..at]) + added + string.Concat(letters[(at + removed)..]);
    }
}
