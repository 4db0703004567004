// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Cli.Tokens;

namespace Constrain.Cli.Tests.Tokens;

public class InstanceSamplerTests
{
    [Theory]
    [MemberData(nameof(ExampleSchemas.All), MemberType = typeof(ExampleSchemas))]
    public void Samples_SatisfyTheirSchema_AndFollowTheirSeed(string file)
    {
        string schema = ExampleSchemas.Read(file);
        Constraint sampled = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact });
        Constraint check = Constraint.FromJsonSchema(schema, JsonSchemaOptions.ForChecking);

        string[] first = Sample(sampled, 1), again = Sample(sampled, 1), other = Sample(sampled, 2);

        Assert.All(first, text => Assert.True(check.Check(text).IsAccepted, text));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void RecursiveSchema_ComesToItsEnd()
    {
        Constraint tree = Constraint.FromJsonSchema(
            """{"type":"array","items":{"$ref":"#"},"minItems":0}""", new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact });
        var sampler = new InstanceSampler(tree, ["a"], 5);

        Assert.All(Enumerable.Range(0, 50), _ => Assert.InRange(sampler.Next().Length, 2, 2000));
    }

    [Fact]
    public void OneDocument_IsSampledAgainAndAgain()
    {
        var sampler = new InstanceSampler(Constraint.FromJsonSchema("""{"const":"မြန်မာ"}"""), ["a"], 1);

        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal("\"မြန်မာ\"", Encoding.UTF8.GetString(sampler.Next())));
    }

    private static string[] Sample(Constraint constraint, ulong seed)
    {
        var sampler = new InstanceSampler(constraint, ["some", "words"], seed);
        return [.. Enumerable.Range(0, 8).Select(_ => Encoding.UTF8.GetString(sampler.Next()))];
    }
}
