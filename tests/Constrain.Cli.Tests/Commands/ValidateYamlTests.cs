// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

/// <summary>Documents in YAML: judged by their value, with the place in the YAML.</summary>
public sealed class ValidateYamlTests : IDisposable
{
    private const string Schema = """
        {"type":"object","properties":{"name":{"type":"string"},"ports":{"type":"array","items":{"type":"integer"},"maxItems":2},"on":{"type":"boolean"}},"required":["name"],"additionalProperties":false}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_InAnyStyle_AreAccepted()
    {
        string schema = _folder.File("s.json", Schema);
        string block = _folder.File("a.yaml", "# é\nname: web\nports:\n- 80\n- 0x1bb\n"), flow = _folder.File("B.YML", "\uFEFF{ports: [], 'name': \"x\", on: true}");

        CliRun run = CliRun.Of("validate", schema, block, flow);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains("a.yaml: accepted\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("B.YML: accepted\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# é\nname: é\nports:\n  - 80\n  - http\n", "5:5: rejected at byte 32: expected '-', '0' to '9'", " before \"http\"]}, as JSON\n")]
    [InlineData("name: web\r\nports: [1, 2, 3]\r\n", "2:15: rejected at byte 25: expected ", " before ,3]}, as JSON\n")]
    [InlineData("name: web\nsize: 3\n", "2:1: rejected at byte 10: expected ", " before size\":3}, as JSON\n")]
    [InlineData("ports: []\n", "1:10: rejected at byte 9: expected ", " before }, as JSON\n")]
    [InlineData("name: 12\n", "1:7: rejected at byte 6: expected ", " before 12}, as JSON\n")]
    [InlineData("name: &a web\non: *a\n", "2:5: rejected at byte 17: expected ", " before \"web\"}, as JSON\n")]
    [InlineData("name: a: b\n", "1:8: rejected at byte 7: the text is not valid YAML: ", "look at the indentation, colons and quotes there\n")]
    [InlineData("\uFEFFname: é\non: .inf\n", "2:5: rejected at byte 16: JSON has no such number; ", "or a string in quotes\n")]
    [InlineData("name: web\nname: x\n", "2:1: rejected at byte 10: the mapping has the key twice; ", "give each key once\n")]
    [InlineData("# nothing\n", "1:1: rejected at byte 0: there is no document in it; ", "an empty value is written null\n")]
    public void Document_IsRejectedAtItsPlaceInTheYaml(string yaml, string start, string end)
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Schema), _folder.File("d.yaml", yaml));

        Assert.Equal((ExitCode.Refused, ""), (run.ExitCode, run.Error));
        Assert.Contains("d.yaml:" + start, run.Out, StringComparison.Ordinal);
        Assert.EndsWith(end, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_IsCheckedDocumentByDocument()
    {
        string schema = _folder.File("s.json", Schema), stream = _folder.File("d.yaml", "---\nname: a\n---\nports: x\nname: b\n---\nname: c\n");

        CliRun run = CliRun.Of("validate", schema, stream);

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("d.yaml: document 1 accepted\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("d.yaml:4:8: document 2 rejected at byte 23: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("d.yaml: document 3 accepted\n", run.Out, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse(CliRun.Of("validate", schema, stream, "--json").Out);
        JsonElement[] documents = [.. json.RootElement.GetProperty("documents").EnumerateArray()];
        Assert.Equal([(1, true), (2, false), (3, true)], documents.Select(document => (document.GetProperty("number").GetInt32(), document.GetProperty("accepted").GetBoolean())));
        Assert.Equal((23, 4, 8), (documents[1].GetProperty("offset").GetInt32(), documents[1].GetProperty("line").GetInt32(), documents[1].GetProperty("column").GetInt32()));
    }

    [Fact]
    public void Format_WinsOverTheName()
    {
        string schema = _folder.File("s.json", Schema), json = _folder.File("d.yaml", "{\"name\":\"a\"}"), yaml = _folder.File("d.txt", "name: a\n");

        Assert.Equal(ExitCode.Ok, CliRun.Of("validate", schema, json, "--format", "json").ExitCode);
        Assert.Equal(ExitCode.Ok, CliRun.Of("validate", schema, yaml, "--format", "yaml").ExitCode);
        Assert.Equal(ExitCode.Refused, CliRun.Of("validate", schema, yaml).ExitCode);
        Assert.Equal(ExitCode.Ok, CliRun.WithInput("name: a\n", "validate", schema, "-", "--format", "yaml").ExitCode);
        CliRun.Of("validate", schema, yaml, "--format", "toml").Says(ExitCode.Usage, "--format must be one of json, yaml, not 'toml'");
    }

    [Fact]
    public void FileThatIsNoText_IsUnreadable_AndDoesNotStopTheOthers()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Schema), _folder.File("a.yaml", Encoding.Unicode.GetPreamble()), _folder.File("b.yaml", "name: b\n"));

        run.Says(ExitCode.Usage, "a.yaml: error Input: it is UTF-16 text");
        Assert.Contains("b.yaml: accepted", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepDocument_IsRejected_NotACrash()
    {
        string schema = _folder.File("s.json", "true"), deep = _folder.File("d.yaml", new string('[', 100_000));

        Assert.Contains("d.yaml:1:4097: rejected at byte 4096: the value is nested more than 4096 levels deep", CliRun.Of("validate", schema, deep).Out, StringComparison.Ordinal);
    }
}
