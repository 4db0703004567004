// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Every keyword of the drafts, and what this front end does with it.</summary>
internal static class Keywords
{
    private const SchemaDialect First = SchemaDialect.Draft4;
    private const SchemaDialect Last = SchemaDialect.Draft202012;

    /// <summary>By the number of the keyword.</summary>
    private static readonly (string Name, SchemaDialect Since, SchemaDialect Until, KeywordStatus Status)[] Table =
    [
        ("type", First, Last, KeywordStatus.Enforced),
        ("enum", First, Last, KeywordStatus.Enforced),
        ("const", SchemaDialect.Draft6, Last, KeywordStatus.Enforced),
        ("allOf", First, Last, KeywordStatus.Enforced),
        ("anyOf", First, Last, KeywordStatus.Enforced),
        ("oneOf", First, Last, KeywordStatus.Enforced),
        ("not", First, Last, KeywordStatus.Enforced),
        ("if", SchemaDialect.Draft7, Last, KeywordStatus.Enforced),
        ("then", SchemaDialect.Draft7, Last, KeywordStatus.Enforced),
        ("else", SchemaDialect.Draft7, Last, KeywordStatus.Enforced),
        ("$ref", First, Last, KeywordStatus.Enforced),
        ("$dynamicRef", SchemaDialect.Draft202012, Last, KeywordStatus.Enforced),
        ("$recursiveRef", SchemaDialect.Draft201909, SchemaDialect.Draft201909, KeywordStatus.Enforced),
        ("minimum", First, Last, KeywordStatus.Enforced),
        ("maximum", First, Last, KeywordStatus.Enforced),
        ("exclusiveMinimum", First, Last, KeywordStatus.Enforced),
        ("exclusiveMaximum", First, Last, KeywordStatus.Enforced),
        ("multipleOf", First, Last, KeywordStatus.Enforced),
        ("minLength", First, Last, KeywordStatus.Enforced),
        ("maxLength", First, Last, KeywordStatus.Enforced),
        ("pattern", First, Last, KeywordStatus.Enforced),
        ("format", First, Last, KeywordStatus.Enforced),
        ("items", First, Last, KeywordStatus.Enforced),
        ("prefixItems", SchemaDialect.Draft202012, Last, KeywordStatus.Enforced),
        ("additionalItems", First, SchemaDialect.Draft201909, KeywordStatus.Enforced),
        ("minItems", First, Last, KeywordStatus.Enforced),
        ("maxItems", First, Last, KeywordStatus.Enforced),
        ("uniqueItems", First, Last, KeywordStatus.Enforced),
        ("contains", SchemaDialect.Draft6, Last, KeywordStatus.Enforced),
        ("minContains", SchemaDialect.Draft201909, Last, KeywordStatus.Enforced),
        ("maxContains", SchemaDialect.Draft201909, Last, KeywordStatus.Enforced),
        ("unevaluatedItems", SchemaDialect.Draft201909, Last, KeywordStatus.Enforced),
        ("properties", First, Last, KeywordStatus.Enforced),
        ("patternProperties", First, Last, KeywordStatus.Enforced),
        ("additionalProperties", First, Last, KeywordStatus.Enforced),
        ("required", First, Last, KeywordStatus.Enforced),
        ("propertyNames", SchemaDialect.Draft6, Last, KeywordStatus.Enforced),
        ("minProperties", First, Last, KeywordStatus.Enforced),
        ("maxProperties", First, Last, KeywordStatus.Enforced),
        ("dependencies", First, SchemaDialect.Draft7, KeywordStatus.Enforced),
        ("dependentRequired", SchemaDialect.Draft201909, Last, KeywordStatus.Enforced),
        ("dependentSchemas", SchemaDialect.Draft201909, Last, KeywordStatus.Enforced),
        ("unevaluatedProperties", SchemaDialect.Draft201909, Last, KeywordStatus.Enforced),
        ("$schema", First, Last, KeywordStatus.Annotation),
        ("$id", SchemaDialect.Draft6, Last, KeywordStatus.Annotation),
        ("id", First, First, KeywordStatus.Annotation),
        ("$anchor", SchemaDialect.Draft201909, Last, KeywordStatus.Annotation),
        ("$dynamicAnchor", SchemaDialect.Draft202012, Last, KeywordStatus.Annotation),
        ("$recursiveAnchor", SchemaDialect.Draft201909, SchemaDialect.Draft201909, KeywordStatus.Annotation),
        ("$vocabulary", SchemaDialect.Draft201909, Last, KeywordStatus.Annotation),
        ("$defs", SchemaDialect.Draft201909, Last, KeywordStatus.Annotation),
        ("definitions", First, Last, KeywordStatus.Annotation),
        ("$comment", SchemaDialect.Draft7, Last, KeywordStatus.Annotation),
        ("title", First, Last, KeywordStatus.Annotation),
        ("description", First, Last, KeywordStatus.Annotation),
        ("default", First, Last, KeywordStatus.Annotation),
        ("examples", SchemaDialect.Draft6, Last, KeywordStatus.Annotation),
        ("deprecated", SchemaDialect.Draft201909, Last, KeywordStatus.Annotation),
        ("readOnly", SchemaDialect.Draft7, Last, KeywordStatus.Annotation),
        ("writeOnly", SchemaDialect.Draft7, Last, KeywordStatus.Annotation),
        ("contentEncoding", SchemaDialect.Draft7, Last, KeywordStatus.Annotation),
        ("contentMediaType", SchemaDialect.Draft7, Last, KeywordStatus.Annotation),
        ("contentSchema", SchemaDialect.Draft201909, Last, KeywordStatus.Annotation),
        ("nullable", SchemaDialect.OpenApi30, SchemaDialect.OpenApi30, KeywordStatus.Enforced),
        ("discriminator", SchemaDialect.OpenApi30, SchemaDialect.OpenApi30, KeywordStatus.Annotation),
        ("example", SchemaDialect.OpenApi30, SchemaDialect.OpenApi30, KeywordStatus.Annotation),
        ("externalDocs", SchemaDialect.OpenApi30, SchemaDialect.OpenApi30, KeywordStatus.Annotation),
        ("xml", SchemaDialect.OpenApi30, SchemaDialect.OpenApi30, KeywordStatus.Annotation),
    ];

    private static readonly Dictionary<string, Keyword>.AlternateLookup<ReadOnlySpan<byte>> ByName =
        Table.Select((row, i) => (row.Name, Keyword: (Keyword)i)).ToDictionary(k => k.Name, k => k.Keyword, new AsciiComparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>How many keywords there are, and a place for words that are none.</summary>
    public static int Count => Table.Length + 1;

    /// <summary>The keyword of a name in UTF-8, without escapes.</summary>
    public static Keyword Find(ReadOnlySpan<byte> name) => ByName.TryGetValue(name, out Keyword keyword) ? keyword : Keyword.Unknown;

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public static Keyword Find(string name) => ByName.Dictionary.GetValueOrDefault(name, Keyword.Unknown);

    /// <summary>How a keyword is written.</summary>
    public static string NameOf(Keyword keyword) => Table[(int)keyword].Name;

    /// <summary>What becomes of a keyword in a schema of this draft.</summary>
    public static KeywordStatus StatusOf(Keyword keyword, SchemaDialect dialect)
    {
        if (keyword == Keyword.Unknown)
        {
            return KeywordStatus.Unknown;
        }

        (_, SchemaDialect since, SchemaDialect until, KeywordStatus status) = Table[(int)keyword];
        return dialect >= since && dialect <= until ? status : KeywordStatus.Unknown;
    }

    /// <summary>What becomes of a keyword in a schema of OpenAPI 3.0, which has some of draft 4 and a few of its own.</summary>
    public static KeywordStatus StatusInOpenApi(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.Unknown or Keyword.Id or Keyword.Schema or Keyword.Definitions:
            case Keyword.PatternProperties or Keyword.AdditionalItems or Keyword.Dependencies:
                return KeywordStatus.Unknown;
            case Keyword.ReadOnly or Keyword.WriteOnly or Keyword.Deprecated:
                return KeywordStatus.Annotation;
            default:
                (_, SchemaDialect since, _, KeywordStatus status) = Table[(int)keyword];
                return since is First or SchemaDialect.OpenApi30 ? status : KeywordStatus.Unknown;
        }
    }

    /// <summary>The vocabulary that a keyword belongs to, in the drafts that have vocabularies.</summary>
    public static SchemaVocabularies VocabularyOf(Keyword keyword, SchemaDialect dialect)
    {
        switch (keyword)
        {
            case Keyword.AllOf or Keyword.AnyOf or Keyword.OneOf or Keyword.Not or Keyword.If or Keyword.Then or Keyword.Else or Keyword.DependentSchemas:
            case Keyword.Items or Keyword.PrefixItems or Keyword.AdditionalItems or Keyword.Contains:
            case Keyword.Properties or Keyword.PatternProperties or Keyword.AdditionalProperties or Keyword.PropertyNames:
                return SchemaVocabularies.Applicator;
            case Keyword.UnevaluatedItems or Keyword.UnevaluatedProperties:
                return dialect == SchemaDialect.Draft201909 ? SchemaVocabularies.Applicator : SchemaVocabularies.Unevaluated;
            case Keyword.Format:
                return SchemaVocabularies.Format;
            case Keyword.ContentEncoding or Keyword.ContentMediaType or Keyword.ContentSchema:
                return SchemaVocabularies.Content;
            case Keyword.Title or Keyword.Description or Keyword.Default or Keyword.Examples or Keyword.Deprecated or Keyword.ReadOnly or Keyword.WriteOnly:
                return SchemaVocabularies.MetaData;
            case Keyword.Type or Keyword.Enum or Keyword.Const or Keyword.Required or Keyword.DependentRequired:
            case Keyword.Minimum or Keyword.Maximum or Keyword.ExclusiveMinimum or Keyword.ExclusiveMaximum or Keyword.MultipleOf:
            case Keyword.MinLength or Keyword.MaxLength or Keyword.Pattern:
            case Keyword.MinItems or Keyword.MaxItems or Keyword.UniqueItems or Keyword.MinContains or Keyword.MaxContains:
            case Keyword.MinProperties or Keyword.MaxProperties:
                return SchemaVocabularies.Validation;
            default:
                return SchemaVocabularies.Core;
        }
    }

    /// <summary>The draft that <c>$schema</c> names; null when it is none of these.</summary>
    public static SchemaDialect? DialectOf(string uri) => uri.TrimEnd('#').Replace("https:", "http:", StringComparison.Ordinal) switch
    {
        // What hyper-schemas add says nothing about which documents are valid.
        "http://json-schema.org/draft-04/schema" or "http://json-schema.org/draft-04/hyper-schema" => SchemaDialect.Draft4,
        "http://json-schema.org/draft-06/schema" or "http://json-schema.org/draft-06/hyper-schema" => SchemaDialect.Draft6,
        "http://json-schema.org/draft-07/schema" or "http://json-schema.org/draft-07/hyper-schema" => SchemaDialect.Draft7,
        "http://json-schema.org/draft/2019-09/schema" => SchemaDialect.Draft201909,
        "http://json-schema.org/draft/2020-12/schema" => SchemaDialect.Draft202012,
        _ => null,
    };

    /// <summary>Compares names of ASCII letters with UTF-8, so that a name that is read need not become a string.</summary>
    private sealed class AsciiComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string obj) => Hash(Encoding.ASCII.GetBytes(obj));

        public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

        public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.Equals(alternate, other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => Hash(alternate);

        // The length and the ends tell most keywords apart.
        private static int Hash(ReadOnlySpan<byte> name) => name.Length < 4 ? name.Length
            : (name.Length * 31) ^ (name[1] << 5) ^ (name[2] << 10) ^ (name[^3] << 15) ^ (name[^4] << 20);
    }
}
