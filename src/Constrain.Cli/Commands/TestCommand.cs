// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Cli.Cases;
using Constrain.Cli.Output;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain test</c>: whether constraints accept and reject the texts that case files say.</summary>
internal sealed class TestCommand
{
    private readonly Argument<string[]> _files = Arguments.Files("CASES", "Case files, one case a line; - is standard input.", ArgumentArity.OneOrMore);
    private readonly Option<bool> _json = Arguments.Flag("--json", "Print one JSON object for each case, in the order of the input.");
    private readonly Option<int?> _jobs = Arguments.Integer("--jobs", "Cases that run side by side (one for each processor unless set).", 1, 256);
    private readonly Option<int?> _timeout = Arguments.Integer("--timeout-ms", "Milliseconds that a case may take (2000 unless set).", 1);

    private readonly Option<string[]> _remotes = new("--remotes")
    {
        HelpName = "BASE=FOLDER",
        Description = "Documents whose URIs begin with BASE lie in FOLDER; a schema may refer to them. May be given more than once.",
    };

    private readonly CliHost _host;
    private readonly List<Diagnostic> _diagnostics = [];
    private bool _isIncomplete;

    private TestCommand(Command command, CliHost host)
    {
        _host = host;
        foreach (Option option in new Option[] { _json, _jobs, _timeout, _remotes })
        {
            command.Add(option);
        }

        command.Add(_files);
        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("test", "Test schemas, regexes and grammars on texts that they must accept or reject.");
        _ = new TestCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var remotes = new SchemaFolders(parsed.GetValue(_remotes) ?? [], _host);
        var runner = new CaseRunner(
            parsed.GetValue(_jobs) ?? Environment.ProcessorCount, TimeSpan.FromMilliseconds(parsed.GetValue(_timeout) ?? 2000))
        {
            Judge = @case => CaseJudge.Judge(@case, remotes.Resolve),
        };
        var summary = new CaseSummary();
        bool asJson = parsed.GetValue(_json);
        try
        {
            // Lines of results and the line of the status would write over each other on one terminal.
            Status.Run(_host, "Running cases", isShown: !asJson || !_host.OutIsTerminal, status =>
            {
                foreach (CaseResult result in runner.Run(Lines(parsed.GetRequiredValue(_files)), _host.Cancellation))
                {
                    _host.Cancellation.ThrowIfCancellationRequested();
                    summary.Add(result);
                    status(summary.Counts);
                    if (asJson)
                    {
                        _host.Out.WriteLine(result.ToJson());
                    }
                }
            });
        }
        finally
        {
            _diagnostics.ForEach(_host.Error.WriteLine);
        }

        if (!asJson)
        {
            summary.Write(_host.Out);
        }

        return _isIncomplete ? ExitCode.Usage : summary.AreAllRight ? ExitCode.Ok : ExitCode.Refused;
    }

    // A file that cannot be read is an error of its own; the others are run all the same.
    private IEnumerable<CaseLine> Lines(string[] files)
    {
        foreach (string file in files)
        {
            if (Open(file) is not IEnumerable<CaseLine> lines)
            {
                continue;
            }

            int count = 0;
            foreach (CaseLine line in lines)
            {
                count++;
                if (!line.IsCase)
                {
                    _diagnostics.Add(line.Malformed);
                }

                yield return line;
            }

            if (count == 0)
            {
                Incomplete(CliException.Input(InputFile.NameOf(file), "there is no case in it", "is it the right file?"));
            }
        }
    }

    private IEnumerable<CaseLine>? Open(string file)
    {
        try
        {
            return CaseFile.Read(file, _host);
        }
        catch (CliException e)
        {
            Incomplete(e);
            return null;
        }
    }

    private void Incomplete(CliException e)
    {
        _isIncomplete = true;
        _diagnostics.Add(e.Diagnostic);
    }
}
