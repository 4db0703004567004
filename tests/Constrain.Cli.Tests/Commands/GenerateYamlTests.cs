// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

/// <summary>Documents that are generated as YAML.</summary>
public sealed class GenerateYamlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _schema;

    public GenerateYamlTests() => _schema = _folder.File("s.json", """
        {
          "type": "object",
          "properties": {
            "city": {"enum": ["no", "Bonn: here", "two\nlines"]},
            "n": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 9}, "minItems": 2, "maxItems": 2}
          },
          "required": ["city", "n"]
        }
        """);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--yaml-stream has no meaning here; it goes with --format yaml", "--yaml-stream")]
    [InlineData("--yaml-styles has no meaning here; it goes with --format yaml", "--yaml-styles", "plain", "--format", "json")]
    [InlineData("--whitespace has no meaning here; the lines of YAML are its layout", "--format", "yaml", "--whitespace", "pretty")]
    [InlineData("--indent must be 1 or more here", "--format", "yaml", "--indent", "0")]
    [InlineData("--indent has no meaning here; it goes with --whitespace pretty, or --format yaml", "--indent", "4")]
    [InlineData("--yaml-styles must be styles of plain, single, double, literal, not 'folded'", "--format", "yaml", "--yaml-styles", "plain,folded")]
    public void OptionThatWouldDoNothing_IsAUsageError(string message, params string[] options) =>
        CliRun.Of(["generate", "--schema", _schema, "--prompt", "x", .. options]).Says(ExitCode.Usage, message);

    [Fact]
    public void Format_GoesWithSchema() =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--format", "yaml").Says(ExitCode.Usage, "--format has no meaning here; it goes with --schema");

    [SkippableFact]
    public void Document_IsYamlThatSatisfiesTheSchema()
    {
        Native.Require();
        foreach (string[] options in new string[][] { [], ["--indent", "4", "--yaml-flush-sequences"], ["--yaml-styles", "double", "--yaml-document-start"], ["--yaml-comments"] })
        {
            CliRun run = CliRun.Of(["generate", "--schema", _schema, "--prompt", "x", "--seed", "3", "--format", "yaml", .. options]);

            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.EndsWith("\n", run.Out, StringComparison.Ordinal);
            Assert.False(run.Out.EndsWith("\n\n", StringComparison.Ordinal), run.Out);
            Assert.False(run.Out.StartsWith('{'), run.Out);
            Assert.Equal(options.Contains("--yaml-document-start"), run.Out.StartsWith("---\n", StringComparison.Ordinal));
            CliRun check = CliRun.Of("validate", _schema, _folder.File("d.yaml", run.Out));
            Assert.True(check.ExitCode == ExitCode.Ok, check.Out + run.Out);
        }
    }

    [SkippableFact]
    public void Json_OfADocument_HasItsValue()
    {
        Native.Require();

        using JsonDocument json = JsonDocument.Parse(CliRun.Of("generate", "--schema", _schema, "--prompt", "x", "--seed", "3", "--format", "yaml", "--json").Out);

        using JsonDocument value = JsonDocument.Parse(YamlText.ToJson(json.RootElement.GetProperty("text").GetString()!));
        Assert.True(JsonElement.DeepEquals(value.RootElement, json.RootElement.GetProperty("document")));
    }

    [SkippableFact]
    public void Json_OfAStream_HasAnArray()
    {
        Native.Require();
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("generate", "--schema", _schema, "--prompt", "x", "--seed", "3", "--format", "yaml", "--yaml-stream", "--json").Out);

        Assert.StartsWith("---\n", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty("document").ValueKind);
    }
}
