// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.Texts;
using FsCheck.Xunit;
using YamlDotNet.Serialization;

namespace Constrain.Tests.Texts;

/// <summary>What is written as YAML is read as the same value, by this library and by another.</summary>
public sealed class YamlTextLaws
{
    private static readonly JsonSerializerOptions Plain = new() { MaxDepth = 10_000 };

    // It guesses the types of plain scalars, and those of YAML 1.1 too.
    private static readonly IDeserializer Other = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    private static readonly string[] Marks =
    [
        "a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", "\"", "|", "|-", "|2", "|+2\n", ">", "&x ", "*x", "*x ", "!!str ", "!!int ", "!a!b ", "!<x>", "!",
        "%TAG ! tag:x,2000:\n", "%YAML 1.2\n", "---", "--- ", "\n---\n", "\n...\n", "#c\n", " #", "\t", "\r\n", "\\", "\\x4", "\\u12", "é", "😀", "1", "~", "<<: ", "&", "*", "@", "`", "%", " ",
    ];

    public static TheoryData<string> Strings => [.. NastyValues.Strings];

    [Property(MaxTest = 2000)]
    public void ToJson_OfFromJson_IsTheSame(int seed)
    {
        var values = new NastyValues(new Random(seed));
        string json = Text(values.Value(4));
        YamlOptions options = values.Options();
        string yaml = YamlText.FromJson(json, options);
        string back = YamlText.ToJson(yaml);
        Assert.True(NastyValues.AreSame(json, back), $"{json}\n became\n{yaml} and that\n{back}");

        // Order, and the canon: what was read is written the same again.
        Assert.Equal(yaml, YamlText.FromJson(back, options));
    }

    [Property(MaxTest = 1000)]
    public void FromJson_IsReadAlikeByAnother(int seed)
    {
        var values = new NastyValues(new Random(seed));
        JsonNode? value = values.Value(4);
        string yaml = YamlText.FromJson(Text(value), values.Options());
        using var json = JsonDocument.Parse(Text(value));
        IsSame(json.RootElement, Other.Deserialize<object?>(yaml), yaml);
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public void FromJson_String_IsThatString_AnywhereAndInEveryStyle(string text)
    {
        foreach (YamlScalarStyles styles in Enumerable.Range(0, 8))
        {
            foreach (JsonNode value in new JsonNode[] { text, new JsonArray(text), new JsonArray(new JsonArray(text, text)), new JsonObject { ["a"] = text, ["b"] = text }, new JsonObject { [text] = new JsonArray(text) } })
            {
                string json = Text(value), yaml = YamlText.FromJson(json, new YamlOptions { ScalarStyles = styles });
                Assert.True(NastyValues.AreSame(json, YamlText.ToJson(yaml)), yaml);
                using var document = JsonDocument.Parse(json);
                IsSame(document.RootElement, Other.Deserialize<object?>(yaml), yaml);
            }
        }
    }

    [Property(MaxTest = 1000)]
    public void LocationOf_NamesAndValues_IsWhereTheyStand(int seed)
    {
        var values = new NastyValues(new Random(seed));
        string yaml = YamlText.FromJson(Text(values.Value(4)), values.Options());
        YamlDocument document = Assert.Single(YamlText.Read(yaml));
        string[] lines = yaml.Split('\n');
        var reader = new Utf8JsonReader(document.Utf8Json.Span);
        while (reader.Read())
        {
            SourceLocation place = document.LocationOf((int)reader.TokenStartIndex);
            string rest = lines[place.Line!.Value - 1][(place.Column!.Value - 1)..];
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    Assert.StartsWith(YamlSpelling.Key(reader.GetString()!, rest[0] == '"' ? YamlScalarStyles.DoubleQuoted : YamlScalarStyles.All) + ":", rest);
                    break;
                case JsonTokenType.String when rest[0] is not ('"' or '|' or '\''):
                    Assert.Equal(reader.GetString(), rest);
                    break;
                case JsonTokenType.Number:
                    Assert.Equal(System.Text.Encoding.UTF8.GetString(reader.ValueSpan), rest);
                    break;
            }
        }
    }

    [Property(MaxTest = 10_000)]
    public void Read_AnyText_EndsWithDocumentsOrAnErrorAtItsPlace(int seed)
    {
        var random = new Random(seed);
        string yaml = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Marks[random.Next(Marks.Length)]));
        try
        {
            foreach (YamlDocument document in YamlText.Read(yaml))
            {
                Assert.All(Enumerable.Range(0, document.Utf8Json.Length + 1), offset => Assert.True(document.LocationOf(offset) is { Line: > 0, Column: > 0 }));
                Assert.True(NastyValues.AreSame(document.Json, YamlText.ToJson(YamlText.FromJson(document.Json))), yaml);
            }
        }
        catch (GrammarException e)
        {
            Assert.NotNull(e.Hint);
            Assert.True(e.Location is { Line: > 0, Column: > 0 }, e.Message);
        }
    }

    private static void IsSame(JsonElement value, object? read, string yaml)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = Assert.IsAssignableFrom<IDictionary<object, object?>>(read);
                Assert.Equal(value.EnumerateObject().Count(), members.Count);
                Assert.All(value.EnumerateObject(), member => IsSame(member.Value, members[member.Name], yaml));
                break;
            case JsonValueKind.Array:
                var items = Assert.IsAssignableFrom<IList<object?>>(read);
                Assert.Equal(value.GetArrayLength(), items.Count);
                Assert.All(value.EnumerateArray().Zip(items), pair => IsSame(pair.First, pair.Second, yaml));
                break;
            case JsonValueKind.String:
                Assert.True(value.GetString() == read as string, $"'{read}' is not the string that was meant in\n{yaml}");
                break;
            case JsonValueKind.Number:
                Assert.True(read is not null and not string and not bool, $"'{read}' is no number in\n{yaml}");
                break;
            case JsonValueKind.Null:
                Assert.Null(read);
                break;
            default:
                Assert.Equal(value.ValueKind == JsonValueKind.True, read);
                break;
        }
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(Plain) ?? "null";
}
