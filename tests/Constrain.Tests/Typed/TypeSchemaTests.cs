// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Constrain.Tests.Typed;

public sealed partial class TypeSchemaTests
{
    private const string Int32 = "{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647}";
    private const string NullableInt32 = "{\"type\":[\"integer\",\"null\"],\"minimum\":-2147483648,\"maximum\":2147483647}";
    private const string Double = "{\"type\":\"number\",\"minimum\":-1.7976931348623157E+308,\"maximum\":1.7976931348623157E+308}";

    [Fact]
    public void Record_IsClosed_AndParametersWithoutDefaultsAreRequired() => AssertSchema<Person>(
        """
        {"type":"object","additionalProperties":false,"required":["Name","Age","Nickname"],"properties":{
          "Name":{"type":"string"},"Age":INT32,"Nickname":{"type":["string","null"]},"Favourite":{"$ref":"#/$defs/Colour"}},
         "$defs":{"Colour":{"type":"string","enum":["Red","light-green"]}}}
        """);

    [Fact]
    public void RecursiveType_RefersToTheRoot() => AssertSchema<Tree>(
        """
        {"type":"object","additionalProperties":false,"required":["Label","Left","Right"],"properties":{
          "Label":{"type":"string"},"Left":{"anyOf":[{"$ref":"#"},{"type":"null"}]},"Right":{"anyOf":[{"$ref":"#"},{"type":"null"}]}}}
        """);

    [Fact]
    public void GenericType_IsNamedByItsArguments() => AssertSchema<Page<Point>>(
        """
        {"type":"object","additionalProperties":false,"required":["Items","First"],"properties":{
          "Items":{"type":"array","items":{"$ref":"#/$defs/Point"}},"First":{"$ref":"#/$defs/Point"}},
         "$defs":{"Point":{"type":"object","additionalProperties":false,"required":["X","Y"],"properties":{
           "X":DOUBLE,"Y":DOUBLE}}}}
        """);

    [Fact]
    public void TypeParameter_IsNullableWhereItIsAnnotated() => AssertSchema<Box<string>>(
        """
        {"type":"object","additionalProperties":false,"required":["Content","More"],"properties":{
          "Content":{"type":"string"},"Spare":{"type":["string","null"]},"More":{"type":"array","items":{"type":"string"}}}}
        """);

    [Fact]
    public void Properties_AreOrderedAndNamed_AsTheyAreWritten()
    {
        string[] names = PropertyNames(TypeSchema.For<Ordered>());
        Assert.Equal(["First", "Id", "Second", "3rd \"part\""], names);
        Assert.Equal(names, JsonNode.Parse(JsonSerializer.Serialize(new Ordered()))!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void NamingPolicy_OfTheOptions_IsHonoured()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        string schema = TypeSchema.For<Person>(options);
        Assert.Equal(["name", "age", "nickname", "favourite"], PropertyNames(schema));
        Assert.Contains("\"enum\":[\"red\",\"light-green\"]", schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Enum_WithoutAStringConverter_IsItsNumbers() =>
        Assert.EndsWith(
            "\"type\":\"integer\",\"enum\":[0,1]}", TypeSchema.For<Colour>(JsonSerializerOptions.Default), StringComparison.Ordinal);

    [Fact]
    public void SourceGeneratedContract_GivesTheSameSchema()
    {
        JsonSerializerOptions options = new(TypeSchema.DefaultOptions) { TypeInfoResolver = InvoiceContext.Default };
        Assert.Equal(TypeSchema.For<Invoice>(), TypeSchema.For<Invoice>(options));
    }

    [Fact]
    public void Required_FollowsTheMarksAndTheNullability() => AssertSchema<Selective>(
        """
        {"type":"object","additionalProperties":false,"required":["Marked","MarkedForJson","MarkedForValidation","Field"],"properties":{
          "Marked":{"type":["string","null"]},"MarkedForJson":{"type":["string","null"]},
          "MarkedForValidation":{"type":"string","pattern":"[^\\s\\u0085]"},"Omissible":INT32,"Field":INT32}}
        """);

    [Fact]
    public void ComputedMember_IsLeftOut_SinceAValueForItWouldBeDropped() =>
        Assert.Equal(["Width"], PropertyNames(TypeSchema.For<Square2D>()));

    [Fact]
    public void DerivedTypes_AreAlternatives_WithTheDiscriminatorFirst()
    {
        AssertSchema<Shape>(
            """
            {"anyOf":[
              {"type":"object","additionalProperties":false,"required":["kind","Radius","Name"],"properties":{
                "kind":{"type":"string","const":"circle"},"Radius":{"type":"number","minimum":-3.4028235E+38,"maximum":3.4028235E+38},
                "Name":{"type":"string"}}},
              {"type":"object","additionalProperties":false,"required":["kind","Side","Name"],"properties":{
                "kind":{"type":"integer","const":2},"Side":INT32,"Name":{"type":"string"}}}]}
            """);
        Shape shape = TypeSchema.Read<Shape>("""{"kind":2,"Side":3,"Name":"s"}"""u8);
        Assert.Equal(new Square("s", 3), shape);
    }

    [Fact]
    public void Annotations_BecomeKeywords()
    {
        JsonObject properties = JsonNode.Parse(TypeSchema.For<Annotated>())!["properties"]!.AsObject();
        void Has(string property, string expected) => AssertJson(expected, properties[property]!);

        Has("Stars", """{"type":"integer","minimum":1,"maximum":5}""");
        Has("Share", """{"type":"number","minimum":0,"exclusiveMaximum":1}""");
        Has("Price", """{"type":"number","minimum":0.01,"maximum":1000000000}""");
        Has("Short", """{"type":"string","minLength":2,"maxLength":4}""");
        Has("Code", """{"type":"string","pattern":"^(?:[A-Z]{2}|[0-9]{4})$"}""");
        Has("Tags", """{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":2}""");
        Has("Flags", """{"type":"object","additionalProperties":{"type":"boolean"},"maxProperties":3}""");
        Has("Answer", """{"type":"string","enum":["yes","no"]}""");
        Has("Words", """{"type":"string","minLength":2,"maxLength":9,"pattern":"[^\\s\\u0085]","allOf":[{"pattern":"^(?:[a-z ]+)$"}]}""");
        Has("Note", """{"type":"string","title":"Remark","pattern":"[^\\s\\u0085]"}""");
        Assert.Equal("email", (string?)properties["Mail"]!["format"]);
        Assert.Equal("Where to write", (string?)properties["Mail"]!["description"]);
        Assert.Equal("uri", (string?)properties["Link"]!["format"]);
        Assert.Equal("A form with checks", (string?)JsonNode.Parse(TypeSchema.For<Annotated>())!["description"]);
    }

    [Fact]
    public void Dictionary_WithEnumKeys_ListsThem_AndOtherKeysHaveAPattern()
    {
        JsonObject properties = JsonNode.Parse(TypeSchema.For<Tables>())!["properties"]!.AsObject();
        AssertJson("""{"type":"object","additionalProperties":NULLABLE32}""", properties["ByText"]!);
        AssertJson(
            """{"type":"object","additionalProperties":false,"properties":{"Red":{"type":"string"},"light-green":{"type":"string"}}}""",
            properties["ByEnum"]!);
        string? keys = (string?)properties["ByNumber"]!["propertyNames"]!["pattern"];
        Assert.StartsWith("^(?:0|[1-9][0-9]{0,3}|", keys, StringComparison.Ordinal);
        Assert.Equal("array", (string?)JsonNode.Parse(TypeSchema.For<List<Dictionary<string, string>[]>>())!["type"]);
    }

    [Fact]
    public void Elements_AreNullableWhereTheirTypeArgumentIs()
    {
        JsonObject properties = JsonNode.Parse(TypeSchema.For<Lists>())!["properties"]!.AsObject();
        AssertJson("""{"type":"array","items":{"type":["string","null"]}}""", properties["WithNulls"]!);
        AssertJson("""{"type":"array","items":{"$ref":"#/$defs/Colour"}}""", properties["Set"]!);
        AssertJson("""{"type":"array","items":{"type":"array","items":{"$ref":"#/$defs/Point"}}}""", properties["Nested"]!);
        AssertJson("""{"type":["array","null"],"items":NULLABLE32}""", properties["Maybe"]!);
    }

    [Fact]
    public void Scalars_HaveTheKeywordsOfTheirTypes()
    {
        JsonObject properties = JsonNode.Parse(TypeSchema.For<Scalars>())!["properties"]!.AsObject();
        string Format(string name) =>
            $"{properties[name]!["type"]}:{properties[name]!["format"]}:{properties[name]!["pattern"] is not null}";
        Assert.Equal("string:date:True", Format("Date"));
        Assert.Equal("string::True", Format("Time"));
        Assert.Equal("string::True", Format("DateTime"));
        Assert.Equal("string:date-time:True", Format("Instant"));
        Assert.Equal("string::True", Format("Span"));
        Assert.Equal("string:uuid:True", Format("Guid"));
        Assert.Equal("string:uri:True", Format("Uri"));
        AssertJson(
            """{"type":"number","minimum":-79228162514264337593543950335,"maximum":79228162514264337593543950335}""",
            properties["Decimal"]!);
        AssertJson("""{"type":"number","minimum":-65500,"maximum":65500}""", properties["Half"]!);
    }

    [Fact]
    public void Populated_MemberWithoutASetter_AndConverterOnAMember_AreUnderstood() => AssertSchema<Populated>(
        """
        {"type":"object","additionalProperties":false,"required":["Names"],"properties":{
          "Names":{"type":"array","items":{"type":"string"}},
          "Day":{"type":["string","null"],"enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday",null]}}}
        """);

    [Fact]
    public void Read_OfNull_IsRefused_ThoughTheTypeIsAReference() =>
        Assert.Throws<JsonException>(() => TypeSchema.Read<string>("null"u8));

    [Fact]
    public void Read_ByASourceGeneratedContract_NeedsNoReflection()
    {
        Person buyer = new("A", 1, null);
        Invoice invoice = new(Guid.Empty, new DateOnly(2024, 2, 29), buyer, new Address("s", "z"), [new Line("x", 1, 2.5m)], null);
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(invoice, InvoiceContext.Default.Invoice);
        Assert.Equal(invoice.Address, TypeSchema.Read(text, InvoiceContext.Default.Invoice).Address);
    }

    [Fact]
    public void Read_OfDeepNesting_Works()
    {
        string text = string.Concat(Enumerable.Repeat("""{"Label":"","Right":null,"Left":""", 500)) + "null" + new string('}', 500);
        Assert.Equal(string.Empty, TypeSchema.Read<Tree>(System.Text.Encoding.UTF8.GetBytes(text)).Label);
    }

    /// <summary>Compares but for the dialect and the root's title, which every schema has.</summary>
    private static void AssertSchema<T>(string expected)
    {
        JsonObject schema = JsonNode.Parse(TypeSchema.For<T>())!.AsObject();
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        schema.Remove("$schema");
        schema.Remove("title");
        AssertJson(expected, schema);
        expected = Expand(expected);
        string[] Names(JsonNode node) => [.. node["properties"]?.AsObject().Select(property => property.Key) ?? []];
        Assert.Equal(Names(JsonNode.Parse(expected)!), Names(schema));
    }

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(Expand(expected)), actual), $"expected {expected}\nactual   {actual.ToJsonString()}");

    private static string Expand(string expected) =>
        expected.Replace("INT32", Int32, StringComparison.Ordinal)
            .Replace("NULLABLE32", NullableInt32, StringComparison.Ordinal)
            .Replace("DOUBLE", Double, StringComparison.Ordinal);

    private static string[] PropertyNames(string schema) =>
        [.. JsonNode.Parse(schema)!["properties"]!.AsObject().Select(property => property.Key)];

    [JsonSerializable(typeof(Invoice))]
    [JsonSourceGenerationOptions(UseStringEnumConverter = true)]
    private sealed partial class InvoiceContext : JsonSerializerContext;
}
