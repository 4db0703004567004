// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Cases;

/// <summary>The options of a case, read strictly: one that is not understood would make its verdict mean something else.</summary>
internal sealed class CaseOptions
{
    private SchemaDialect _draft = SchemaDialect.Draft202012;
    private PropertyOrder _order = PropertyOrder.Schema;
    private JsonWhitespace _whitespace = JsonWhitespace.Natural;
    private (FormatHandling All, UnknownFormats Unknown) _formats = (FormatHandling.Assert, UnknownFormats.Refuse);
    private Dictionary<string, string>? _documents;
    private Func<Uri, string?>? _remotes;

    private YamlCaseOptions? _yaml;

    /// <summary>The rule of a grammar that a whole text is.</summary>
    public string Root { get; private set; } = "root";

    /// <summary>The dialect of a regex.</summary>
    public RegexDialect Dialect { get; private set; } = RegexDialect.Ecma262;

    /// <summary>How a schema is read, and how documents are written.</summary>
    public JsonSchemaOptions Schema => new()
    {
        Dialect = _draft,
        PropertyOrder = _order,
        Whitespace = _whitespace,
        Formats = _formats.All,
        UnknownFormats = _formats.Unknown,
        Resolve = Resolve,
        AnySpelling = _whitespace == JsonWhitespace.Any,
        Yaml = _yaml?.Read(),
    };

    /// <summary>Reads options.</summary>
    /// <exception cref="CaseOptionException">One has an unknown name, is for another kind, or has an unknown value.</exception>
    public static CaseOptions Read(CaseKind kind, JsonElement options, Func<Uri, string?>? remotes = null)
    {
        var read = new CaseOptions { _remotes = remotes, _yaml = kind == CaseKind.YamlSchema ? new YamlCaseOptions() : null };
        if (options.ValueKind == JsonValueKind.Undefined)
        {
            return read;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty option in options.EnumerateObject())
        {
            if (!seen.Add(option.Name))
            {
                throw new CaseOptionException(option.Name, $"the option {option.Name} is given twice");
            }

            read.Set(kind, option.Name, option.Value);
        }

        return read;
    }

    private void Set(CaseKind kind, string name, JsonElement value)
    {
        bool isSchema = kind is CaseKind.JsonSchema or CaseKind.YamlSchema;
        switch (name)
        {
            case "draft" when isSchema:
                _draft = OneOf(Choices.Drafts, name, value);
                break;
            case "propertyOrder" when isSchema:
                _order = OneOf(Choices.PropertyOrders, name, value);
                break;
            case "whitespace" when kind == CaseKind.JsonSchema:
                _whitespace = OneOf(Choices.Whitespace, name, value);
                break;
            case "formats" when isSchema:
                _formats = OneOf(Choices.Formats, name, value);
                break;
            case "documents" when isSchema:
                _documents = DocumentsOf(value, name);
                break;
            case "root" when kind == CaseKind.Gbnf:
                Root = value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } root
                    ? root
                    : throw new CaseOptionException(name, "the option root must be the name of a rule");
                break;
            case "dialect" when kind == CaseKind.Regex:
                Dialect = OneOf(Choices.Dialects, name, value);
                break;
            default:
                if (_yaml?.TrySet(name, value) == true)
                {
                    break;
                }

                string allowed = kind switch
                {
                    CaseKind.JsonSchema => "draft, propertyOrder, whitespace, formats and documents",
                    CaseKind.YamlSchema => "draft, propertyOrder, formats, documents, " + YamlCaseOptions.Names,
                    CaseKind.Gbnf => "root",
                    _ => "dialect",
                };
                throw new CaseOptionException(name, $"there is no option {name} for this kind of case; it has {allowed}");
        }
    }

    private string? Resolve(Uri uri) =>
        _documents is not null && _documents.TryGetValue(uri.AbsoluteUri, out string? text) ? text : _remotes?.Invoke(uri);

    /// <summary>The texts of documents by their URIs; like a source, each is JSON or a string that holds its text.</summary>
    private static Dictionary<string, string> DocumentsOf(JsonElement value, string name)
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty document in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            string text = document.Value.ValueKind == JsonValueKind.String ? JsonText.Of(document.Value) : document.Value.GetRawText();
            if (!Uri.TryCreate(document.Name, UriKind.Absolute, out Uri? uri) || uri.Fragment.Length > 0 || !documents.TryAdd(uri.AbsoluteUri, text))
            {
                throw new CaseOptionException(name, $"the option documents has absolute URIs without fragments, each once, and not \"{document.Name}\"");
            }
        }

        return value.ValueKind == JsonValueKind.Object ? documents : throw new CaseOptionException(name, "the option documents must be an object of documents by their URIs");
    }

    private static T OneOf<T>(Choices<T> choices, string name, JsonElement value)
        where T : struct
    {
        // A draft may be written as the number that it is.
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return text is not null && choices.TryGet(text, out T choice)
            ? choice
            : throw new CaseOptionException(name, $"the option {name} must be one of {choices.List}");
    }
}

/// <summary>A case has an option that is not understood.</summary>
internal sealed class CaseOptionException(string option, string message) : Exception(message)
{
    public string Option => option;
}
