// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Texts;

namespace Constrain;

/// <summary>The way between JSON and YAML texts: the same values in another notation.</summary>
/// <remarks>
/// <para>What is written is of the subset that <see cref="YamlOptions"/> describes. What is read is any YAML whose values JSON has: plain scalars mean
/// what the core schema of YAML 1.2 says, numbers keep their exact value, and aliases are replaced by what they refer to. Refused
/// are keys that are no strings, duplicate and merge keys, tags beyond the core schema's, infinities and what is not a number,
/// directives for another version than 1.2, and characters that some parsers take for line breaks (U+0085, U+2028, U+2029), unless escaped.</para>
/// <para>Texts may nest 4,096 deep. Aliases may stand for 2²⁰ values, or 64 MiB of JSON, in one document. Threads: any.</para>
/// </remarks>
public static class YamlText
{
    /// <summary>The canonical YAML of a JSON value: each string in the style that is the first of plain, literal (if it has line breaks) and the shorter quotes to be possible; a number with an exponent as <c>1.25e-6</c>.</summary>
    /// <param name="json">One JSON value.</param>
    /// <param name="options">Indentation, styles and whether <c>---</c> comes first (always where a stream is asked for); defaults when null. Comments are not written.</param>
    /// <returns>One document, with a line break at its end.</returns>
    /// <exception cref="GrammarException">
    /// The text is no JSON, has a name twice in one object, has half a surrogate pair, has a name that is too long for a key (1,000 characters, or 160
    /// where it needs quotes) or a number past what a double holds, or passes a limit. The place is a line and column of the JSON.
    /// </exception>
    public static string FromJson(string json, YamlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return YamlWriter.Write(json, options ?? new YamlOptions());
    }

    /// <summary>The JSON of a YAML text that is one document.</summary>
    /// <param name="yaml">The text.</param>
    /// <returns>The value as JSON without white space.</returns>
    /// <exception cref="GrammarException">The text is no YAML, has none or several documents, or has what JSON does not; the place is a line and column of the YAML.</exception>
    public static string ToJson(string yaml) => ReadOne(yaml).Json;

    /// <summary>The documents of a YAML text, one after the other.</summary>
    /// <param name="yaml">The text.</param>
    /// <returns>The documents; none where the text has only comments and white space.</returns>
    /// <exception cref="GrammarException">The text is no YAML, or has what JSON does not; the place is a line and column of the YAML.</exception>
    public static IReadOnlyList<YamlDocument> Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new YamlReader(yaml).ReadAll();
    }

    /// <summary>The only document of a text.</summary>
    internal static YamlDocument ReadOne(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new YamlReader(yaml).ReadOne();
    }
}
