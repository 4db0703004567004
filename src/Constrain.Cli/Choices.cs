// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation;

namespace Constrain.Cli;

/// <summary>The values of an option that has names for them, the same on the command line and in case files.</summary>
internal sealed class Choices<T>(params (string Name, T Value)[] all)
    where T : struct
{
    /// <summary>The names, as a person reads them.</summary>
    public string List => string.Join(", ", all.Select(choice => choice.Name));

    /// <summary>The names, as a shell completes them.</summary>
    public IEnumerable<string> Names => all.Select(choice => choice.Name);

    /// <summary>The value of a name.</summary>
    public bool TryGet(string name, out T value)
    {
        foreach ((string each, T its) in all)
        {
            if (each == name)
            {
                value = its;
                return true;
            }
        }

        value = default;
        return false;
    }
}

/// <summary>The options that have names for their values.</summary>
internal static class Choices
{
    public static readonly Choices<SchemaDialect> Drafts = new(
        ("4", SchemaDialect.Draft4),
        ("6", SchemaDialect.Draft6),
        ("7", SchemaDialect.Draft7),
        ("2019-09", SchemaDialect.Draft201909),
        ("2020-12", SchemaDialect.Draft202012),
        ("openapi-3.0", SchemaDialect.OpenApi30));

    public static readonly Choices<PropertyOrder> PropertyOrders = new(("schema", PropertyOrder.Schema), ("any", PropertyOrder.Any));

    public static readonly Choices<AdditionalProperties> AdditionalProperties = new(
        ("allowed", Constrain.AdditionalProperties.Allowed), ("avoided", Constrain.AdditionalProperties.Avoided));

    /// <summary>What a format means, and what one means that is not known.</summary>
    public static readonly Choices<(FormatHandling All, UnknownFormats Unknown)> Formats = new(
        ("assert", (FormatHandling.Assert, UnknownFormats.Refuse)),
        ("assert-known", (FormatHandling.Assert, UnknownFormats.Ignore)),
        ("annotate", (FormatHandling.Annotate, UnknownFormats.Ignore)));

    public static readonly Choices<RegexDialect> Dialects = new(
        ("ecma262", RegexDialect.Ecma262),
        ("dotnet", RegexDialect.DotNet),
        ("re2", RegexDialect.Re2));

    public static readonly Choices<OutputFormat> OutputFormats = new(("json", OutputFormat.Json), ("yaml", OutputFormat.Yaml));

    /// <summary>How strings are written in YAML; in double quotes they may always be.</summary>
    public static readonly Choices<YamlScalarStyles> YamlStyles = new(
        ("plain", YamlScalarStyles.Plain),
        ("single", YamlScalarStyles.SingleQuoted),
        ("double", YamlScalarStyles.DoubleQuoted),
        ("literal", YamlScalarStyles.Literal));

    /// <summary>What may be generated: any amount of whitespace is for checking only.</summary>
    public static readonly Choices<JsonWhitespace> Layouts = new(
        ("natural", JsonWhitespace.Natural),
        ("compact", JsonWhitespace.Compact),
        ("pretty", JsonWhitespace.Pretty));

    public static readonly Choices<OutputMode> Modes = new(
        ("unconstrained", OutputMode.Unconstrained),
        ("json", OutputMode.Json),
        ("schema", OutputMode.Schema));

    /// <summary>Whether the schema stands in the prompt.</summary>
    public static readonly Choices<SchemaInPrompt> SchemaInPrompt = new(
        ("always", Evaluation.SchemaInPrompt.Always),
        ("never", Evaluation.SchemaInPrompt.Never));

    public static readonly Choices<JsonWhitespace> Whitespace = new(
        ("natural", JsonWhitespace.Natural),
        ("compact", JsonWhitespace.Compact),
        ("pretty", JsonWhitespace.Pretty),
        ("any", JsonWhitespace.Any));
}
