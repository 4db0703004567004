// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Text.Json.Nodes;
using Constrain.Cli.Commands;
using Constrain.Cli.Evaluation.Reports.Html;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public class EvalTests
{
    private static readonly string Cases = Repository.At("tests", "Constrain.Cli.Tests", "Evaluation", "cases.jsonl");

    private static readonly string[] Rates = ["parsed", "valid", "exact", "fields"];
    private static readonly string[] Times = ["ms", "promptMs", "tokensPerSecond"];

    [Theory]
    [InlineData("--mode", "schema,xml", "--mode must be some of unconstrained, json, schema, not 'xml'")]
    [InlineData("--mode", "", "--mode must be some of unconstrained, json, schema, not ''")]
    [InlineData("--mode", "json,json", "--mode has 'json' twice")]
    [InlineData("--temperature", "0,-1", "--temperature must be numbers, 0 or more, with commas between them, not '-1'")]
    [InlineData("--temperature", "0,0.0", "--temperature has '0.0' twice")]
    [InlineData("--seeds", "0", "--seeds must be ")]
    [InlineData("--limit", "0", "--limit must be ")]
    [InlineData("--jobs", "0", "--jobs must be ")]
    [InlineData("--schema-in-prompt", "maybe", "--schema-in-prompt must be one of always, never, not 'maybe'")]
    [InlineData("--data", "no.jsonl", "no.jsonl: error Input: there is no such file")]
    public void Value_OutOfItsRange_IsRefusedByName(string option, string value, string message) =>
        CliRun.Of("eval", option, value).Says(ExitCode.Usage, message);

    [Fact]
    public void SystemMessage_WithoutTemplate_IsAUsageError() =>
        CliRun.Of("eval", "--data", Cases, "--system", "s", "--no-chat-template").Says(ExitCode.Usage, "--system needs the chat template");

    [Theory]
    [InlineData("", AdditionalProperties.Avoided, JsonWhitespace.Natural, 2, SchemaDialect.Draft202012, PropertyOrder.Schema, FormatHandling.Assert)]
    [InlineData("--additional-properties avoided", AdditionalProperties.Avoided, JsonWhitespace.Natural, 2, SchemaDialect.Draft202012, PropertyOrder.Schema, FormatHandling.Assert)]
    [InlineData(
        "--additional-properties allowed --whitespace pretty --indent 3 --draft 7 --property-order any --formats annotate",
        AdditionalProperties.Allowed, JsonWhitespace.Pretty, 3, SchemaDialect.Draft7, PropertyOrder.Any, FormatHandling.Annotate)]
    public void SchemaOptions_AreThoseOfTheCommandLine(
        string options, AdditionalProperties additional, JsonWhitespace whitespace, int indent, SchemaDialect dialect, PropertyOrder order, FormatHandling formats)
    {
        var command = new Command("eval");
        var arguments = new EvalArguments(command);

        JsonSchemaOptions read = arguments.Read(command.Parse(options)).SchemaOptions;

        Assert.Equal(
            (additional, whitespace, indent, dialect, order, formats, false),
            (read.AdditionalProperties, read.Whitespace, read.Indent, read.Dialect, read.PropertyOrder, read.Formats, read.AnySpelling));
    }

    [Fact]
    public void Indent_GoesWithPrettyWhitespace() => CliRun.Of("eval", "--data", Cases, "--indent", "4")
        .Says(ExitCode.Usage, "--indent has no meaning here; it goes with --whitespace pretty");

    [Fact]
    public void NoData_IsExplained()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.With(
            (output, error) => new CliHost { OpenInput = () => Stream.Null, Out = output, Error = error, BaseDirectory = folder.Path }, "eval");

        run.Says(ExitCode.Usage, "this copy of constrain has no evaluation data; name cases with --data FILE");
    }

    [Fact]
    public void MissingModel_IsExitCode4() => CliRun.Of("eval", "--data", Cases, "--model", "no.gguf").Says(ExitCode.ModelNotLoaded, "no.gguf");

    [SkippableFact]
    public void TwoCases_EndToEnd()
    {
        Native.Require();
        JsonObject result = Json("--data", Cases, "--limit", "2", "--temperature", "0,1", "--seeds", "2", "--max-tokens", "80");

        Assert.Equal((2, 3 * 2 * 3), ((int)result["cases"]!, (int)result["documents"]!));
        JsonArray rows = result["rows"]!.AsArray();
        Assert.Equal(
            ["0 unconstrained 2", "0 json 2", "0 schema 2", "1 unconstrained 4", "1 json 4", "1 schema 4"],
            rows.Select(row => $"{row!["temperature"]} {row["mode"]} {row["n"]}"));
        Assert.All(rows, row =>
        {
            foreach (string name in Rates)
            {
                double rate = (double)row![name]!;
                double[] ends = [.. row["ci"]![name]!.AsArray().Select(end => (double)end!)];
                Assert.InRange(rate, ends[0], ends[1]);
                Assert.InRange(ends[1], 0, 1);
            }

            Assert.True((double)row!["tokens"]! > 0 && (double)row["ms"]! > 0);
            Assert.Null(row["model"]);
        });
        // The promise: JSON under any constraint, valid under the schema.
        Assert.All(rows.Where(row => (string?)row!["mode"] != "unconstrained"), row => Assert.Equal(1, (double)row!["parsed"]!));
        Assert.All(rows.Where(row => (string?)row!["mode"] == "schema"), row => Assert.Equal(1, (double)row!["valid"]!));
        Assert.Equal(["seen", "unseen-layout"], Union(rows, "groups"));
    }

    [SkippableFact]
    public void WithoutData_TheHeldOutSetIsUsed()
    {
        Native.Require();
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, "models", "heldout.jsonl")), "there is no held-out set yet");

        JsonObject result = Json("--limit", "2", "--mode", "schema", "--temperature", "0");

        Assert.Equal("heldout.jsonl", (string?)result["data"]!["name"]);
        Assert.Equal((2, 1.0), ((int)result["documents"]!, (double)result["rows"]![0]!["valid"]!));
    }

    [SkippableFact]
    public void TwoRuns_SideBySideOrNot_GiveTheSameButForTimes()
    {
        Native.Require();
        string[] options = ["--data", Cases, "--temperature", "0.8", "--seeds", "3", "--max-tokens", "60"];

        JsonObject first = WithoutTimes(Json(options)), second = WithoutTimes(Json([.. options, "--jobs", "2"]));

        first["settings"]!.AsObject().Remove("jobs");
        second["settings"]!.AsObject().Remove("jobs");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        JsonObject other = WithoutTimes(Json([.. options, "--seed", "9"]));
        Assert.NotEqual(first["rows"]!.ToJsonString(), other["rows"]!.ToJsonString());
    }

    [SkippableFact]
    public void SeveralModels_AreTold_RowByRow()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string copy = folder.File("copy.gguf", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "constrain-tiny.gguf")));
        string original = Path.Combine(AppContext.BaseDirectory, "models", "constrain-tiny.gguf");

        JsonObject result = Json(
            "--data", Cases, "--limit", "1", "--mode", "schema", "--temperature", "0.7", "--seeds", "1", "--max-tokens", "60", "--model", copy, "--model", original);

        JsonNode?[] rows = [.. result["rows"]!.AsArray()];
        Assert.Equal(["copy.gguf", "constrain-tiny.gguf"], rows.Select(row => (string?)row!["model"]));
        Assert.Equal((double)rows[0]!["tokens"]!, (double)rows[1]!["tokens"]!);
        Assert.Equal((string?)result["models"]![0]!["sha256"], (string?)result["models"]![1]!["sha256"]);
    }

    [SkippableFact]
    public void ADocumentThatDoesNotFit_CountsAsWrong()
    {
        Native.Require();
        CliRun run = CliRun.Of("eval", "--data", Cases, "--json", "--temperature", "0", "--mode", "schema", "--max-tokens", "3");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        JsonNode row = JsonNode.Parse(run.Out)!["rows"]![0]!;
        Assert.Equal((3, 0.0, 0.0), ((int)row["failed"]!, (double)row["parsed"]!, (double)row["fields"]!));
        Assert.Contains("3 of 3 documents count as wrong because nothing was generated", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Cancelled_InTheMiddle_PrintsWhatThereIs()
    {
        Native.Require();
        using var cancellation = new CancellationTokenSource();
        // So many documents that nothing else ends it.
        CliRun run = CliRun.With(
            (output, error) => new CliHost
            {
                OpenInput = () => Stream.Null,
                Out = output,
                Error = error,
                OnStatus = status => CancelAtTheThird(status, cancellation),
                Cancellation = cancellation.Token,
            },
            "eval", "--data", Cases, "--limit", "1", "--json", "--mode", "schema", "--temperature", "1", "--seeds", "100000", "--max-tokens", "60");

        run.Says(ExitCode.Cancelled, "constrain: note: cancelled after 3 of 100000 documents; the scores are those of the cases so far\n");
        JsonNode result = JsonNode.Parse(run.Out)!;
        Assert.Equal((3, 100_000), ((int)result["documents"]!, (int)result["plannedDocuments"]!));
        Assert.Equal((3, 1.0), ((int)result["rows"]![0]!["n"]!, (double)result["rows"]![0]!["valid"]!));

        static void CancelAtTheThird(string status, CancellationTokenSource cancellation)
        {
            if (status.StartsWith("Document 3 of 100000, ", StringComparison.Ordinal))
                cancellation.Cancel();
        }
    }

    [SkippableFact]
    public void TheTable_HasARowForEachModeAndTemperature_AndTheLanguages()
    {
        Native.Require();
        CliRun run = CliRun.Of("eval", "--data", Cases, "--temperature", "0,1", "--seeds", "1", "--mode", "json,schema", "--max-tokens", "80");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal(2, run.Out.Split('\n').Count(line => line.TrimStart().StartsWith("schema ", StringComparison.Ordinal)));
        Assert.Matches("English +1 +[0-9.]+ +[0-9.]+ +1.00 +1.00", run.Out);
        Assert.Empty(run.Error);
    }

    [SkippableFact]
    public void ThePage_HasTheNumbersOfTheJson()
    {
        Native.Require();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "page.html");

        JsonArray rows = Json("--data", Cases, "--temperature", "0,1", "--seeds", "2", "--max-tokens", "60", "--html", file)["rows"]!.AsArray();

        string page = File.ReadAllText(file);
        string table = page[page.IndexOf("All numbers", StringComparison.Ordinal)..page.IndexOf("What went wrong", StringComparison.Ordinal)];
        string[] shown = [.. table.Split("<tr>")[2..]];
        Assert.Equal(rows.Count, shown.Length);
        Assert.All(rows.Zip(shown), pair =>
        {
            // With six places in the one and one in the other, these numbers of a small run cannot round differently.
            foreach (string name in Rates)
                Assert.Contains($">{Figures.Percent((double)pair.First![name]!)}<", pair.Second, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void APage_ThatCannotBeWritten_IsToldBeforeTheRun()
    {
        using var folder = new TemporaryFolder();

        CliRun.Of("eval", "--data", Cases, "--html", Path.Combine(folder.Path, "no", "page.html")).Says(ExitCode.Usage, "there is no folder to write it to");
        CliRun.Of("eval", "--data", Cases, "--html", folder.Path).Says(ExitCode.Usage, "--html is a folder");
        CliRun.Of("eval", "--data", Cases, "--html", "").Says(ExitCode.Usage, "--html is empty");
    }

    private static IEnumerable<string> Union(JsonArray rows, string name) =>
        rows.SelectMany(row => row![name]!.AsObject().Select(member => member.Key)).Distinct().Order(StringComparer.Ordinal);

    private static JsonObject Json(params string[] options)
    {
        CliRun run = CliRun.Of(["eval", "--json", .. options]);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        return JsonNode.Parse(run.Out)!.AsObject();
    }

    private static JsonObject WithoutTimes(JsonObject result)
    {
        Strip(result);
        return result;
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
                Strip(item);
        }
        else if (node is JsonObject members)
        {
            foreach (string name in Times)
                members.Remove(name);
            foreach ((_, JsonNode? member) in members)
                Strip(member);
        }
    }
}
