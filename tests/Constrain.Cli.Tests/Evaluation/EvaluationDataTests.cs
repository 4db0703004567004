// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Evaluation;

public sealed class EvaluationDataTests : IDisposable
{
    private const string Good = """{"id":"a","prompt":"p","schema":{"type":"integer"},"expected":1}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ACase_HasWhatItsLineSays()
    {
        EvaluationCase @case = Read(Good, """{"id":"b","prompt":"p","source":"s","schema":true,"expected":null,"group":"g","language":"German","record":"r"}""").Cases[1];

        Assert.Equal(("b", "p", "s", "g", "German", "r"), (@case.Id, @case.Prompt, @case.Source, @case.Group, @case.Language, @case.Record));
        Assert.EndsWith("cases.jsonl:2", @case.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSource_IsThePrompt_UnlessGiven() => Assert.Equal("p", Read(Good).Cases[0].Source);

    [Fact]
    public void TheHash_IsThatOfTheBytes()
    {
        Assert.Equal(Read(Good).Sha256, Read(Good).Sha256);
        Assert.NotEqual(Read(Good).Sha256, Read(Good, "").Sha256);
    }

    [Theory]
    [InlineData("""{"id":"a","prompt":"p","schema":{}}""", "\"expected\" is missing")]
    [InlineData("""{"prompt":"p","schema":{},"expected":1}""", "\"id\" is missing")]
    [InlineData("""{"id":"a","schema":{},"expected":1}""", "\"prompt\" is missing")]
    [InlineData("""{"id":"a","prompt":"","schema":{},"expected":1}""", "\"prompt\" is empty")]
    [InlineData("""{"id":"a","prompt":"p","schema":"x","expected":1}""", "\"schema\" must be an object")]
    [InlineData("""{"id":7,"prompt":"p","schema":{},"expected":1}""", "\"id\" must be text")]
    [InlineData("""{"id":"a","prompt":"p","schema":{},"expected":1,"sourse":"x"}""", "no member \"sourse\"")]
    [InlineData("""{"id":"a","id":"a","prompt":"p","schema":{},"expected":1}""", "\"id\" is given twice")]
    [InlineData("[]", "a case is an object")]
    [InlineData("{", "the line is not JSON")]
    [InlineData("", "there is no case in it")]
    public void ALine_ThatIsNoCase_IsToldWithItsPlace(string line, string problem) =>
        CliRun.Of("eval", "--data", _folder.File("cases.jsonl", line)).Says(ExitCode.Usage, "cases.jsonl", problem, "constrain eval --help");

    [Fact]
    public void AnId_ThatIsGivenTwice_IsTold() =>
        CliRun.Of("eval", "--data", _folder.File("cases.jsonl", Good + "\n" + Good)).Says(ExitCode.Usage, "cases.jsonl:2: error Input: there is another case with the id \"a\"");

    [Fact]
    public void ASchema_ThatIsRefused_IsToldWithItsPlace() =>
        CliRun.Of("eval", "--data", _folder.File("cases.jsonl", """{"id":"a","prompt":"p","schema":{"format":"color"},"expected":1}"""))
            .Says(ExitCode.Refused, "cases.jsonl:1: at /format: error Unsupported: ");

    [Fact]
    public void AnExpectedDocument_ThatIsNotValid_IsTold() =>
        CliRun.Of("eval", "--data", _folder.File("cases.jsonl", """{"id":"a","prompt":"p","schema":{"type":"integer"},"expected":"x"}"""))
            .Says(ExitCode.Usage, "cases.jsonl:1: error Input: the expected document does not satisfy the schema: byte 0");

    [Fact]
    public void ALimit_SpreadsOverTheFile()
    {
        EvaluationData data = Read([.. Enumerable.Range(0, 10).Select(i => Good.Replace("\"a\"", $"\"{i}\"", StringComparison.Ordinal))]);

        Assert.Equal(["1", "5", "8"], data.Spread(3).Select(each => each.Id));
        Assert.Equal(10, data.Spread(null).Count);
        Assert.Equal(10, data.Spread(11).Count);
    }

    private EvaluationData Read(params string[] lines) => EvaluationData.Read(
        _folder.File("cases.jsonl", string.Join('\n', lines)), new CliHost { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null });
}
