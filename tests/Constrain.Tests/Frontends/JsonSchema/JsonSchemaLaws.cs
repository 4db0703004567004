// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The compiled constraint against a validator that goes by the letter of the specification.</summary>
public sealed class JsonSchemaLaws
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Property(MaxTest = 400)]
    public void Check_AgreesWithTheSpecification(int seed)
    {
        var schemas = new RandomSchemas(new Random(seed));
        JsonElement schema = Element(schemas.Document());
        if (!TryCompile(schema, JsonSchemaOptions.ForChecking, out Constraint? constraint))
        {
            return;
        }

        for (int i = 0; i < 40; i++)
        {
            JsonElement value = Element(schemas.Value(3));
            bool expected = NaiveSchemaValidator.IsValid(schema, value, schema);
            string text = JsonSerializer.Serialize(value, Plain);
            TextCheck? check = constraint?.Check(text);
            Assert.True(expected == (check?.IsAccepted ?? false), $"{schema.GetRawText()} {(expected ? "accepts" : "rejects")} {text}: {check?.Reason}");
        }
    }

    [Property(MaxTest = 300)]
    public void Sampled_Documents_SatisfyTheSchema(int seed)
    {
        var random = new Random(seed);
        JsonElement schema = Element(new RandomSchemas(random).Document());
        foreach (JsonWhitespace whitespace in Enum.GetValues<JsonWhitespace>())
        {
            var options = new JsonSchemaOptions
            {
                Whitespace = whitespace,
                PropertyOrder = random.Next(2) == 0 ? PropertyOrder.Any : PropertyOrder.Schema,
                AdditionalProperties = random.Next(2) == 0 ? AdditionalProperties.Allowed : AdditionalProperties.Avoided,
            };
            if (!TryCompile(schema, options, out Constraint? constraint) || constraint is null)
            {
                continue;
            }

            string text = DocumentSampler.Sample(constraint, DocumentSampler.Bytes, random, (int)Math.Min(constraint.MinimumBytes + random.Next(60), 1000)).Text;
            JsonElement value = JsonDocument.Parse(text).RootElement;
            Assert.True(NaiveSchemaValidator.IsValid(schema, value, schema), $"{schema.GetRawText()} does not allow {text}");
            Assert.True(constraint.Check(text).IsAccepted);
            Assert.True(Constraint.FromJsonSchema(schema.GetRawText(), JsonSchemaOptions.ForChecking).Check(text).IsAccepted, text);
        }
    }

    /// <summary>The shortest document is as short as the constraint says: a budget of as many bytes is enough, one byte less is refused.</summary>
    [Property(MaxTest = 200)]
    public void MinimumBytes_IsReached(int seed)
    {
        var random = new Random(seed);
        JsonElement schema = Element(new RandomSchemas(random).Document());
        if (TryCompile(schema, new JsonSchemaOptions(), out Constraint? constraint) && constraint is { MinimumBytes: < 2000 })
        {
            (_, List<int> tokens) = DocumentSampler.Sample(constraint, DocumentSampler.Bytes, random, (int)constraint.MinimumBytes);
            Assert.Equal(constraint.MinimumBytes, tokens.Count);
        }
    }

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node, Plain);

    /// <summary>False when the schema is refused by name; a contradiction compiles to no constraint.</summary>
    private static bool TryCompile(JsonElement schema, JsonSchemaOptions options, out Constraint? constraint)
    {
        constraint = null;
        try
        {
            constraint = Constraint.FromJsonSchema(schema.GetRawText(), options);
            return true;
        }
        catch (GrammarException e)
        {
            Assert.True(e.Error is GrammarError.Unsatisfiable or GrammarError.Unsupported, e.Message);
            return e.Error == GrammarError.Unsatisfiable;
        }
    }
}
