// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>The meta-schemas of the drafts: what they assert, without remarks.</summary>
/// <remarks>Each asserts what the published one does, keyword by keyword; titles, defaults and comments are left out.</remarks>
internal static partial class MetaSchemas
{
    /// <summary>The text of the meta-schema with a URI; null when it is none.</summary>
    /// <param name="uri">An absolute URI without a fragment.</param>
    public static string? Find(string uri)
    {
        // Who writes the secure scheme where the draft has the plain one, or the other way round, means the same.
        string? path = After(uri, "http://json-schema.org/") ?? After(uri, "https://json-schema.org/");
        return path switch
        {
            "draft-04/schema" => Draft4,
            "draft-06/schema" => Draft6,
            "draft-07/schema" => Draft7,
            "draft/2019-09/schema" => Draft201909,
            "draft/2019-09/meta/core" => Core201909,
            "draft/2019-09/meta/applicator" => Applicator201909,
            "draft/2019-09/meta/validation" => Validation("2019-09", recursive: true),
            "draft/2019-09/meta/meta-data" => MetaData("2019-09", recursive: true),
            "draft/2019-09/meta/format" => Format("2019-09", "format", recursive: true),
            "draft/2019-09/meta/content" => Content201909,
            "draft/2020-12/schema" => Draft202012,
            "draft/2020-12/meta/core" => Core202012,
            "draft/2020-12/meta/applicator" => Applicator202012,
            "draft/2020-12/meta/unevaluated" => Unevaluated202012,
            "draft/2020-12/meta/validation" => Validation("2020-12", recursive: false),
            "draft/2020-12/meta/meta-data" => MetaData("2020-12", recursive: false),
            "draft/2020-12/meta/format-annotation" => Format("2020-12", "format-annotation", recursive: false),
            "draft/2020-12/meta/format-assertion" => Format("2020-12", "format-assertion", recursive: false),
            "draft/2020-12/meta/content" => Content202012,
            _ => null,
        };
    }

    private static string? After(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
