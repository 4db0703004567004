// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>The language that a resource is written in: a draft, and which of its vocabularies count.</summary>
/// <param name="Draft">The draft; that of OpenAPI 3.0 is draft 4, which it was made from.</param>
/// <param name="Vocabularies">Those that count; all unless a custom meta-schema says otherwise.</param>
/// <param name="IsOpenApi">Whether it is OpenAPI's dialect of the draft.</param>
internal sealed record Dialect(SchemaDialect Draft, SchemaVocabularies Vocabularies, bool IsOpenApi)
{
    private static readonly Dialect[] Standard =
        [.. Enum.GetValues<SchemaDialect>().Select(draft => draft == SchemaDialect.OpenApi30
            ? new Dialect(SchemaDialect.Draft4, SchemaVocabularies.Standard, IsOpenApi: true)
            : new Dialect(draft, SchemaVocabularies.Standard, IsOpenApi: false))];

    /// <summary>Whether keywords of the draft are missing.</summary>
    public bool IsPartial => IsOpenApi || Vocabularies != SchemaVocabularies.Standard;

    /// <summary>The dialect of a draft with all that belongs to it.</summary>
    public static Dialect Of(SchemaDialect draft) => Standard[(int)draft];

    /// <summary>The keyword that names a resource; the one that no schema has where there is none.</summary>
    public Keyword IdKeyword => Draft == SchemaDialect.Draft4 ? Keyword.Id : Keyword.DollarId;

    /// <summary>Whether nothing beside <c>$ref</c> counts.</summary>
    public bool IsReferenceAlone => Draft <= SchemaDialect.Draft7;

    /// <summary>What becomes of a keyword.</summary>
    public KeywordStatus StatusOf(Keyword keyword)
    {
        if (IsOpenApi)
        {
            return Keywords.StatusInOpenApi(keyword);
        }

        KeywordStatus status = Keywords.StatusOf(keyword, Draft);
        return Vocabularies == SchemaVocabularies.Standard || status == KeywordStatus.Unknown || Vocabularies.HasFlag(Keywords.VocabularyOf(keyword, Draft))
            ? status
            : KeywordStatus.Unknown;
    }
}

/// <summary>Groups of keywords that a meta-schema may take or leave.</summary>
[Flags]
internal enum SchemaVocabularies
{
    /// <summary>Identifiers and references, which always count.</summary>
    Core = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    MetaData = 8,
    Format = 16,
    Content = 32,

    /// <summary>Format restricts strings whatever the options say.</summary>
    FormatAssertion = 64,

    /// <summary>All of a draft.</summary>
    Standard = Applicator | Unevaluated | Validation | MetaData | Format | Content,
}
