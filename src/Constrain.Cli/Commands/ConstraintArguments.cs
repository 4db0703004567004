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

    private readonly Option<bool> _inPrompt = Arguments.Flag("--schema-in-prompt", "With --schema: write it behind the prompt, for a model that has not been told it.");

    private readonly SchemaArguments _reading;

    /// <param name="command">Gets the options.</param>
    /// <param name="isPrompted">Whether there is a prompt, which the schema may stand behind.</param>
    public ConstraintArguments(Command command, bool isPrompted = true)
    {
        foreach (Option option in new Option[] { _schema, _regex, _gbnf })
        {
            command.Add(option);
        }

        if (isPrompted)
        {
            command.Add(_inPrompt);
        }

        _reading = SchemaArguments.ForWriting(command, _schema.Name);
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
            : ConstraintSource.Schema(schema!, _reading.Read(parsed), host);
    }

    /// <summary>How the document is written as YAML; null where it is not.</summary>
    public YamlOptions? Yaml(ParseResult parsed) => _reading.Read(parsed).Yaml;

    /// <summary>The prompt as the model gets it: with the schema behind it if that was asked for.</summary>
    public string Prompt(ParseResult parsed, ConstraintSource source, string prompt) =>
        parsed.GetValue(_inPrompt) ? SchemaPrompt.Of(prompt, source.CompactSchema) : prompt;

    // An option that would do nothing is a misunderstanding that should not pass silently.
    private void Misplaced(ParseResult parsed, bool isSchema, bool isRegex)
    {
        string? name = !isSchema && parsed.GetValue(_inPrompt) ? _inPrompt.Name
            : !isSchema && _reading.Given(parsed).FirstOrDefault() is string reading ? reading
            : !isRegex && parsed.GetResult(_dialect) is not null ? _dialect.Name
            : (isSchema || isRegex) && parsed.GetResult(_root) is not null ? _root.Name
            : null;
        if (name is not null)
        {
            throw CliException.Usage(
                $"{name} has no meaning here", name == _dialect.Name ? "it goes with --regex" : name == _root.Name ? "it goes with --gbnf" : "it goes with --schema");
        }
    }
}
