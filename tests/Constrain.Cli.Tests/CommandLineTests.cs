// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void NoCommand_NamesTheCommands()
    {
        CliRun run = CliRun.Of();

        run.Says(ExitCode.Usage, "no command", "constrain generate", "constrain validate", "constrain test", "constrain eval", "constrain tokens", "constrain doctor");
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("genrate", "did you mean generate?")]
    [InlineData("xyzzy", "unknown command 'xyzzy'; see 'constrain --help'")]
    public void UnknownCommand_IsNamed(string command, string message) => CliRun.Of(command).Says(ExitCode.Usage, message);

    [Theory]
    [InlineData("generate", "--temprature", "did you mean --temperature?")]
    [InlineData("validate", "--jsn", "did you mean --json?")]
    [InlineData("test", "--job", "did you mean --jobs?")]
    [InlineData("eval", "--temprature", "did you mean --temperature?")]
    [InlineData("tokens", "--voacb", "did you mean --vocab?")]
    [InlineData("doctor", "--jason", "did you mean --json?")]
    public void UnknownOption_IsNamedWithTheNearest(string command, string option, string message) =>
        CliRun.Of(command, option).Says(ExitCode.Usage, $"unknown option '{option}'", message, $"see 'constrain {command} --help'");

    [Theory]
    [InlineData("--temperature", "abc")]
    [InlineData("--temperature", "-0.1")]
    [InlineData("--temperature", "NaN")]
    [InlineData("--temperature", "Infinity")]
    [InlineData("--top-k", "-1")]
    [InlineData("--top-k", "1.5")]
    [InlineData("--top-p", "0")]
    [InlineData("--top-p", "1.1")]
    [InlineData("--min-p", "-0.1")]
    [InlineData("--typical-p", "0")]
    [InlineData("--repeat-penalty", "0")]
    [InlineData("--frequency-penalty", "NaN")]
    [InlineData("--presence-penalty", "x")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "4294967295")]
    [InlineData("--max-tokens", "0")]
    [InlineData("--context", "0")]
    [InlineData("--threads", "0")]
    [InlineData("--indent", "17")]
    [InlineData("--whitespace", "any")]
    [InlineData("--draft", "5")]
    [InlineData("--formats", "yes")]
    [InlineData("--dialect", "perl")]
    public void Value_OutOfItsRange_IsRefusedByName(string option, string value) =>
        CliRun.Of("generate", "--regex", "a", "--prompt", "x", option, value).Says(ExitCode.Usage, $"{option} must be ", $"not '{value}'");

    [Fact]
    public void Option_GivenTwice_IsRefused() => CliRun.Of("generate", "--regex", "a", "--regex", "b").Says(ExitCode.Usage, "--regex");

    [Fact]
    public void Help_OfTheTool_ListsEveryExitCode()
    {
        CliRun run = CliRun.Of("--help");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Empty(run.Error);
        string codes = run.Out[run.Out.IndexOf("Exit codes:", StringComparison.Ordinal)..];
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Matches($@"(?m)^ +{(int)code}  \S", codes));
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("validate")]
    [InlineData("test")]
    [InlineData("eval")]
    [InlineData("tokens")]
    [InlineData("doctor")]
    public void Help_OfACommand_TeachesByExample(string command)
    {
        CliRun run = CliRun.Of(command, "--help");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        string examples = run.Out[run.Out.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"constrain {command}", examples, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_IsPrinted()
    {
        CliRun run = CliRun.Of("--version");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Out);
    }

    [Fact]
    public void ResponseFile_IsNotRead() =>
        // "@file" is a regex like any other; with response files it would be an error that the file is missing.
        CliRun.Of("generate", "--regex", "@missing").Says(ExitCode.Usage, "no prompt");

    [Fact]
    public void Cancellation_BeforeTheCommand_IsExitCode130()
    {
        CliRun run = CliRun.With(
            (output, error) => new CliHost { OpenInput = () => Stream.Null, Out = output, Error = error, Cancellation = new CancellationToken(true) },
            "generate", "--regex", "a", "--prompt", "x");

        run.Says(ExitCode.Cancelled, "constrain: cancelled");
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UnexpectedException_IsOneLine_UnlessDebugging(bool isDebugging)
    {
        CliRun run = CliRun.With(
            (output, error) => new CliHost
            {
                OpenInput = () => throw new InvalidTimeZoneException("out of\nthe blue"),
                InputIsRedirected = true,
                Out = output,
                Error = error,
                IsDebugging = isDebugging,
            },
            "generate", "--regex", "a");

        Assert.Equal(ExitCode.InternalError, run.ExitCode);
        Assert.StartsWith("constrain: error Internal: InvalidTimeZoneException: out of the blue; this is a defect", run.Error, StringComparison.Ordinal);
        Assert.Equal(isDebugging, run.Error.Contains("   at ", StringComparison.Ordinal));
        Assert.Equal(isDebugging, run.Error.TrimEnd().Contains('\n'));
    }

    [Fact]
    public void OutputThatFails_IsExitCode74()
    {
        CliRun run = CliRun.With(
            (_, error) => new CliHost { OpenInput = () => Stream.Null, Out = new FullDisk(), Error = error },
            "--help");

        run.Says(ExitCode.OutputFailed, "standard output cannot be written: full");
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char value) => throw new IOException("full");

        public override void Write(string? value) => throw new IOException("full");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("full");
    }
}
