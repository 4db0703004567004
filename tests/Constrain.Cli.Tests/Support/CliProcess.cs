// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Cli.Tests.Support;

/// <summary>The tool as a process of its own, for what only a process has: pipes, signals, an exit code.</summary>
internal static class CliProcess
{
    /// <summary>The built tool.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Constrain.Cli.dll");

    private static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The words that start the tool in a shell.</summary>
    public static string ShellCommand { get; } = $"'{Dotnet}' '{Assembly}'";

    /// <summary>Starts the tool without standard input.</summary>
    public static Process Start(string[] args, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(Dotnet, [Assembly, .. args], environment);

    /// <summary>Runs a script of bash to its end.</summary>
    public static (int ExitCode, string Out, string Error) Bash(string script) => Wait(Start("bash", ["-c", script], null));

    /// <summary>Runs the tool to its end.</summary>
    public static (int ExitCode, string Out, string Error) Run(string[] args, IReadOnlyDictionary<string, string>? environment = null) =>
        Wait(Start(args, environment));

    /// <summary>Waits for the end of a process.</summary>
    public static (int ExitCode, string Out, string Error) Wait(Process process)
    {
        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
    }

    private static Process Start(string file, string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(file, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
