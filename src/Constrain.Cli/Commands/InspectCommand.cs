// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Cli.Inspection;
using Constrain.Cli.Output;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain inspect</c>: what may come next behind a text, and why a text is refused.</summary>
internal sealed class InspectCommand
{
    private readonly Option<string?> _after = Arguments.Text("--after", "TEXT", "The text behind which to look (none unless set: the beginning of a document).");
    private readonly Option<string?> _afterFile = Arguments.Text("--after-file", "FILE", "The same from a file; - is standard input.");
    private readonly Option<string?> _vocabulary = Arguments.Text("--vocab", "FILE", "A model in GGUF format, with or without weights: tells the tokens that may come next, too.");
    private readonly Option<bool> _json = Arguments.Flag("--json", "Print one JSON object: text, reached, offset, reason, mayEnd, minimumBytes, forced, next, beyondAscii, tokens.");
    private readonly ConstraintArguments _constraint;
    private readonly CliHost _host;

    private InspectCommand(Command command, CliHost host)
    {
        _host = host;
        _constraint = new ConstraintArguments(command, isPrompted: false);
        foreach (Option option in new Option[] { _after, _afterFile, _vocabulary, _json })
        {
            command.Add(option);
        }

        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("inspect", "Tell what may come next behind a text, and why a text is refused.");
        _ = new InspectCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        if (parsed.GetValue(_after) is not null && parsed.GetValue(_afterFile) is not null)
        {
            throw CliException.Usage("--after and --after-file exclude each other", "give one of them");
        }

        Constraint constraint = _constraint.Read(parsed, _host).Compile();
        string text = parsed.GetValue(_afterFile) is { } file ? InputFile.ReadText(file, _host) : parsed.GetValue(_after) ?? string.Empty;
        Place place = Place.Of(constraint, text, Vocabulary(parsed));
        if (parsed.GetValue(_json))
        {
            _host.Out.WriteLine(PlaceReport.Line(place));
        }
        else
        {
            PlaceReport.Write(place, _host.Out);
        }

        return place.IsReached ? ExitCode.Ok : ExitCode.Refused;
    }

    private Vocabulary? Vocabulary(ParseResult parsed)
    {
        if (parsed.GetValue(_vocabulary) is not { } path)
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return global::Constrain.Vocabulary.FromGguf(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.ModelNotLoaded, new Diagnostic(path, "Model", e.Message, "give the path of a model in GGUF format"), e);
        }
        catch (GgufException e)
        {
            throw new CliException(ExitCode.ModelNotLoaded, new Diagnostic(path, "Model", e.Message, "the file may be damaged"), e);
        }
    }
}
