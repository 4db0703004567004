// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Cli.Commands;

/// <summary>The options that say what a document must satisfy.</summary>
internal sealed class ConstraintArguments
{
    private readonly Option<string?> _schema = Arguments.Text("--schema", "FILE", "A JSON Schema that the document must satisfy.");
    private readonly Option<string?> _regex = Arguments.Text("--regex", "PATTERN", "A regex that the whole text must match.");
    private readonly Option<string?> _gbnf = Arguments.Text("--gbnf", "FILE", "A grammar in llama.cpp's GBNF that the whole text must follow.");
    private readonly Option<string?> _root = Arguments.Text("--root", "RULE", "With --gbnf: the rule that the whole text is (root unless set).");
    private readonly Option<RegexDialect?> _dialect = Arguments.OneOf("--dialect", "With --regex: its dialect (ecma262 unless set).", Choices.Dialects);

    private readonly Option<JsonWhitespace?> _whitespace = Arguments.OneOf(
        "--whitespace", "With --schema: the layout of the document (natural unless set).", Choices.Layouts);

    private readonly Option<int?> _indent = Arguments.Integer("--indent", "With --whitespace pretty: spaces per level (2 unless set).", 0, 16);
    private readonly Option<bool> _inPrompt = Arguments.Flag("--schema-in-prompt", "With --schema: write it behind the prompt, for a model that has not been told it.");
    private readonly Option<AdditionalProperties?> _additional = Arguments.OneOf(
        "--additional-properties", "With --schema: whether an object that describes properties gets others too (avoided unless set).", Choices.AdditionalProperties);

    private readonly SchemaArguments _reading;

    public ConstraintArguments(Command command)
    {
        foreach (Option option in new Option[] { _schema, _regex, _gbnf, _inPrompt, _additional, _whitespace, _indent })
        {
            command.Add(option);
        }

        _reading = new SchemaArguments(command, PropertyOrder.Schema);
        command.Add(_dialect);
        command.Add(_root);
    }

    /// <summary>Reads the source that was named.</summary>
    /// <exception cref="CliException">None or several were named, or the file cannot be read.</exception>
    public ConstraintSource Read(ParseResult parsed, CliHost host)
    {
        string? schema = parsed.GetValue(_schema), regex = parsed.GetValue(_regex), gbnf = parsed.GetValue(_gbnf);
        int given = (schema is null ? 0 : 1) + (regex is null ? 0 : 1) + (gbnf is null ? 0 : 1);
        if (given != 1)
        {
            throw CliException.Usage(
                given == 0 ? "nothing says what the document must satisfy" : "a document satisfies one of --schema, --regex and --gbnf, not several",
                "give exactly one of --schema FILE, --regex PATTERN, --gbnf FILE");
        }

        Misplaced(parsed, schema is not null, regex is not null);
        return regex is not null ? ConstraintSource.Regex(regex, parsed.GetValue(_dialect) ?? RegexDialect.Ecma262)
            : gbnf is not null ? ConstraintSource.Gbnf(gbnf, parsed.GetValue(_root) ?? "root", host)
            : ConstraintSource.Schema(schema!, SchemaOptions(parsed), host);
    }

    /// <summary>The prompt as the model gets it: with the schema behind it if that was asked for.</summary>
    public string Prompt(ParseResult parsed, ConstraintSource source, string prompt) =>
        parsed.GetValue(_inPrompt) ? SchemaPrompt.Of(prompt, source.CompactSchema) : prompt;

    private JsonSchemaOptions SchemaOptions(ParseResult parsed) => new()
    {
        Dialect = _reading.Draft(parsed),
        Formats = _reading.Formats(parsed),
        UnknownFormats = _reading.UnknownFormats(parsed),
        PropertyOrder = _reading.Order(parsed),
        AdditionalProperties = parsed.GetValue(_additional) ?? AdditionalProperties.Avoided,
        Whitespace = parsed.GetValue(_whitespace) ?? JsonWhitespace.Natural,
        Indent = parsed.GetValue(_indent) ?? 2,
    };

    // An option that would do nothing is a misunderstanding that should not pass silently.
    private void Misplaced(ParseResult parsed, bool isSchema, bool isRegex)
    {
        string? name = !isSchema && parsed.GetResult(_whitespace) is not null ? _whitespace.Name
            : !isSchema && parsed.GetResult(_additional) is not null ? _additional.Name
            : !isSchema && parsed.GetValue(_inPrompt) ? _inPrompt.Name
            : !isSchema && _reading.Given(parsed).FirstOrDefault() is string reading ? reading
            : !isRegex && parsed.GetResult(_dialect) is not null ? _dialect.Name
            : (isSchema || isRegex) && parsed.GetResult(_root) is not null ? _root.Name
            : null;
        if (name is not null)
        {
            throw CliException.Usage(
                $"{name} has no meaning here", name == _dialect.Name ? "it goes with --regex" : name == _root.Name ? "it goes with --gbnf" : "it goes with --schema");
        }

        if (parsed.GetResult(_indent) is not null && parsed.GetValue(_whitespace) != JsonWhitespace.Pretty)
        {
            throw CliException.Usage("--indent has no meaning here", "it goes with --whitespace pretty");
        }
    }
}
