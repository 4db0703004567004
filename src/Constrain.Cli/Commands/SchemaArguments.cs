// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Cli.Commands;

/// <summary>The options that say how a JSON Schema is read.</summary>
internal sealed class SchemaArguments
{
    private readonly Option<SchemaDialect?> _draft = Arguments.OneOf(
        "--draft", "The draft of a schema without $schema (2020-12 unless set).", Choices.Drafts);

    private readonly Option<(FormatHandling All, UnknownFormats Unknown)?> _formats = Arguments.OneOf(
        "--formats", "Whether format restricts strings (assert unless set, which refuses formats that are not known).", Choices.Formats);

    private readonly Option<PropertyOrder?> _order;

    public SchemaArguments(Command command, PropertyOrder defaultOrder)
    {
        _order = Arguments.OneOf(
            "--property-order", $"The order of an object's properties ({(defaultOrder == PropertyOrder.Any ? "any" : "schema")} unless set).", Choices.PropertyOrders);
        Default = defaultOrder;
        command.Add(_draft);
        command.Add(_formats);
        command.Add(_order);
    }

    private PropertyOrder Default { get; }

    /// <summary>The names of those that were given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        new Option[] { _draft, _formats, _order }.Where(option => parsed.GetResult(option) is not null).Select(option => option.Name);

    public SchemaDialect Draft(ParseResult parsed) => parsed.GetValue(_draft) ?? SchemaDialect.Draft202012;

    public FormatHandling Formats(ParseResult parsed) => parsed.GetValue(_formats)?.All ?? FormatHandling.Assert;

    public UnknownFormats UnknownFormats(ParseResult parsed) => parsed.GetValue(_formats)?.Unknown ?? Constrain.UnknownFormats.Refuse;

    public PropertyOrder Order(ParseResult parsed) => parsed.GetValue(_order) ?? Default;
}
