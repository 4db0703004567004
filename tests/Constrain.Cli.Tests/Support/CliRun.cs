// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Cli.Tests.Support;

/// <summary>One command line, run in this process, and what it printed.</summary>
internal sealed record CliRun(ExitCode ExitCode, string Out, string Error)
{
    /// <summary>Runs without standard input.</summary>
    public static CliRun Of(params string[] args) => Run(args, null);

    /// <summary>Runs with text on standard input.</summary>
    public static CliRun WithInput(string input, params string[] args) => Run(args, input);

    /// <summary>Runs with a host that differs from the usual one.</summary>
    public static CliRun With(Func<StringWriter, StringWriter, CliHost> makeHost, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        ExitCode code = CliApplication.Run(args, makeHost(output, error));
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Whether standard error holds each of some texts; the message of a failed assertion shows it.</summary>
    public void Says(ExitCode code, params string[] texts)
    {
        Assert.Equal((code, Error), (ExitCode, Error));
        Assert.All(texts, text => Assert.Contains(text, Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }

    private static CliRun Run(string[] args, string? input) => With(
        (output, error) => new CliHost
        {
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input ?? "")),
            InputIsRedirected = input is not null,
            Out = output,
            Error = error,
        },
        args);
}
