// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public sealed class ValidateTests : IDisposable
{
    private const string Number = """{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}""";

    private const string Refused = """{"title":"t","x-own":1,"properties":{"a":{"format":"color"},"b":{"$ref":"other.json"}}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keywords_AreListedWithTheirPointers()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Number));

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Matches(@"(?m)^type +/properties/n/type +enforced$", run.Out);
        Assert.Contains("s.json: 4 enforced", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_SayWhyTheyRestrictNothing()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", """{"then":{},"minContains":2,"x":1}"""));

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"(?m)^then +/then +annotation: it says nothing without if$", run.Out);
        Assert.Matches(@"(?m)^minContains +/minContains +annotation: it says nothing without contains$", run.Out);
        Assert.Contains("s.json: 2 annotation, 1 unknown", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusedKeywords_AreAllNamed()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Refused), _folder.File("d.json", "{}"));

        run.Says(
            ExitCode.Refused,
            "s.json: at /properties/a/format: error Unsupported: ",
            "s.json: at /properties/b/$ref: error Unsupported: ",
            "1 document was not checked");
        Assert.Matches(@"(?m)^title +/title +annotation$", run.Out);
        Assert.Matches(@"(?m)^x-own +/x-own +unknown$", run.Out);
        Assert.Matches(@"(?m)^format +/properties/a/format +refused$", run.Out);
        Assert.DoesNotContain("d.json", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_AreAcceptedOrRejectedAtTheirPlace()
    {
        string schema = _folder.File("s.json", Number);
        string good = _folder.File("good.json", "\n{ \"n\" : 1.0e0 }\n"), bad = _folder.File("bad.json", "{\n  \"é\": 0, \"n\": \"x\" }");

        CliRun run = CliRun.Of("validate", schema, good, bad);

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("good.json: accepted", run.Out, StringComparison.Ordinal);
        // é is two bytes and one character.
        Assert.Contains("bad.json:2:16: rejected at byte 18: expected ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentThatCannotBeRead_DoesNotStopTheOthers()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Number), Path.Combine(_folder.Path, "no.json"), _folder.File("d.json", "{\"n\":1}"));

        run.Says(ExitCode.Usage, "no.json: error Input: there is no such file");
        Assert.Contains("d.json: accepted", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardInput_MayBeSchemaOrDocument_NotBoth()
    {
        string schema = _folder.File("s.json", Number), document = _folder.File("d.json", "{\"n\":1}");

        Assert.Equal(ExitCode.Refused, CliRun.WithInput("{}", "validate", schema, "-").ExitCode);
        Assert.Equal(ExitCode.Ok, CliRun.WithInput("{\"n\":1}", "validate", schema, "-").ExitCode);
        Assert.Equal(ExitCode.Ok, CliRun.WithInput(Number, "validate", "-", document).ExitCode);
        CliRun.WithInput(Number, "validate", "-", "-").Says(ExitCode.Usage, "standard input can be read once only");
    }

    [Theory]
    [InlineData("{\n \"type\": ]", (int)ExitCode.Usage, ":2:10: error Syntax: ")]
    [InlineData("hello", (int)ExitCode.Usage, ":1:1: error Syntax: ")]
    [InlineData("{\"type\":5}", (int)ExitCode.Refused, ": at /type: error Syntax: ")]
    [InlineData("{\"type\":\"string\",\"enum\":[1]}", (int)ExitCode.Refused, ": at /type: error Unsatisfiable: ")]
    public void SchemaThatDoesNotCompile_IsToldWithItsPlace(string schema, int code, string message) =>
        CliRun.Of("validate", _folder.File("s.json", schema)).Says((ExitCode)code, "s.json" + message, "; ");

    [Fact]
    public void DeepSchema_IsRefused_NotACrash()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"not\":", 10_000)) + "true" + new string('}', 10_000);

        CliRun.Of("validate", _folder.File("s.json", deep)).Says(ExitCode.Refused, "error LimitExceeded: ");
    }

    [Fact]
    public void DeepDocument_IsChecked_NotACrash()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);

        CliRun run = CliRun.Of("validate", _folder.File("s.json", "{}"), _folder.File("good.json", deep), _folder.File("bad.json", deep + "]"));

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("good.json: accepted", run.Out, StringComparison.Ordinal);
        Assert.Contains("bad.json:1:20001: rejected at byte 20000: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_DecidesWhatAKeywordMeans()
    {
        string schema = _folder.File("s.json", "{\"minimum\":2,\"exclusiveMinimum\":true}"), two = _folder.File("two.json", "2");

        CliRun.Of("validate", schema, two).Says(ExitCode.Refused, "at /exclusiveMinimum");
        Assert.Contains("two.json:1:2: rejected", CliRun.Of("validate", schema, two, "--draft", "4").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void PropertyOrder_IsAny_UnlessAsked()
    {
        string schema = _folder.File("s.json", """{"properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}"""), document = _folder.File("d.json", """{"b":1,"a":2}""");

        Assert.Equal(ExitCode.Ok, CliRun.Of("validate", schema, document).ExitCode);
        Assert.Equal(ExitCode.Refused, CliRun.Of("validate", schema, document, "--property-order", "schema").ExitCode);
    }

    [Fact]
    public void Cancellation_EndsTheCommand_BeforeItPrints()
    {
        string schema = _folder.File("s.json", Number);

        CliRun run = CliRun.With(
            (output, error) => new CliHost { OpenInput = () => Stream.Null, Out = output, Error = error, Cancellation = new CancellationToken(true) },
            "validate", schema);

        run.Says(ExitCode.Cancelled, "constrain: cancelled");
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Json_OfDocuments_HasItsShape()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Number), _folder.File("a.json", "{\"n\":1}"), _folder.File("b.json", "{\n}"), "--json");

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement root = json.RootElement;
        Assert.Equal(["schema", "compiled", "error", "keywords", "summary", "documents"], root.EnumerateObject().Select(member => member.Name));
        Assert.True(root.GetProperty("compiled").GetBoolean());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("error").ValueKind);
        Assert.Equal("enforced", root.GetProperty("keywords")[0].GetProperty("status").GetString());
        Assert.Equal((4, 0), (root.GetProperty("summary").GetProperty("enforced").GetInt32(), root.GetProperty("summary").GetProperty("refused").GetInt32()));
        Assert.True(root.GetProperty("documents")[0].GetProperty("accepted").GetBoolean());
        JsonElement rejected = root.GetProperty("documents")[1];
        Assert.False(rejected.GetProperty("accepted").GetBoolean());
        Assert.Equal((2, 2, 1), (rejected.GetProperty("offset").GetInt32(), rejected.GetProperty("line").GetInt32(), rejected.GetProperty("column").GetInt32()));
        Assert.StartsWith("expected ", rejected.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Contradiction_IsToldWithItsKeywords()
    {
        string schema = _folder.File("s.json", """{"title":"t","type":"integer","minimum":3,"maximum":2}""");

        CliRun.Of("validate", schema).Says(
            ExitCode.Refused,
            "s.json: at /type: error Unsatisfiable: no document satisfies the schema: /type (\"integer\"), /minimum (3) and /maximum (2) contradict each other; ");
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("validate", schema, "--json").Out);
        JsonElement error = json.RootElement.GetProperty("error");
        Assert.Equal("Unsatisfiable", error.GetProperty("code").GetString());
        Assert.Equal(["/type", "/minimum", "/maximum"], error.GetProperty("conflict").EnumerateArray().Select(place => place.GetString()));
    }

    [Fact]
    public void Json_OfARefusal_NamesTheFirstKeyword()
    {
        CliRun run = CliRun.Of("validate", _folder.File("s.json", Refused), "--json");

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.False(json.RootElement.GetProperty("compiled").GetBoolean());
        JsonElement error = json.RootElement.GetProperty("error");
        Assert.Equal("Unsupported", error.GetProperty("code").GetString());
        Assert.Equal("format", error.GetProperty("keyword").GetString());
        Assert.Equal("/properties/a/format", error.GetProperty("pointer").GetString());
        JsonElement use = json.RootElement.GetProperty("keywords").EnumerateArray().Single(each => each.GetProperty("keyword").GetString() == "format");
        Assert.Equal("refused", use.GetProperty("status").GetString());
        Assert.NotEmpty(use.GetProperty("reason").GetString()!);
    }
}
