// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Compare;

namespace Constrain.LlamaCpp.Tests;

/// <summary>What is written as GBNF means the same to llama.cpp's own grammar sampler.</summary>
public sealed class GbnfConversionTests(TinyModelFixture fixture) : IClassFixture<TinyModelFixture>
{
    public static TheoryData<string> Schemas =>
    [
        """{"type":"object","properties":{"a":{"type":"integer","minimum":-3,"maximum":12},"é":{"type":"string","maxLength":3},"è":{"enum":["x-]^\\","y\n",null]}},"required":["a"]}""",
        """{"type":"array","items":{"type":["number","boolean"]},"minItems":1,"maxItems":3}""",
        """{"type":"string","pattern":"^[A-Z\\-\\]]{2}[^a-z]\\d+$","maxLength":8}""",
        """{"$ref":"#/$defs/t","$defs":{"t":{"type":"object","properties":{"n":{"type":"integer"},"c":{"type":"array","items":{"$ref":"#/$defs/t"}}}}}}""",
        """{"anyOf":[{"type":"object","properties":{"k":{"const":1},"v":{"type":"string","format":"date"}},"required":["k","v"]},{"type":"string","minLength":1200,"maxLength":2100}]}""",
    ];

    [SkippableTheory]
    [MemberData(nameof(Schemas))]
    public void LlamaCpp_AllowsTheSameTokens(string schema)
    {
        LlamaModel model = fixture.Require();
        Constraint constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { AdditionalProperties = AdditionalProperties.Avoided });
        string gbnf = constraint.ToGbnf();
        var random = new Random(1);
        for (int i = 0; i < 5; i++)
        {
            using var theirs = new LlamaGrammar(model, gbnf);
            Matcher ours = constraint.CreateMatcher(model.Vocabulary);
            for (int step = 0; step < 60 && !ours.IsFinished; step++)
            {
                TokenMask mask = ours.Mask;
                theirs.Fill();
                theirs.Apply();
                for (int token = 0; token < mask.VocabularySize; token++)
                {
                    // llama.cpp allows tokens without text.
                    ReadOnlySpan<byte> bytes = model.Vocabulary.GetBytes(token);
                    if (bytes.Length > 0 && bytes[0] < 0x80)
                    {
                        Assert.True(mask[token] == theirs.Allows(token), $"token {token} after {step}: we {(mask[token] ? "allow" : "refuse")} it; {gbnf}");
                    }
                }

                int[] allowed = [.. mask.ToArray().Where(token => model.Vocabulary.GetBytes(token).Length > 0)];
                if (allowed.Length == 0)
                {
                    break;
                }

                int next = allowed[random.Next(allowed.Length)];
                Assert.True(ours.TryAccept(next));
                theirs.Accept(next);
            }
        }
    }
}
