// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Constrain.Tests.Texts;

namespace Constrain.Tests.Typed;

/// <summary>Objects from YAML: the same as from the JSON of the same value.</summary>
public sealed class ReadYamlTests
{
    private const string Ada = "# who\nName: 'Ada: Lovelace'\nAge: 36\nNickname: ~\nFavourite: light-green\n";

    [Fact]
    public void ReadYaml_GivesTheObject_OfTheNamesAndEnumsOfJson()
    {
        var ada = new Person("Ada: Lovelace", 36, null, Colour.LightGreen);
        Assert.Equal(ada, TypeSchema.ReadYaml<Person>(Ada));
        Assert.Equal(ada, TypeSchema.ReadYaml<Person>(Ada, (JsonSerializerOptions?)null));
        Assert.Equal(ada, TypeSchema.ReadYaml(Ada, (JsonTypeInfo<Person>)TypeSchema.DefaultOptions.GetTypeInfo(typeof(Person))));
        var lower = new JsonSerializerOptions(TypeSchema.DefaultOptions) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        Assert.Equal(ada, TypeSchema.ReadYaml<Person>("name: 'Ada: Lovelace'\nage: 36\nnickname:\nfavourite: light-green\n", lower));
    }

    [Fact]
    public void ReadYaml_OfWhatIsNoDocument_Throws()
    {
        GrammarException malformed = Assert.Throws<GrammarException>(() => TypeSchema.ReadYaml<Person>("Name: Ada: Lovelace\n"));
        Assert.Equal("line 1, column 10", malformed.Location!.ToString());
        Assert.Equal(GrammarError.Unsupported, Assert.Throws<GrammarException>(() => TypeSchema.ReadYaml<Person>(Ada + "---\n" + Ada)).Error);
        Assert.Throws<JsonException>(() => TypeSchema.ReadYaml<Person>(Ada.Replace("36", "many", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => TypeSchema.ReadYaml<Person>("null\n"));
        Assert.Throws<ArgumentNullException>(() => TypeSchema.ReadYaml<Person>(null!));
    }

    [Theory]
    [MemberData(nameof(SampleTypes.All), MemberType = typeof(SampleTypes))]
    public void WhateverTheSchemaAccepts_IsTheSameObjectByWayOfYaml(Type type)
    {
        SchemaOracle oracle = new(TypeSchema.For(type, null));
        for (int seed = 0; seed < 50; seed++)
        {
            string json = oracle.Sample(seed), yaml = YamlText.FromJson(json);
            Assert.True(NastyValues.AreSame(Written(json), Written(YamlText.ToJson(yaml))), yaml);
        }

        string Written(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, TypeSchema.DefaultOptions), type, TypeSchema.DefaultOptions);
    }
}
