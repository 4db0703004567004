// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>Names of which a schema says nothing.</summary>
public sealed class AdditionalPropertiesTests
{
    [Theory]
    [InlineData("""{"properties":{"a":{}}}""", """{"b":1}""", false)]
    [InlineData("""{"properties":{"a":{}}}""", """{"a":1}""", true)]
    [InlineData("""{"properties":{"a":{}}}""", "{}", true)]
    [InlineData("""{"required":["a"]}""", """{"a":1,"b":1}""", false)]
    [InlineData("""{"properties":{"a":{"properties":{"b":{}}}}}""", """{"a":{"c":1}}""", false)]
    [InlineData("""{"allOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]}""", """{"a":1,"b":1}""", true)]
    [InlineData("""{"allOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]}""", """{"a":1,"c":1}""", false)]
    public void Avoided_LeavesOutWhatNothingDescribes(string schema, string document, bool isAccepted) =>
        Assert.Equal(isAccepted, Avoiding(schema).Check(document).IsAccepted);

    [Theory]
    [InlineData("{}", """{"b":1}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":{"type":"integer"}}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":{}},"patternProperties":{"^x":{"type":"integer"}}}""", """{"xb":1}""")]
    [InlineData("""{"properties":{"a":{}},"minProperties":2}""", """{"a":1,"b":1}""")]
    [InlineData("""{"properties":{"a":{}},"dependentRequired":{"a":["b"]}}""", """{"a":1,"b":1}""")]
    public void Avoided_KeepsWhatIsDescribedOrNeeded(string schema, string document) => Assert.True(Avoiding(schema).Check(document).IsAccepted);

    [Fact]
    public void Allowed_IsTheDefault() => Assert.True(Constraint.FromJsonSchema("""{"properties":{"a":{}}}""").Check("""{"b":1}""").IsAccepted);

    private static Constraint Avoiding(string schema) =>
        Constraint.FromJsonSchema(schema, new JsonSchemaOptions { AdditionalProperties = AdditionalProperties.Avoided });
}
