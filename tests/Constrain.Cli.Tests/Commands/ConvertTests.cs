// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public class ConvertTests
{
    [Theory]
    [InlineData("[a-c]{2}|é", "root ::= \"é\" | [a-c]{2}\n")]
    [InlineData("(?=.*[0-9])[a-z0-9]{1,2}", "root ::= text\ntext ::= [0-9] [0-9a-z]? | [a-z] [0-9]\n")]
    public void Regex_IsWrittenAsGbnf(string pattern, string gbnf)
    {
        CliRun run = CliRun.Of("convert", "--regex", pattern);
        Assert.Equal((ExitCode.Ok, gbnf), (run.ExitCode, run.Out));
    }

    [Fact]
    public void Schema_IsWrittenAsGbnf_ThatIsReadBack()
    {
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", """{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}""");
        CliRun run = CliRun.Of("convert", "--schema", schema, "--whitespace", "compact");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var again = Constraint.FromGbnf(run.Out);
        Assert.True(again.Check("""{"n":-12}""").IsAccepted);
        Assert.False(again.Check("""{"n":-012}""").IsAccepted);
        Assert.Equal("root ::= \"{\\\"n\\\":\" (\"0\" | \"-\"? [1-9] [0-9]{0,307}) \"}\"\n", CliRun.Of("convert", "--gbnf", folder.File("g.gbnf", run.Out)).Out);
    }

    [Fact]
    public void WhatGbnfCannotSay_IsRefusedByName()
    {
        using var folder = new TemporaryFolder();
        string schema = folder.File("s.json", """{"type":"array","items":{"type":"integer"},"uniqueItems":true}""");
        CliRun.Of("convert", "--schema", schema).Says(ExitCode.Refused, "GBNF cannot say what uniqueItems asks for");
    }

    [Fact]
    public void SchemaInPrompt_IsNoOptionHere() => CliRun.Of("convert", "--regex", "a", "--schema-in-prompt").Says(ExitCode.Usage, "--schema-in-prompt");
}
