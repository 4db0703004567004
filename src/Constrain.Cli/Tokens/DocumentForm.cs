// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Tokens;

/// <summary>A way to write down a document.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Whitespace">The layout of JSON that it is an instance of.</param>
/// <param name="Write">Writes a value.</param>
internal sealed record DocumentForm(string Name, string Key, JsonWhitespace Whitespace, Func<JsonElement, string> Write)
{
    /// <summary>JSON without white space.</summary>
    public static DocumentForm Compact { get; } =
        new("compact JSON", "compact", JsonWhitespace.Compact, value => JsonWriting.Write(value, ":", ","));

    /// <summary>JSON on one line with a space after each colon and comma, as models write it most often.</summary>
    public static DocumentForm Natural { get; } =
        new("natural JSON", "natural", JsonWhitespace.Natural, value => JsonWriting.Write(value, ": ", ", "));

    /// <summary>All of them; the first is what the others are compared with.</summary>
    public static IReadOnlyList<DocumentForm> All { get; } = [Compact, Natural];
}
