// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Output;

namespace Constrain.Cli;

/// <summary>An error that ends a command: the exit code and what to print.</summary>
internal sealed class CliException(ExitCode exitCode, Diagnostic diagnostic, Exception? inner = null)
    : Exception(diagnostic.ToString(), inner)
{
    public ExitCode ExitCode => exitCode;

    public Diagnostic Diagnostic => diagnostic;

    /// <summary>The command line is wrong.</summary>
    public static CliException Usage(string problem, string hint) => new(ExitCode.Usage, new Diagnostic(null, "Usage", problem, hint));

    /// <summary>A file that the command line names is missing or not what it should be.</summary>
    public static CliException Input(string file, string problem, string hint, Exception? inner = null) =>
        new(ExitCode.Usage, new Diagnostic(file, "Input", problem, hint), inner);
}
