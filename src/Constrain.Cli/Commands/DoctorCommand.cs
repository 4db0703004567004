// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Cli.Output;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain doctor</c>: what the tool finds on this machine.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliHost host)
    {
        Option<bool> json = Arguments.Flag("--json", "Print one JSON object: version, runtime, os, processors, library, probes, model.");
        var command = new Command("doctor", "Tell which llama.cpp library is used and why, and whether the embedded model loads.") { json };
        command.SetAction(parsed =>
        {
            HealthReport report = HealthReport.Examine(host);
            if (parsed.GetValue(json))
            {
                report.WriteJson(host.Out);
            }
            else
            {
                report.WriteText(host.Out);
            }

            return (int)report.ExitCode;
        });
        return command;
    }
}
