// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public class TokensTests
{
    private const string Point = """{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"]}""";

    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "models", "constrain-tiny.gguf");

    [Theory]
    [InlineData("--samples", "0", "--samples must be a whole number from 1 to 100000, not '0'")]
    [InlineData("--seed", "-1", "--seed must be ")]
    [InlineData("--draft", "5", "--draft must be ")]
    public void Value_OutOfItsRange_IsRefusedByName(string option, string value, string message) =>
        CliRun.WithInput(Point, "tokens", "-", option, value).Says(ExitCode.Usage, message);

    [Theory]
    [InlineData("--samples")]
    [InlineData("--seed")]
    public void OptionsOfTheSampler_BesideInstances_AreMisplaced(string option) =>
        CliRun.Of("tokens", "s.json", "--instances", "d.json", option, "3").Says(ExitCode.Usage, $"{option} has no meaning here");

    [Fact]
    public void StandardInput_IsReadOnce() => CliRun.Of("tokens", "-", "--instances", "-").Says(ExitCode.Usage, "standard input can be read once only");

    [Theory]
    [InlineData("{\"x\":1,\"y\":2}\n{\"x\":1,\n  \"y\":true}\n", 1, "d.json:3:7: error Document: it does not satisfy the schema: ")]
    [InlineData("[{\"x\":1,\"y\":2},\n {\"x\":\"1\"}]", 1, "d.json:2:7: error Document: ")]
    [InlineData("\uFEFF{\"x\":1,\"y\":2}\n\n{\"x\":1,,}\n", 2, "d.json:3:8: error Input: it is not JSON")]
    [InlineData("{\"x\":1,\"y\":2", 2, "d.json:1:13: error Input: it is not JSON")]
    [InlineData("[{\"x\":1,\"y\":2},", 2, "error Input: it is not JSON")]
    [InlineData(" \n", 2, "error Input: there is no document in it")]
    [InlineData("[]", 2, "error Input: there is no document in it")]
    public void Documents_ThatAreNot_AreToldWithTheirPlace(string text, int code, string message)
    {
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", Point), documents = folder.File("d.json", text);

        CliRun.Of("tokens", schema, "--instances", documents).Says((ExitCode)code, message);
    }

    [Fact]
    public void PropertyOrder_ThatWasAskedFor_IsKept()
    {
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", Point), documents = folder.File("d.json", """{"y":1,"x":2}""");

        CliRun.Of("tokens", schema, "--instances", documents, "--property-order", "schema")
            .Says(ExitCode.Refused, "d.json:1:1: error Document: as compact JSON it is never generated: byte ", "try --property-order any");
    }

    [Fact]
    public void Schema_ThatIsRefused_IsToldWithItsPlace()
    {
        using var folder = new TemporaryFolder();

        CliRun.Of("tokens", folder.File("s.json", """{"type":"strin"}""")).Says(ExitCode.Refused, "s.json: at /type: error");
        CliRun.Of("tokens", folder.File("s.json", "{")).Says(ExitCode.Usage, "s.json:1:");
        CliRun.Of("tokens", "no.json").Says(ExitCode.Usage, "no.json: error Input: there is no such file");
    }

    [Fact]
    public void Vocabulary_ThatIsMissing_IsExitCode4()
    {
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", "true");

        CliRun.Of("tokens", schema, "--vocab", folder.Path).Says(ExitCode.ModelNotLoaded, "it is a folder");
        CliRun.Of("tokens", schema, "--vocab", "").Says(ExitCode.Usage, "--vocab is empty");
    }

    [SkippableFact]
    public void Vocabulary_ThatIsNone_IsExitCode4()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", "true");

        CliRun.Of("tokens", schema, "--vocab", "no.gguf").Says(ExitCode.ModelNotLoaded, "no.gguf");
        CliRun.Of("tokens", schema, "--vocab", schema).Says(ExitCode.ModelNotLoaded, "s.json");
    }

    [SkippableFact]
    public void Documents_AreCounted_InEveryForm()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", Point);
        JsonObject study = Json(schema, "--instances", folder.File("d.json", "{\"x\":1,\"y\":2}\n{\"x\":30, \"y\":-4}\n"));

        Assert.Equal((2, 0, 0), ((int)study["documents"]!, (int)study["inOwnOrder"]!, (int)study["withAdditional"]!));
        JsonNode compact = Form(study, "compact"), natural = Form(study, "natural");
        Assert.Equal(("""{"x":1,"y":2}""" + """{"x":30,"y":-4}""").Length, (int)compact["bytes"]!);
        Assert.Equal((int)compact["bytes"]! + 6, (int)natural["bytes"]!);
        Assert.Equal(["compact", "natural", "pretty", "yaml"], study["vocabularies"]![0]!["forms"]!.AsArray().Select(form => (string?)form!["form"]));
        // In YAML 1.1, y is true.
        Assert.Equal("x: 1\n\"y\": 2\nx: 30\n\"y\": -4\n".Length, (int)Form(study, "yaml")["bytes"]!);
        Assert.All([compact, natural, Form(study, "pretty"), Form(study, "yaml")], form => Assert.Equal((int)form["tokens"]!, (int)form["fixed"]! + (int)form["free"]!));
        Assert.InRange((int)compact["fixed"]!, 1, (int)compact["tokens"]! - 1);
        Assert.InRange((int)compact["tokens"]!, 4, (int)compact["bytes"]!);
        Assert.Equal(1, (double)compact["toCompact"]!);
    }

    [SkippableFact]
    public void OneDocument_IsFixedThroughout()
    {
        Native.Require();
        JsonNode compact = Form(Json(CliRun.WithInput("""{"const":{"city":"Lyon","open":true,"floors":["a","b"]}}""", "tokens", "-", "--json")), "compact");

        Assert.Equal((int)compact["tokens"]!, (int)compact["fixed"]!);
    }

    [SkippableFact]
    public void OrderAndFurtherProperties_CostFixedTokens_AndAreTold()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", Point);

        JsonObject inOrder = Json(schema, "--instances", folder.File("a.json", """{"x":1,"y":2}"""));
        JsonObject swapped = Json(schema, "--instances", folder.File("b.json", """{"y":2,"x":1}"""));
        CliRun further = CliRun.Of("tokens", schema, "--instances", folder.File("c.json", """{"x":1,"y":2,"z":3}"""));

        Assert.Equal((0, 1), ((int)inOrder["inOwnOrder"]!, (int)swapped["inOwnOrder"]!));
        Assert.True((int)Form(swapped, "compact")["fixed"]! < (int)Form(inOrder, "compact")["fixed"]!);
        Assert.Contains("In 1 of the documents, properties that the schema does not describe", further.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_WithoutYaml_IsToldWithItsPlace()
    {
        using var folder = new TemporaryFolder();
        string documents = folder.File("d.json", "{}\n{\"" + new string('k', 1200) + "\":1}");

        CliRun.Of("tokens", folder.File("s.json", "true"), "--instances", documents).Says(ExitCode.Refused, "d.json:2:1: error", "as YAML it cannot be written: ");
    }

    [SkippableFact]
    public void AnArray_IsOneDocument_WhereTheSchemaSaysSo()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string documents = folder.File("d.json", "[1, 2, 3]");

        Assert.Equal(1, (int)Json(folder.File("a.json", """{"type":"array"}"""), "--instances", documents)["documents"]!);
        Assert.Equal(3, (int)Json(folder.File("b.json", """{"type":"integer"}"""), "--instances", documents)["documents"]!);
    }

    [SkippableFact]
    public void Samples_FollowTheirSeed()
    {
        Native.Require();
        string schema = Repository.At("examples", "schemas", "person.schema.json");

        string first = Json(schema, "--samples", "5").ToJsonString(), again = Json(schema, "--samples", "5", "--seed", "1").ToJsonString();

        Assert.Equal(first, again);
        Assert.NotEqual(first, Json(schema, "--samples", "5", "--seed", "2").ToJsonString().Replace("\"seed\":2", "\"seed\":1", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void TheTables_HaveEveryVocabulary_AndEveryLanguage()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string copy = folder.File("copy.gguf", File.ReadAllBytes(Model));
        string schema = Repository.At("examples", "schemas", "person.schema.json");

        CliRun run = CliRun.Of("tokens", schema, "--samples", "3", "--vocab", copy, "--vocab", Model);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains("3 documents, short ones, sampled from the schema at random (seed 1)", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"copy\.gguf +compact JSON +\d+\.\d", run.Out);
        Assert.Matches(@"constrain-tiny\.gguf +compact JSON +\d+\.\d", run.Out);
        Assert.Matches(@"English +\d+ +(\d+) +1\.00 +\1 +1\.00", run.Out);
        Assert.Matches(@"Burmese +\d+ +\d+ +\d+\.\d\d", run.Out);
    }

    private static JsonNode Form(JsonObject study, string key) =>
        study["vocabularies"]![0]!["forms"]!.AsArray().Single(form => (string?)form!["form"] == key)!;

    private static JsonObject Json(params string[] options) => Json(CliRun.Of(["tokens", "--json", .. options]));

    private static JsonObject Json(CliRun run)
    {
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        return JsonNode.Parse(run.Out)!.AsObject();
    }
}
