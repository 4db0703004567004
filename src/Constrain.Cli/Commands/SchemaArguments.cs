// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Cli.Commands;

/// <summary>The options that say how a JSON Schema is read and, in a command that writes documents, how they are written under it.</summary>
internal sealed class SchemaArguments
{
    // What others wrote may have any layout, any order and any names that the schema lets it have.
    private static readonly JsonSchemaOptions UnsetForChecking = JsonSchemaOptions.ForChecking;
    private static readonly JsonSchemaOptions UnsetForWriting = new() { AdditionalProperties = AdditionalProperties.Avoided };
    private static readonly JsonSchemaOptions UnsetForStudy = new();

    private readonly Option<SchemaDialect?> _draft = Arguments.OneOf(
        "--draft", "The draft of a schema without $schema (2020-12 unless set).", Choices.Drafts);

    private readonly Option<(FormatHandling All, UnknownFormats Unknown)?> _formats = Arguments.OneOf(
        "--formats", "Whether format restricts strings (assert unless set, which refuses formats that are not known).", Choices.Formats);

    private readonly Option<PropertyOrder?> _order;
    private readonly Option<AdditionalProperties?> _additional;
    private readonly Option<JsonWhitespace?> _whitespace;
    private readonly Option<int?> _indent;
    private readonly YamlArguments? _yaml;
    private readonly JsonSchemaOptions _unset;
    private readonly Option[] _offered;

    private SchemaArguments(Command command, JsonSchemaOptions unset, string? condition)
    {
        _unset = unset;
        string writing = condition is null ? "Under the schema" : "With " + condition;
        _order = Arguments.OneOf(
            "--property-order", $"The order of an object's properties ({(unset.PropertyOrder == PropertyOrder.Any ? "any" : "schema")} unless set).", Choices.PropertyOrders);
        _additional = Arguments.OneOf(
            "--additional-properties",
            $"{writing}: whether an object that describes properties gets others too (avoided unless set).",
            Choices.AdditionalProperties);
        _whitespace = Arguments.OneOf(
            "--whitespace", $"{writing}: the layout of documents{(condition is null ? "" : " in JSON")} (natural unless set).", Choices.Layouts);
        _yaml = condition is null ? null : new YamlArguments(condition);
        _indent = Arguments.Integer("--indent", $"With --whitespace pretty{(_yaml is null ? "" : " or --format yaml")}: spaces per level (2 unless set).", 0, 16);
        _offered = ReferenceEquals(unset, UnsetForWriting)
            ? [_additional, _whitespace, _indent, .. _yaml?.All ?? [], _draft, _formats, _order]
            : [_draft, _formats, _order];
        foreach (Option option in _offered)
        {
            command.Add(option);
        }
    }

    /// <summary>Offers what a command needs that checks documents.</summary>
    public static SchemaArguments ForChecking(Command command) => new(command, UnsetForChecking, null);

    /// <summary>Offers what a command needs that writes documents.</summary>
    /// <param name="command">The command.</param>
    /// <param name="condition">Another option, which those about writing go with, and YAML with them; null where they always have a meaning, and documents are JSON.</param>
    public static SchemaArguments ForWriting(Command command, string? condition = null) => new(command, UnsetForWriting, condition);

    /// <summary>Offers what a command needs that has documents in every layout.</summary>
    public static SchemaArguments ForStudy(Command command) => new(command, UnsetForStudy, null);

    /// <summary>The names of those that were given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) => _offered.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <param name="parsed">The command line.</param>
    /// <param name="unsetWhitespace">The layout of documents where none is given; null for the command's own.</param>
    /// <exception cref="CliException">One of them has no meaning without another.</exception>
    public JsonSchemaOptions Read(ParseResult parsed, JsonWhitespace? unsetWhitespace = null)
    {
        bool isYaml = _yaml?.IsYaml(parsed) ?? false;
        if (isYaml && parsed.GetResult(_whitespace) is not null)
        {
            throw CliException.Usage($"{_whitespace.Name} has no meaning here", "the lines of YAML are its layout; leave it out");
        }

        if (isYaml && parsed.GetValue(_indent) == 0)
        {
            throw CliException.Usage($"{_indent.Name} must be 1 or more here", "indentation is what YAML is made of");
        }

        if (!isYaml && parsed.GetResult(_indent) is not null && parsed.GetValue(_whitespace) != JsonWhitespace.Pretty)
        {
            throw CliException.Usage($"{_indent.Name} has no meaning here", $"it goes with {_whitespace.Name} pretty{(_yaml is null ? "" : ", or --format yaml")}");
        }

        // An option that is not offered has no value, as one that is not given.
        return new JsonSchemaOptions
        {
            Dialect = parsed.GetValue(_draft) ?? _unset.Dialect,
            Formats = parsed.GetValue(_formats)?.All ?? _unset.Formats,
            UnknownFormats = parsed.GetValue(_formats)?.Unknown ?? _unset.UnknownFormats,
            PropertyOrder = parsed.GetValue(_order) ?? _unset.PropertyOrder,
            AdditionalProperties = parsed.GetValue(_additional) ?? _unset.AdditionalProperties,
            Whitespace = parsed.GetValue(_whitespace) ?? unsetWhitespace ?? _unset.Whitespace,
            Indent = parsed.GetValue(_indent) ?? _unset.Indent,
            Yaml = _yaml?.Read(parsed, parsed.GetValue(_indent)),
            AnySpelling = _unset.AnySpelling,
        };
    }

    /// <summary>The order that was asked for; null when none was.</summary>
    public PropertyOrder? GivenOrder(ParseResult parsed) => parsed.GetValue(_order);
}
