// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public sealed class TestTests : IDisposable
{
    private const string Right = """{"id":"right","kind":"regex","source":"a+","accept":["a"],"reject":[""]}""";
    private const string Wrong = """{"id":"wrong","kind":"regex","source":"a+","accept":["aab"],"reject":["é","aaa"]}""";
    private const string Refused = """{"id":"refused","kind":"json-schema","source":{"format":"color"},"accept":["1"]}""";
    private const string Malformed = """{"id":"malformed"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AllRight_IsExitCode0()
    {
        CliRun run = CliRun.Of("test", File(Right, Right));

        Assert.Equal((ExitCode.Ok, "2 cases: 2 right, 0 wrong, 0 refused\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void Summary_NamesTheTextAtFault_AndTellsWrongFromRefused()
    {
        CliRun run = CliRun.Of("test", File(Right, Wrong, Refused));

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Matches(@"wrong: wrong \(.*cases\.jsonl:2\)\n  rejects accept\[0\] at byte 2: .*\n    ""aab""\n  accepts reject\[1\]\n    ""aaa""\n", run.Out);
        Assert.Matches(@"refused: Unsupported format: 1 case, such as refused \(.*cases\.jsonl:3\)\n  at /format: ", run.Out);
        Assert.EndsWith("3 cases: 1 right, 1 wrong, 1 refused\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Wrong)]
    [InlineData(Refused)]
    [InlineData(Malformed)]
    public void OneThatIsNotRight_IsExitCode1(string line) => Assert.Equal(ExitCode.Refused, CliRun.Of("test", File(Right, line)).ExitCode);

    [Fact]
    public void Json_IsOneLineForEachCase_InTheirOrder()
    {
        CliRun run = CliRun.Of("test", File(Wrong, Malformed, Right), File2(Refused), "--json", "--jobs", "3");

        string[] lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal(["wrong", "", "right", "refused"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)
            .Select(id => id.Contains(".jsonl:2", StringComparison.Ordinal) ? "" : id));
        Assert.Contains("cases.jsonl:2: error Malformed: \"kind\" is missing; ", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, run.ExitCode);
    }

    [Fact]
    public void FileThatCannotBeRead_DoesNotStopTheOthers()
    {
        CliRun run = CliRun.Of("test", Path.Combine(_folder.Path, "no.jsonl"), File(Right));

        run.Says(ExitCode.Usage, "no.jsonl: error Input: there is no such file");
        Assert.StartsWith("1 case: 1 right", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithoutCases_IsAnError() => CliRun.Of("test", File("", " ")).Says(ExitCode.Usage, "cases.jsonl: error Input: there is no case in it");

    [Fact]
    public void StandardInput_IsRead() => Assert.Equal(ExitCode.Ok, CliRun.WithInput(Right + "\n", "test", "-").ExitCode);

    [Fact]
    public void Remotes_AreFoundInTheirFolder()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "a b"));
        _folder.File(Path.Combine("a b", "integer.json"), """{"type":"integer"}""");
        string file = File("""{"id":"remote","kind":"json-schema","source":{"$ref":"http://localhost:1234/a%20b/integer.json"},"accept":["1"],"reject":["null"]}""");

        Assert.Equal(ExitCode.Ok, CliRun.Of("test", file, "--remotes", "http://LOCALHOST:1234=" + _folder.Path).ExitCode);
        Assert.Equal(ExitCode.Ok, CliRun.Of("test", file, "--remotes", "http://localhost:1234/a%20b/=" + Path.Combine(_folder.Path, "a b")).ExitCode);
    }

    [Theory]
    [InlineData("http://localhost:1234/integer.json")]
    [InlineData("http://localhost:1234/%2e%2e/cases.jsonl")]
    [InlineData("http://localhost:1234/..%2fcases.jsonl")]
    [InlineData("http://localhost:12345/there.json")]
    public void RemoteReference_ToNoFileInTheFolder_IsRefused(string uri)
    {
        string file = File($$"""{"id":"remote","kind":"json-schema","source":{"$ref":"{{uri}}"},"accept":["1"]}""");
        string remotes = Directory.CreateDirectory(Path.Combine(_folder.Path, "remotes")).FullName;
        _folder.File(Path.Combine("remotes", "there.json"), "true");

        CliRun run = CliRun.Of("test", file, "--json", "--remotes", "http://localhost:1234=" + remotes);

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("\"code\":\"Unsupported\",\"keyword\":\"$ref\",\"pointer\":\"/$ref\"", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("=folder")]
    [InlineData("http://x=")]
    [InlineData("x/y=folder")]
    public void Remotes_ThatAreNoPair_AreRefused(string remotes) =>
        CliRun.Of("test", File(Right), "--remotes", remotes).Says(ExitCode.Usage, "--remotes must be BASE=FOLDER");

    [Fact]
    public void Remotes_WhoseFolderIsMissing_AreRefused() =>
        CliRun.Of("test", File(Right), "--remotes", "http://x=" + Path.Combine(_folder.Path, "no")).Says(ExitCode.Usage, "there is no such folder");

    private string File(params string[] lines) => _folder.File("cases.jsonl", string.Join('\n', lines));

    private string File2(params string[] lines) => _folder.File("cases2.jsonl", string.Join('\n', lines));
}
