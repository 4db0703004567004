// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Tokens;

/// <summary>A way to write down a document.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Whitespace">The layout of JSON that it is an instance of.</param>
/// <param name="Yaml">The options of YAML that it is an instance of; null for JSON.</param>
/// <param name="Write">Writes a value.</param>
internal sealed record DocumentForm(string Name, string Key, JsonWhitespace Whitespace, YamlOptions? Yaml, Func<JsonElement, string> Write)
{
    /// <summary>JSON without white space.</summary>
    public static DocumentForm Compact { get; } =
        new("compact JSON", "compact", JsonWhitespace.Compact, null, value => JsonWriting.Write(value, ":", ","));

    /// <summary>JSON on one line with a space after each colon and comma, as models write it most often.</summary>
    public static DocumentForm Natural { get; } =
        new("natural JSON", "natural", JsonWhitespace.Natural, null, value => JsonWriting.Write(value, ": ", ", "));

    /// <summary>JSON with each member and item on a line, two spaces a level.</summary>
    public static DocumentForm Pretty { get; } =
        new("pretty JSON", "pretty", JsonWhitespace.Pretty, null, value => JsonWriting.Write(value, ": ", ",", indent: 2));

    /// <summary>Block YAML in its canonical style: each string in the shortest style that is safe for all parsers.</summary>
    public static DocumentForm BlockYaml { get; } =
        new("YAML", "yaml", JsonWhitespace.Natural, new YamlOptions(), value => YamlText.FromJson(JsonWriting.Write(value, ":", ",")));

    /// <summary>All of them; the first is what the others are compared with.</summary>
    public static IReadOnlyList<DocumentForm> All { get; } = [Compact, Natural, Pretty, BlockYaml];
}
