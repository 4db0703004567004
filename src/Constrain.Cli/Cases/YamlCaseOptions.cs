// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Cases;

/// <summary>The options of a case that say how its texts are written as YAML.</summary>
internal sealed class YamlCaseOptions
{
    /// <summary>Their names, as a person reads them.</summary>
    public const string Names = "indent, indentSequences, styles, comments, documentStart and stream";

    private static readonly YamlOptions Unset = new();

    private int _indent = Unset.Indent;
    private bool _indentSequences = Unset.IndentSequences;
    private YamlScalarStyles _styles = Unset.ScalarStyles;
    private bool _comments = Unset.Comments;
    private bool _documentStart = Unset.DocumentStart;
    private bool _isStream = Unset.IsStream;

    public YamlOptions Read() => new()
    {
        Indent = _indent,
        IndentSequences = _indentSequences,
        ScalarStyles = _styles,
        Comments = _comments,
        DocumentStart = _documentStart,
        IsStream = _isStream,
    };

    /// <summary>Takes an option; false where it is none of these.</summary>
    /// <exception cref="CaseOptionException">It has a value that it does not have.</exception>
    public bool TrySet(string name, JsonElement value)
    {
        switch (name)
        {
            case "indent":
                _indent = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int indent) && indent is >= 1 and <= 16
                    ? indent
                    : throw new CaseOptionException(name, "the option indent must be a whole number from 1 to 16");
                break;
            case "styles":
                _styles = StylesOf(name, value);
                break;
            case "indentSequences":
                _indentSequences = Flag(name, value);
                break;
            case "comments":
                _comments = Flag(name, value);
                break;
            case "documentStart":
                _documentStart = Flag(name, value);
                break;
            case "stream":
                _isStream = Flag(name, value);
                break;
            default:
                return false;
        }

        return true;
    }

    private static YamlScalarStyles StylesOf(string name, JsonElement value)
    {
        YamlScalarStyles all = YamlScalarStyles.DoubleQuoted;
        foreach (JsonElement style in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            all |= style.ValueKind == JsonValueKind.String && Choices.YamlStyles.TryGet(style.GetString()!, out YamlScalarStyles one)
                ? one
                : throw new CaseOptionException(name, $"the option styles has styles of {Choices.YamlStyles.List}");
        }

        return value.ValueKind == JsonValueKind.Array ? all : throw new CaseOptionException(name, $"the option styles must be an array of {Choices.YamlStyles.List}");
    }

    private static bool Flag(string name, JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw new CaseOptionException(name, $"the option {name} must be true or false");
}
