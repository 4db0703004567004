// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Constrain.Examples.TinyModel.Corpus;
using Constrain.Examples.TinyModel.Corpus.Tasks;
using FsCheck.Xunit;
using TinyYaml = Constrain.Examples.TinyModel.Corpus.YamlText;

namespace Constrain.TinyModel.Tests;

/// <summary>What every extraction has to be, or the model learns something wrong.</summary>
public sealed partial class TaskExampleLaws
{
    private const int ExamplesPerSeed = 20;

    [Property(MaxTest = 50)]
    public void Document_AlwaysMeetsItsSchema(int seed)
    {
        foreach (Split split in Enum.GetValues<Split>())
        {
            foreach (TaskExample example in Examples.Of(seed, split, ExamplesPerSeed))
            {
                var constraint = Constraint.FromJsonSchema(example.Schema.ToJsonString());
                TextCheck check = constraint.Check(JsonText.Write(example.Document, JsonLayout.Natural));
                Assert.True(check.IsAccepted, $"{example.Schema.ToJsonString()}\n{example.Document.ToJsonString()}\n{check.Reason}");
            }
        }
    }

    [Property(MaxTest = 50)]
    public void TextThatIsNoDateTimeOrWordOfAClosedSet_StandsInTheSource(int seed)
    {
        foreach (TaskExample example in Examples.Of(seed, Split.Training, ExamplesPerSeed))
        {
            string source = Spaces().Replace(example.Text, " ");
            foreach ((JsonNode schema, string value) in Texts(example.Schema, example.Document, example.Schema))
            {
                if (schema["enum"] is null && !Reworded().IsMatch(value))
                    Assert.Contains(Spaces().Replace(value, " "), source, StringComparison.Ordinal);
            }
        }
    }

    [Property(MaxTest = 50)]
    public void YamlAnswer_ReadsAsTheDocument(int seed)
    {
        foreach (TaskExample example in Examples.Of(seed, Split.Training, ExamplesPerSeed))
            Assert.True(JsonNode.DeepEquals(Untyped(example.Document), YamlReading.Of(TinyYaml.Write(example.Document))), TinyYaml.Write(example.Document));
    }

    [Fact]
    public void Training_HasNothingOfTheUnseenTask() =>
        Assert.DoesNotContain(Examples.Of(1, Split.Training, 500), example => example.Task == TaskCorpus.UnseenTask);

    private static IEnumerable<(JsonNode Schema, string Value)> Texts(JsonNode schema, JsonNode? value, JsonNode root)
    {
        const string Definitions = "#/$defs/";
        if (schema["$ref"] is { } reference)
            schema = root["$defs"]![reference.GetValue<string>()[Definitions.Length..]]!;
        return value switch
        {
            JsonObject members => members.SelectMany(member => Texts(schema["properties"]![member.Key]!, member.Value, root)),
            JsonArray items => items.SelectMany(item => Texts(schema["items"]!, item, root)),
            JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String => [(schema, text.GetValue<string>())],
            _ => [],
        };
    }

    // YAML's reader here gives every scalar as its text.
    private static JsonNode? Untyped(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Untyped(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Untyped)]),
        null => "null",
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // Dates, times and country codes are written in another way than the text has them; closed sets may be told in other words.
    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d|\d\d:\d\d|[A-Z]{2})$")]
    private static partial Regex Reworded();
}
