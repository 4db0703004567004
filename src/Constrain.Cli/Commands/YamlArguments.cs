// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Cli.Commands;

/// <summary>The options that say in which notation documents are written, and how if it is YAML.</summary>
internal sealed class YamlArguments
{
    private readonly Option<OutputFormat?> _format;
    private readonly Option<YamlScalarStyles[]?> _styles;
    private readonly Option<bool> _flush;
    private readonly Option<bool> _comments;
    private readonly Option<bool> _start;
    private readonly Option<bool> _stream;

    /// <summary>Makes the options.</summary>
    /// <param name="condition">The option that they go with.</param>
    public YamlArguments(string condition)
    {
        _format = Arguments.OneOf("--format", $"With {condition}: the notation of the document (json unless set).", Choices.OutputFormats);
        _styles = Arguments.List<YamlScalarStyles>(
            "--yaml-styles",
            "STYLE,…",
            $"With --format yaml: the styles of strings, of {Choices.YamlStyles.List}; double is always one of them (all unless set).",
            "styles of " + Choices.YamlStyles.List,
            Choices.YamlStyles.TryGet);
        _flush = Arguments.Flag("--yaml-flush-sequences", "With --format yaml: the items of a sequence begin in the column of its key.");
        _comments = Arguments.Flag("--yaml-comments", "With --format yaml: comments may stand before members and items.");
        _start = Arguments.Flag("--yaml-document-start", "With --format yaml: the document begins with ---.");
        _stream = Arguments.Flag("--yaml-stream", "With --format yaml: one document or more, each of which satisfies the schema and begins with ---.");
    }

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => Details.Prepend(_format);

    private Option[] Details => [_styles, _flush, _comments, _start, _stream];

    /// <summary>Whether YAML is asked for.</summary>
    public bool IsYaml(ParseResult parsed) => parsed.GetValue(_format) == OutputFormat.Yaml;

    /// <summary>How YAML is written; null when JSON is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="indent">Spaces per level; null where they are not given.</param>
    /// <exception cref="CliException">An option has no meaning without <c>--format yaml</c>.</exception>
    public YamlOptions? Read(ParseResult parsed, int? indent)
    {
        if (!IsYaml(parsed))
        {
            return Details.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is not { } given
                ? null
                : throw CliException.Usage($"{given.Name} has no meaning here", $"it goes with {_format.Name} yaml");
        }

        var unset = new YamlOptions();
        return new YamlOptions
        {
            Indent = indent ?? unset.Indent,
            IndentSequences = !parsed.GetValue(_flush),
            ScalarStyles = parsed.GetValue(_styles) is { Length: > 0 } styles ? styles.Aggregate((all, style) => all | style) : unset.ScalarStyles,
            Comments = parsed.GetValue(_comments),
            DocumentStart = parsed.GetValue(_start),
            IsStream = parsed.GetValue(_stream),
        };
    }
}
