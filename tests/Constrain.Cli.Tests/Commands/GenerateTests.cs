// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.RegularExpressions;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public sealed class GenerateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Schemas => [.. Directory.EnumerateFiles(Repository.At("examples"), "*.schema.json", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NoConstraint_IsAUsageError() =>
        CliRun.Of("generate", "--prompt", "x").Says(ExitCode.Usage, "give exactly one of --schema FILE, --regex PATTERN, --gbnf FILE");

    [Theory]
    [InlineData("--schema", "s", "--regex", "a")]
    [InlineData("--regex", "a", "--gbnf", "g")]
    [InlineData("--schema", "s", "--gbnf", "g")]
    public void SeveralConstraints_AreAUsageError(params string[] constraints) =>
        CliRun.Of(["generate", "--prompt", "x", .. constraints]).Says(ExitCode.Usage, "not several");

    [Theory]
    [InlineData("--root", "r", "it goes with --gbnf")]
    [InlineData("--whitespace", "compact", "it goes with --schema")]
    [InlineData("--draft", "7", "it goes with --schema")]
    [InlineData("--formats", "annotate", "it goes with --schema")]
    [InlineData("--property-order", "any", "it goes with --schema")]
    [InlineData("--additional-properties", "allowed", "it goes with --schema")]
    [InlineData("--indent", "3", "it goes with --schema")]
    public void OptionThatWouldDoNothing_IsAUsageError(string option, string value, string hint) =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", option, value).Says(ExitCode.Usage, $"{option} has no meaning here; {hint}");

    [Fact]
    public void Dialect_GoesWithRegex() =>
        CliRun.Of("generate", "--schema", "s", "--prompt", "x", "--dialect", "re2").Says(ExitCode.Usage, "--dialect has no meaning here; it goes with --regex");

    [Fact]
    public void NoPrompt_IsAUsageError() => CliRun.Of("generate", "--regex", "a").Says(ExitCode.Usage, "no prompt; give --prompt TEXT");

    [Fact]
    public void EmptyPrompt_IsAUsageError() => CliRun.WithInput("", "generate", "--regex", "a").Says(ExitCode.Usage, "the prompt is empty");

    [Theory]
    [InlineData("--prompt", "a", "--prompt-file", "b")]
    [InlineData("--prompt", "a", "-")]
    [InlineData("--prompt-file", "a", "-")]
    public void SeveralPrompts_AreAUsageError(params string[] prompts) =>
        CliRun.WithInput("x", ["generate", "--regex", "a", .. prompts]).Says(ExitCode.Usage, "more than one prompt");

    [Fact]
    public void PromptWithoutItsOption_IsExplained() =>
        CliRun.Of("generate", "--regex", "a", "Who wrote Faust?").Says(ExitCode.Usage, "the prompt is given with --prompt TEXT");

    [Fact]
    public void MissingPromptFile_IsTold() =>
        CliRun.Of("generate", "--regex", "a", "--prompt-file", "no.txt").Says(ExitCode.Usage, "no.txt: error Input: there is no such file");

    [Fact]
    public void SystemMessage_WithoutTemplate_IsAUsageError() =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--system", "s", "--no-chat-template").Says(ExitCode.Usage, "--system needs the chat template");

    [Theory]
    [InlineData("a(", "constrain: error Syntax: offset ")]
    [InlineData("a[^\\s\\S]", "constrain: error Unsatisfiable: ")]
    public void RegexThatDoesNotCompile_IsRefused(string regex, string message)
    {
        CliRun run = CliRun.Of("generate", "--regex", regex, "--prompt", "x");

        run.Says(ExitCode.Refused, message, "; ");
        Assert.Empty(run.Out);
    }

    [Fact]
    public void GrammarThatDoesNotCompile_IsRefusedWithItsLine() =>
        CliRun.Of("generate", "--gbnf", _folder.File("g.gbnf", "root ::= \"a\"\n  | nix\n"), "--prompt", "x").Says(ExitCode.Refused, "g.gbnf:2:5: error Syntax: ");

    [Fact]
    public void SchemaWithARefusedKeyword_IsRefusedWithItsPointer() =>
        CliRun.Of("generate", "--schema", _folder.File("s.json", "{\"format\":\"color\"}"), "--prompt", "x").Says(ExitCode.Refused, "s.json: at /format: error Unsupported: ");

    [Fact]
    public void MissingModel_IsExitCode4() =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--model", Path.Combine(_folder.Path, "no.gguf")).Says(ExitCode.ModelNotLoaded, "no.gguf: there is no such file");

    [Fact]
    public void FolderAsModel_IsExitCode4() =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--model", _folder.Path).Says(ExitCode.ModelNotLoaded, "it is a folder");

    [Fact]
    public void FileThatIsNoModel_IsExitCode4() =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--model", _folder.File("m.gguf", "not a model at all")).Says(ExitCode.ModelNotLoaded, "not a GGUF file");

    [Fact]
    public void MissingEmbeddedModel_IsExitCode4()
    {
        CliRun run = CliRun.With(
            (output, error) => new CliHost { OpenInput = () => Stream.Null, Out = output, Error = error, BaseDirectory = _folder.Path },
            "generate", "--regex", "a", "--prompt", "x");

        run.Says(ExitCode.ModelNotLoaded, "the embedded model is not there", "--model FILE");
    }

    [SkippableTheory]
    [InlineData(3)]
    [InlineData(300)]
    [InlineData(60_000)]
    [InlineData(1_500_000)]
    public void TruncatedModel_IsExitCode4(int length)
    {
        Native.Require();
        byte[] model = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "constrain-tiny.gguf"));

        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--model", _folder.File("m.gguf", model[..length])).Says(ExitCode.ModelNotLoaded, "m.gguf: ");
    }

    [SkippableFact]
    public void Regex_IsMatched()
    {
        Native.Require();

        CliRun run = CliRun.Of("generate", "--regex", "[a-f]{3}-[0-9]{2}", "--prompt", "An id:");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"\A[a-f]{3}-[0-9]{2}\n\z", run.Out);
    }

    [SkippableFact]
    public void Grammar_IsFollowed()
    {
        Native.Require();
        string grammar = _folder.File("g.gbnf", "list ::= item (\", \" item){2}\nitem ::= [a-c]");

        CliRun run = CliRun.WithInput("A list", "generate", "--gbnf", grammar, "--root", "list");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"\A[a-c], [a-c], [a-c]\n\z", run.Out);
    }

    [SkippableTheory]
    [MemberData(nameof(Schemas))]
    public void Schema_IsSatisfied(string schema)
    {
        Native.Require();

        CliRun generated = CliRun.Of("generate", "--schema", Repository.At(schema), "--prompt", "Write one.");

        // Some documents come near the token limit, and then a note says so.
        Assert.True(generated.ExitCode == ExitCode.Ok, generated.Error);
        CliRun validated = CliRun.WithInput(generated.Out, "validate", Repository.At(schema), "-");
        Assert.True(validated.ExitCode == ExitCode.Ok, validated.Out + validated.Error + generated.Out);
    }

    [SkippableTheory]
    [InlineData("compact", "\\A{\"city\":\"a\",\"n\":\\[[1-9],[1-9]\\]}\n\\z")]
    [InlineData("pretty", "\\A{\n    \"city\": \"a\",\n    \"n\": \\[\n        [1-9],\n        [1-9]\n    \\]\n}\n\\z")]
    public void Whitespace_IsAsAsked(string whitespace, string expected)
    {
        Native.Require();
        string schema = _folder.File("s.json", """
            {"type":"object","properties":{"city":{"const":"a"},"n":{"type":"array","items":{"type":"integer","minimum":1,"maximum":9},"minItems":2,"maxItems":2}},
            "required":["city","n"],"additionalProperties":false}
            """);
        string[] indent = whitespace == "pretty" ? ["--indent", "4"] : [];

        CliRun run = CliRun.Of(["generate", "--schema", schema, "--prompt", "x", "--whitespace", whitespace, .. indent]);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Matches(expected, run.Out);
    }

    [SkippableFact]
    public void AdditionalProperties_AreAvoidedUnlessAllowed()
    {
        Native.Require();
        string schema = _folder.File("s.json", """{"type":"object","properties":{"a":{"const":1}}}""");

        string[] avoided = [.. Draws()], allowed = [.. Draws("--additional-properties", "allowed")];

        Assert.All(avoided, text => Assert.True(HasOnlyA(text)));
        Assert.Contains(allowed, text => !HasOnlyA(text));

        static bool HasOnlyA(string text) => System.Text.Json.JsonElement.Parse(text).EnumerateObject().All(member => member.Name == "a");

        IEnumerable<string> Draws(params string[] more) => Enumerable.Range(1, 4).Select(seed =>
            CliRun.Of(["generate", "--schema", schema, "--prompt", "name: Ada, age: 7", "--temperature", "100", "--seed", $"{seed}", "--max-tokens", "60", .. more]).Out);
    }

    [SkippableFact]
    public void SchemaInPrompt_StandsBehindIt()
    {
        Native.Require();
        string schema = _folder.File("s.json", "{ \"type\": \"string\",\n  \"minLength\": 20 }");

        string shown = CliRun.Of("generate", "--schema", schema, "--prompt", "Some words.\n", "--seed", "5", "--schema-in-prompt").Out;
        string written = CliRun.Of("generate", "--schema", schema, "--prompt", "Some words.\n\nSchema:\n{\"type\":\"string\",\"minLength\":20}", "--seed", "5").Out;
        string without = CliRun.Of("generate", "--schema", schema, "--prompt", "Some words.", "--seed", "5").Out;

        Assert.Equal(written, shown);
        Assert.NotEqual(without, shown);
    }

    [Fact]
    public void SchemaInPrompt_GoesWithSchema() =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", "--schema-in-prompt").Says(ExitCode.Usage, "--schema-in-prompt has no meaning here; it goes with --schema");

    [SkippableFact]
    public void SameSeed_GivesTheSameDocument()
    {
        Native.Require();

        string[] texts = [Draw("1"), Draw("1"), Draw("2")];

        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);

        static string Draw(string seed) => CliRun.Of("generate", "--regex", "[a-z]{40}", "--prompt", "x", "--seed", seed).Out;
    }

    [SkippableFact]
    public void Greedy_NeedsNoSeed()
    {
        Native.Require();

        string[] texts = [.. Enumerable.Range(0, 2).Select(_ => CliRun.Of("generate", "--regex", "[a-z]{40}", "--prompt", "x", "--greedy").Out)];

        Assert.Equal(texts[0], texts[1]);
    }

    [SkippableFact]
    public void Json_HasItsShape()
    {
        Native.Require();

        CliRun run = CliRun.Of("generate", "--schema", Repository.At("examples", "invoice", "invoice.schema.json"), "--prompt", "x", "--json", "--seed", "7");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Single(run.Out.TrimEnd('\n').Split('\n'));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement root = json.RootElement;
        Assert.Equal(["text", "document", "finishReason", "seed", "tokens", "promptTokens", "times", "model"], root.EnumerateObject().Select(member => member.Name));
        using JsonDocument text = JsonDocument.Parse(root.GetProperty("text").GetString()!);
        Assert.True(JsonElement.DeepEquals(text.RootElement, root.GetProperty("document")));
        Assert.Matches("^(stop|closedByBudget)$", root.GetProperty("finishReason").GetString()!);
        Assert.Equal(7u, root.GetProperty("seed").GetUInt32());
        Assert.InRange(root.GetProperty("tokens").GetInt32(), 1, 1024);
        Assert.InRange(root.GetProperty("promptTokens").GetInt32(), 1, 1000);
        Assert.All(["loadMs", "promptMs", "generationMs"], name => Assert.True(root.GetProperty("times").GetProperty(name).GetDouble() >= 0));
        Assert.EndsWith("constrain-tiny.gguf", root.GetProperty("model").GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Json_OfATextThatIsNoJson_HasNoDocument()
    {
        Native.Require();

        CliRun run = CliRun.Of("generate", "--regex", "x[a-c]", "--prompt", "x", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("document").ValueKind);
        Assert.Matches("x[a-c]", json.RootElement.GetProperty("text").GetString()!);
    }

    [SkippableFact]
    public void LimitTooSmallForAnyDocument_IsExitCode5()
    {
        Native.Require();

        CliRun run = CliRun.Of("generate", "--schema", Repository.At("examples", "invoice", "invoice.schema.json"), "--prompt", "x", "--max-tokens", "3");

        run.Says(ExitCode.GenerationFailed, "error BudgetTooSmall: ", "--max-tokens");
        Assert.Empty(run.Out);
    }

    [SkippableFact]
    public void PromptThatDoesNotFit_IsExitCode5()
    {
        Native.Require();

        CliRun run = CliRun.WithInput(string.Concat(Enumerable.Repeat("word ", 20_000)), "generate", "--regex", "a");

        run.Says(ExitCode.GenerationFailed, "error PromptTooLong: ", "--context");
        Assert.Empty(run.Out);
    }

    [SkippableFact]
    public void LimitThatComesNear_ClosesTheDocument()
    {
        Native.Require();

        CliRun run = CliRun.Of("generate", "--regex", "\\([a-z]{1,500}\\)", "--prompt", "x", "--max-tokens", "20", "--temperature", "2", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.InRange(json.RootElement.GetProperty("tokens").GetInt32(), 1, 20);
        Assert.Matches(new Regex("^\\([a-z]+\\)$"), json.RootElement.GetProperty("text").GetString()!);
        bool isClosed = json.RootElement.GetProperty("finishReason").GetString() == "closedByBudget";
        Assert.Equal(isClosed, run.Error.Contains("the document was closed", StringComparison.Ordinal));
    }
}
