// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Cli.Commands;
using Constrain.Cli.Output;

namespace Constrain.Cli;

/// <summary>The tool without a process around it: arguments in, exit code out.</summary>
internal static class CliApplication
{
    // No response files: "--regex @home" means what it says. No bundling: "-abc" is no three options.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs one command line. Never throws.</summary>
    public static ExitCode Run(string[] args, CliHost host)
    {
        try
        {
            ParseResult parsed = Root(host).Parse(args, Parsing);
            if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
            {
                return Misused(args, parsed, host);
            }

            return (ExitCode)parsed.Invoke(new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Failures.Report(e, host);
        }
    }

    private static RootCommand Root(CliHost host)
    {
        var root = new RootCommand("Makes a language model write what a JSON Schema, a regex or a grammar allows, and nothing else.")
        {
            HelpName = "constrain",
        };
        root.Add(GenerateCommand.Create(host));
        root.Add(ValidateCommand.Create(host));
        root.Add(TestCommand.Create(host));
        root.Add(EvalCommand.Create(host));
        root.Add(TokensCommand.Create(host));
        root.Add(ConvertCommand.Create(host));
        root.Add(InspectCommand.Create(host));
        root.Add(DoctorCommand.Create(host));
        HelpText.Install(root);
        return root;
    }

    private static ExitCode Misused(string[] args, ParseResult parsed, CliHost host)
    {
        Command command = parsed.CommandResult.Command;
        string help = command is RootCommand ? "constrain --help" : $"constrain {command.Name} --help";
        if (args.Length == 0)
        {
            host.Error.WriteLine("constrain: error Usage: no command; say which of these, or see 'constrain --help'");
            foreach (Command each in command.Subcommands)
            {
                host.Error.WriteLine($"  constrain {each.Name,-10}{each.Description}");
            }

            return ExitCode.Usage;
        }

        foreach (string problem in Problems(parsed))
        {
            host.Error.WriteLine(new Diagnostic(null, "Usage", problem, $"see '{help}'"));
        }

        return ExitCode.Usage;
    }

    // A word that is not understood explains a missing command better than "required command was not provided".
    private static IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return parsed.Errors.Select(error => error.Message.TrimEnd('.'));
        }

        Command command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens.Take(1).Select(token => Spelling.Unknown(token, command));
    }
}
