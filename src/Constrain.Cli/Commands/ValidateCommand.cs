// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Cli.Output;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain validate</c>: what becomes of a schema's keywords, and whether documents satisfy it.</summary>
internal sealed class ValidateCommand
{
    private readonly Argument<string> _schema = Arguments.File("SCHEMA", "A JSON Schema; - is standard input.");
    private readonly Argument<string[]> _documents = Arguments.Files("DOCUMENT", "Documents to check, JSON or YAML; - is standard input.", ArgumentArity.ZeroOrMore);
    private readonly Option<bool> _json = Arguments.Flag("--json", "Print one JSON object: schema, compiled, error, keywords, summary, documents.");
    private readonly Option<OutputFormat?> _format = Arguments.OneOf(
        "--format", "The notation of the documents (yaml for names that end with .yaml or .yml, json for others unless set).", Choices.OutputFormats);

    private readonly SchemaArguments _reading;
    private readonly CliHost _host;

    private ValidateCommand(Command command, CliHost host)
    {
        _host = host;
        command.Add(_schema);
        command.Add(_documents);
        command.Add(_format);
        _reading = SchemaArguments.ForChecking(command);
        command.Add(_json);
        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("validate", "Tell what of a schema is enforced, and whether documents satisfy it.");
        _ = new ValidateCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_schema);
        string[] documents = parsed.GetValue(_documents) ?? [];
        if (documents.Prepend(path).Count(file => file == "-") > 1)
        {
            throw CliException.Usage("standard input can be read once only", "use - for one of the files");
        }

        ValidationReport report = Check(path, documents, parsed);
        if (parsed.GetValue(_json))
        {
            report.WriteJson(_host);
        }
        else
        {
            report.WriteText(_host);
        }

        return report.ExitCode;
    }

    private ValidationReport Check(string path, string[] documents, ParseResult parsed)
    {
        JsonSchemaOptions options = _reading.Read(parsed);
        string text = InputFile.ReadSchema(path, _host);
        string name = InputFile.NameOf(path);
        IReadOnlyList<KeywordUse> keywords = [];
        try
        {
            keywords = Constraint.InspectJsonSchema(text, options);
            _host.Cancellation.ThrowIfCancellationRequested();
            Constraint constraint = Constraint.FromJsonSchema(text, options, _host.Cancellation);
            _host.Cancellation.ThrowIfCancellationRequested();

            // The JSON of YAML has no white space, so none should be told to be missing.
            var ofYaml = new Lazy<Constraint>(() => Constraint.FromJsonSchema(text, _reading.Read(parsed, JsonWhitespace.Compact), _host.Cancellation));
            return new ValidationReport(name, keywords, null, [.. documents.SelectMany(file => DocumentCheck.Of(
                file, parsed.GetValue(_format), its => its == OutputFormat.Yaml ? ofYaml.Value : constraint, _host))]);
        }
        catch (GrammarException e)
        {
            return new ValidationReport(name, keywords, e, []) { Unchecked = documents.Length };
        }
    }
}
