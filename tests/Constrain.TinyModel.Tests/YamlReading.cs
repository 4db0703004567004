// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Constrain.TinyModel.Tests;

/// <summary>YAML as YamlDotNet reads it, all scalars as texts.</summary>
internal static class YamlReading
{
    public static JsonNode Of(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Of(stream.Documents.Single().RootNode);
    }

    private static JsonNode Of(YamlNode node) => node switch
    {
        YamlMappingNode members => new JsonObject(members.Children.Select(member => KeyValuePair.Create<string, JsonNode?>(((YamlScalarNode)member.Key).Value!, Of(member.Value)))),
        YamlSequenceNode items => new JsonArray([.. items.Children.Select(Of)]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value!),
        _ => throw new InvalidDataException($"a {node.GetType().Name} in what was written as plain data"),
    };
}
