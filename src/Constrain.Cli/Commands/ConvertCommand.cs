// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain convert</c>: a schema, regex or grammar as GBNF with the same texts.</summary>
internal sealed class ConvertCommand
{
    private readonly ConstraintArguments _constraint;
    private readonly CliHost _host;

    private ConvertCommand(Command command, CliHost host)
    {
        _host = host;
        _constraint = new ConstraintArguments(command, isPrompted: false);
        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("convert", "Write a schema, regex or grammar as GBNF, for programs that use llama.cpp's own sampler.");
        _ = new ConvertCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        ConstraintSource source = _constraint.Read(parsed, _host);
        Constraint constraint = source.Compile();
        try
        {
            _host.Out.Write(constraint.ToGbnf());
        }
        catch (GrammarException e)
        {
            throw ConstraintSource.Refusal(e, source.File, isSchema: false);
        }

        return ExitCode.Ok;
    }
}
