// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The dialects that <c>$schema</c> names: those of the drafts, and those of meta-schemas that the caller supplies.</summary>
/// <remarks>Source: JSON Schema core 2019-09 and 2020-12, section 8.1 (meta-schemas and vocabularies).</remarks>
internal sealed class Dialects(SuppliedTexts supplied, SchemaLimits limits)
{
    /// <summary>Meta-schemas of meta-schemas that are followed to find out a draft.</summary>
    private const int MaxDepth = 8;

    private const string Vocabulary201909 = "https://json-schema.org/draft/2019-09/vocab/";
    private const string Vocabulary202012 = "https://json-schema.org/draft/2020-12/vocab/";

    private Dictionary<string, Dialect>? _custom;

    /// <summary>The dialect of a resource.</summary>
    /// <param name="root">Its outermost schema.</param>
    /// <param name="inherited">That of one which names none.</param>
    /// <param name="location">The JSON Pointer of the schema.</param>
    /// <param name="error">Why the dialect that it names is not known; null when it is.</param>
    public Dialect Of(JsonElement root, Dialect inherited, string location, out GrammarException? error)
    {
        error = null;
        if (inherited.IsOpenApi || root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("$schema"u8, out JsonElement schema) || schema.ValueKind != JsonValueKind.String)
        {
            return inherited;
        }

        try
        {
            return Named(schema.GetString()!, 0);
        }
        catch (GrammarException e)
        {
            error = new GrammarException(e.Error, e.Problem, SourceLocation.AtPointer(JsonPointers.Append(location, "$schema")), "$schema", e.Hint, e);
            return inherited;
        }
    }

    private Dialect Named(string name, int depth)
    {
        if (Keywords.DialectOf(name) is { } draft)
        {
            return Dialect.Of(draft);
        }

        if (_custom is null || !_custom.TryGetValue(name, out Dialect? custom))
        {
            (_custom ??= new(StringComparer.Ordinal)).Add(name, custom = Read(name, depth));
        }

        return custom;
    }

    private Dialect Read(string name, int depth)
    {
        if (depth == MaxDepth || !Uri.TryCreate(name.TrimEnd('#'), UriKind.Absolute, out Uri? uri) || supplied.Find(uri) is not { } text)
        {
            throw new GrammarException(
                GrammarError.Unsupported,
                $"the dialect {name} is not known",
                construct: "$schema",
                hint: "use draft 4, 6, 7, 2019-09 or 2020-12, remove $schema, or supply the meta-schema");
        }

        JsonElement meta;
        try
        {
            meta = new SchemaText(text, 0, uri, limits).Root;
        }
        catch (GrammarException e)
        {
            throw new GrammarException(e.Error, $"the meta-schema {name}: {e.Problem}", construct: "$schema", hint: e.Hint, inner: e);
        }

        if (meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("$vocabulary"u8, out JsonElement vocabularies) && vocabularies.ValueKind == JsonValueKind.Object)
        {
            SchemaDialect draft = CoreOf(vocabularies) ?? DraftOf(meta, name, depth);
            return Dialect.Of(draft) with { Vocabularies = VocabulariesOf(vocabularies, name, draft) };
        }

        return Dialect.Of(DraftOf(meta, name, depth));
    }

    /// <summary>The draft whose core vocabulary is one of these; null when none is.</summary>
    private static SchemaDialect? CoreOf(JsonElement vocabularies) =>
        vocabularies.TryGetProperty(Vocabulary201909 + "core", out _) ? SchemaDialect.Draft201909
        : vocabularies.TryGetProperty(Vocabulary202012 + "core", out _) ? SchemaDialect.Draft202012
        : null;

    private SchemaDialect DraftOf(JsonElement meta, string name, int depth) =>
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("$schema"u8, out JsonElement its) && its.ValueKind == JsonValueKind.String && !its.ValueEquals(name)
            ? Named(its.GetString()!, depth + 1).Draft
            : throw new GrammarException(GrammarError.Unsupported, $"the meta-schema {name} does not tell its draft", construct: "$schema", hint: "give it a $schema");

    private static SchemaVocabularies VocabulariesOf(JsonElement vocabularies, string name, SchemaDialect draft)
    {
        SchemaVocabularies all = SchemaVocabularies.Core;
        foreach (JsonProperty vocabulary in vocabularies.EnumerateObject())
        {
            if (Find(vocabulary.Name, draft, vocabulary.Value.ValueKind == JsonValueKind.True) is { } known)
            {
                all |= known;
            }
            else if (vocabulary.Value.ValueKind != JsonValueKind.False)
            {
                throw new GrammarException(
                    GrammarError.Unsupported,
                    $"the meta-schema {name} requires the vocabulary {vocabulary.Name}, which is not known",
                    construct: "$schema",
                    hint: "make it optional in $vocabulary, or use another meta-schema");
            }
        }

        return all;
    }

    private static SchemaVocabularies? Find(string uri, SchemaDialect draft, bool isRequired)
    {
        string prefix = draft == SchemaDialect.Draft201909 ? Vocabulary201909 : Vocabulary202012;
        if (!uri.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        return (uri[prefix.Length..], draft) switch
        {
            ("core", _) => SchemaVocabularies.Core,
            ("applicator", SchemaDialect.Draft201909) => SchemaVocabularies.Applicator | SchemaVocabularies.Unevaluated,
            ("applicator", _) => SchemaVocabularies.Applicator,
            ("unevaluated", SchemaDialect.Draft202012) => SchemaVocabularies.Unevaluated,
            ("validation", _) => SchemaVocabularies.Validation,
            ("meta-data", _) => SchemaVocabularies.MetaData,
            ("content", _) => SchemaVocabularies.Content,

            // In 2019-09, who requires the vocabulary requires that formats restrict.
            ("format", SchemaDialect.Draft201909) => isRequired ? SchemaVocabularies.Format | SchemaVocabularies.FormatAssertion : SchemaVocabularies.Format,
            ("format-annotation", SchemaDialect.Draft202012) => SchemaVocabularies.Format,
            ("format-assertion", SchemaDialect.Draft202012) => SchemaVocabularies.Format | SchemaVocabularies.FormatAssertion,
            _ => null,
        };
    }
}
