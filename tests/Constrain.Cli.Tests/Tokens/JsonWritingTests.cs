// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.Cli.Tokens;

namespace Constrain.Cli.Tests.Tokens;

public class JsonWritingTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "-0")]
    [InlineData("-0.0", "-0")]
    [InlineData("0e7", "0")]
    [InlineData("1.0", "1")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("1.25E1", "12.5")]
    [InlineData("125e-2", "1.25")]
    [InlineData("1e-3", "0.001")]
    [InlineData("0.0010", "0.001")]
    [InlineData("12E-4", "0.0012")]
    [InlineData("1e300", "1e+300")]
    [InlineData("123e300", "1.23e+302")]
    [InlineData("12e-40", "1.2e-39")]
    [InlineData("1e99999999999", "1e99999999999")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void Number_KeepsItsValue_InFewCharacters(string raw, string expected) => Assert.Equal(expected, JsonWriting.Number(raw));

    [Theory]
    [InlineData("""{"a":1,"b":[true,null,{"c":{}}],"d":[]}""")]
    [InlineData("""{"quote\"s":"\\ \b\f\n\r\t\u0001 မြန်မာ 😀 \u007f / : , { }"}""")]
    public void EveryForm_HoldsTheSameValue(string json)
    {
        using var document = JsonDocument.Parse(json);

        string compact = JsonWriting.Write(document.RootElement, ":", ","), natural = JsonWriting.Write(document.RootElement, ": ", ", ");
        string pretty = JsonWriting.Write(document.RootElement, ": ", ",", indent: 2);

        Assert.All([compact, natural, pretty], text => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(text)), text));
        Assert.True(Constraint.FromJsonSchema("true", new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact }).Check(compact).IsAccepted, compact);
        Assert.True(Constraint.FromJsonSchema("true").Check(natural).IsAccepted, natural);
        Assert.True(Constraint.FromJsonSchema("true", new JsonSchemaOptions { Whitespace = JsonWhitespace.Pretty }).Check(pretty).IsAccepted, pretty);
        Assert.Contains("\": ", natural, StringComparison.Ordinal);
    }
}
