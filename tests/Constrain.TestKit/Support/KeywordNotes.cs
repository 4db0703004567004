// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit.Support;

/// <summary>How each keyword is honoured, in a few words: what is written, and what more is accepted when others wrote it.</summary>
internal static class KeywordNotes
{
    private static readonly Dictionary<string, string> Notes = new(StringComparer.Ordinal)
    {
        ["type"] = "an integer is written without a point; `1.0` and `1e2` are accepted as integers under `AnySpelling`",
        ["enum"] = "by JSON equality; written as in the schema, any spelling of the same value accepted under `AnySpelling`",
        ["const"] = "as `enum`",
        ["allOf"] = "conjunction of the normal forms",
        ["anyOf"] = "disjunction; a branch that nothing satisfies is cut",
        ["oneOf"] = "exactly one, overlaps excluded by negation",
        ["not"] = "negation of the normal form, pushed down to single keywords",
        ["if"] = "with `then` and `else`; what it evaluates counts for `unevaluated*`",
        ["then"] = "a remark without `if`",
        ["else"] = "a remark without `if`",
        ["$ref"] = "JSON Pointers, anchors, embedded resources; other documents from `JsonSchemaOptions.Resolve` only; alone up to draft 7, with its siblings after",
        ["$dynamicRef"] = "by dynamic scope",
        ["$recursiveRef"] = "by dynamic scope",
        ["minimum"] = "exact decimals",
        ["maximum"] = "exact decimals",
        ["exclusiveMinimum"] = "exact decimals; a boolean beside `minimum` in draft 4",
        ["exclusiveMaximum"] = "exact decimals; a boolean beside `maximum` in draft 4",
        ["multipleOf"] = "exact, of any decimal with at most 20,000 remainders to tell apart; beyond, refused",
        ["minLength"] = "in code points, however they are escaped",
        ["maxLength"] = "in code points, however they are escaped",
        ["pattern"] = "ECMA-262 with the `u` flag, unanchored, look-around and word boundaries included; back-references refused",
        ["format"] = "every format of the specification, and those of OpenAPI and .NET; asserted or a remark by `Formats`; others refused, or ignored by `UnknownFormats`",
        ["items"] = "one schema or, up to 2019-09, a list",
        ["prefixItems"] = "by position",
        ["additionalItems"] = "a remark unless `items` is a list",
        ["minItems"] = "counted, whatever the size",
        ["maxItems"] = "counted, whatever the size",
        ["uniqueItems"] = "by JSON equality: 1 = 1.0, the order of keys does not matter",
        ["contains"] = "with `minContains` and `maxContains`",
        ["minContains"] = "a remark without `contains`",
        ["maxContains"] = "a remark without `contains`",
        ["unevaluatedItems"] = "by what the other keywords evaluate for this very array",
        ["properties"] = "written in the schema's order, or in any by `PropertyOrder`; no name twice",
        ["patternProperties"] = "overlaps with each other and with `properties` told apart",
        ["additionalProperties"] = "names that `properties` and `patternProperties` leave",
        ["required"] = "",
        ["propertyNames"] = "names as strings",
        ["minProperties"] = "counted",
        ["maxProperties"] = "counted",
        ["dependencies"] = "both forms",
        ["dependentRequired"] = "",
        ["dependentSchemas"] = "",
        ["unevaluatedProperties"] = "by what the other keywords evaluate for this very object",
        ["$schema"] = "chooses the draft; custom meta-schemas by their vocabularies",
        ["$id"] = "begins an embedded resource",
        ["id"] = "begins an embedded resource",
        ["$anchor"] = "target of references",
        ["$dynamicAnchor"] = "target of references",
        ["$recursiveAnchor"] = "target of references",
        ["$vocabulary"] = "read in meta-schemas",
        ["$defs"] = "target of references; what nothing refers to is not read",
        ["definitions"] = "target of references; what nothing refers to is not read",
        ["nullable"] = "beside `type`",
        ["discriminator"] = "a hint beside `oneOf`, which decides already",
    };

    public static string Of(string keyword) => Notes.GetValueOrDefault(keyword, string.Empty);

    /// <summary>Keywords with a note; for the check that each is one.</summary>
    public static IEnumerable<string> Names => Notes.Keys;
}
