// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Evaluation.Metrics;
using FsCheck;
using FsCheck.Xunit;

namespace Constrain.Cli.Tests.Evaluation.Metrics;

public class GroundingTests
{
    [Property]
    public void AString_ThatIsTheSource_IsFound(NonEmptyString text)
    {
        // Half a surrogate pair has no JSON text that the framework would write.
        string whole = string.Concat(text.Get.Where(c => !char.IsSurrogate(c)));

        Assert.True(Holds(whole, Quoted(whole)));
    }

    [Property]
    public void ANumber_OfTheSource_IsFound(int number) => Assert.True(Holds($"It was {number} in all.", $"{number}"));

    [Property]
    public void ANumber_ThatTheSourceHasNot_IsNotFound(int number) => Assert.False(Holds($"It was {number} in all.", $"{number + (number < 0 ? -1L : 1L)}"));

    [Property]
    public void ADate_OfTheSource_IsFound_InEveryNotation(DateTime date)
    {
        string iso = Quoted($"{date:yyyy-MM-dd}");

        Assert.True(Holds($"on {date:d MMMM yyyy}, we met", iso));
        Assert.True(Holds($"on {date:MMM d, yyyy}, we met", iso));
        Assert.True(Holds($"am {date:dd.MM.yyyy}", iso));
        Assert.True(Holds($"{date:M/d/yyyy}", iso));
        Assert.False(Holds($"on {date:d MMMM yyyy}, we met", Quoted($"{(date.Year > 5000 ? date.AddYears(-1) : date.AddYears(1)):yyyy-MM-dd}")));
    }

    [Theory]
    [InlineData("Ada  LOVELACE\nlives here", "\"Ada Lovelace\"", true)]
    [InlineData("O’Brien called", "\"O'Brien\"", true)]
    [InlineData("the house of Müllers", "\"Müller\"", true)]
    [InlineData("a small ballad", "\"all\"", false)]
    [InlineData("Lovelace, Ada", "\"Ada Lovelace\"", false)]
    [InlineData("anything", "\"\"", true)]
    [InlineData("a total of 1.234,50 €", "1234.5", true)]
    [InlineData("a total of 1,234.50 dollars", "1234.50", true)]
    [InlineData("a total of 1 234,50 zł", "1234.5", true)]
    [InlineData("12,5 kg", "12.5", true)]
    [InlineData("1,234 pieces", "1234", true)]
    [InlineData("order 17 of 18", "1718", false)]
    [InlineData("minus five: 5", "-5", true)]
    [InlineData("room 12", "\"12\"", true)]
    [InlineData("ကျပ် ၁၂၀၀၀ ပေးပါ", "12000", true)]
    [InlineData("twelve", "12", false)]
    [InlineData("el 11 de febrero de 2024", "\"2024-02-11\"", true)]
    [InlineData("11. Februar 2024", "\"2024-02-11\"", true)]
    [InlineData("11 lutego 2024 r.", "\"2024-02-11\"", true)]
    [InlineData("11 Şubat 2024'te", "\"2024-02-11\"", true)]
    [InlineData("၂၀၂၄ ခုနှစ် ဖေဖော်ဝါရီလ ၁၁ ရက်", "\"2024-02-11\"", true)]
    [InlineData("February 11, 2024 at 2:30 pm", "\"2024-02-11T14:30:00Z\"", true)]
    [InlineData("February 11, 2024 at 14.30", "\"2024-02-11T14:30:00Z\"", true)]
    [InlineData("February 11, 2024 at 2:30 am", "\"2024-02-11T14:30:00Z\"", false)]
    [InlineData("um 9 Uhr", "\"09:00\"", true)]
    [InlineData("11.02.24", "\"2024-02-11\"", true)]
    [InlineData("tomorrow", "\"2024-02-11\"", false)]
    [InlineData("12 February 2024", "\"2024-02-11\"", false)]
    public void AValue_IsFoundOrNot(string source, string value, bool isFound) => Assert.Equal(isFound, Holds(source, value));

    [Fact]
    public void OnlyStringsAndNumbersThatTheSchemaDoesNotName_Count()
    {
        JsonElement schema = Parse("""
            {"properties":{"kind":{"$ref":"#/$defs/kind"},"level":{"anyOf":[{"const":3},{"type":"null"}]},"tags":{"items":{"enum":["a"]}}},
             "$defs":{"kind":{"enum":["order","offer"]}}}
            """);
        JsonElement document = Parse("""{"kind":"order","level":3,"tags":["a"],"paid":true,"note":null,"name":"Ada","age":36,"city":"Paris"}""");

        IReadOnlyList<string> missing = new Grounding("Ada is 36.").Missing(Leaves.Of(document), new SchemaChoices(schema), out int candidates);

        Assert.Equal(["/city"], missing);
        Assert.Equal(3, candidates);
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"properties":{"b":{"enum":[1]}}}}}""", "/a/b", true)]
    [InlineData("""{"properties":{"a":{"properties":{"b":{"enum":[1]}}}}}""", "/a/c", false)]
    [InlineData("""{"additionalProperties":{"const":1}}""", "/x~1y", true)]
    [InlineData("""{"properties":{"x/y":{"const":1}}}""", "/x~1y", true)]
    [InlineData("""{"prefixItems":[{"const":1}],"items":{"type":"string"}}""", "/0", true)]
    [InlineData("""{"prefixItems":[{"const":1}],"items":{"type":"string"}}""", "/1", false)]
    [InlineData("""{"items":{"items":{"enum":[1]}}}""", "/3/0", true)]
    [InlineData("""{"items":[{"enum":[1]}]}""", "/0", true)]
    [InlineData("""{"oneOf":[{"properties":{"a":{"const":1}}},{"$ref":"#"}]}""", "/a", true)]
    [InlineData("""{"properties":{"child":{"$ref":"#"},"kind":{"const":1}}}""", "/child/child/kind", true)]
    [InlineData("""{"enum":[1,2]}""", "", true)]
    [InlineData("true", "/a", false)]
    public void Choices_AreFoundByPointer(string schema, string pointer, bool isChoice) =>
        Assert.Equal(isChoice, new SchemaChoices(Parse(schema)).IsAt(pointer));

    private static bool Holds(string source, string json) => new Grounding(source).Holds(Leaf.Of(Parse(json)));

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
