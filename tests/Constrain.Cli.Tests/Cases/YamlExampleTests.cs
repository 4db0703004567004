// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Cases;

/// <summary>The examples of YAML: a schema, a document as YAML, and the same as JSON.</summary>
public class YamlExampleTests
{
    private const string Folder = "examples/yaml";

    private static readonly string[] All =
        ["any", "docker-compose", "github-workflow", "kubernetes-configmap", "kubernetes-deployment", "kubernetes-service"];

    public static TheoryData<string> Names => [.. All];

    [Fact]
    public void Examples_AreAllTested() =>
        Assert.Equal(All, Directory.EnumerateFiles(Repository.At(Folder), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_SatisfiesTheSchema_InItsOrder(string name) =>
        Accepted(Constraint.FromJsonSchema(Text(name, "schema.json"), new JsonSchemaOptions { Whitespace = JsonWhitespace.Pretty }), Text(name, "json").TrimEnd());

    [Theory]
    [MemberData(nameof(Names))]
    public void Yaml_SatisfiesTheSchema_InItsOrder(string name)
    {
        Constraint constraint = Constraint.FromJsonSchema(Text(name, "schema.json"), new JsonSchemaOptions { Yaml = new YamlOptions() });

        Accepted(constraint, Text(name, "yaml"));
        Accepted(constraint, YamlText.FromJson(Text(name, "json")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Yaml_SaysWhatTheJsonSays(string name) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text(name, "json")), JsonNode.Parse(YamlText.ToJson(Text(name, "yaml")))));

    private static void Accepted(Constraint constraint, string text)
    {
        TextCheck check = constraint.Check(text);
        Assert.True(check.IsAccepted, $"byte {check.Offset}: {check.Reason}");
    }

    private static string Text(string name, string extension) => File.ReadAllText(Repository.At(Folder, $"{name}.{extension}"));
}
