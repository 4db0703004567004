// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A JSON text that holds schemas: the one that was given, or one that it refers to.</summary>
internal sealed class SchemaText
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number of the text among those of one compilation; 0 for the one that was given.</param>
    /// <param name="uri">Where it was found, without a fragment; null for the one that was given.</param>
    /// <param name="limits">How long and deep it may be.</param>
    /// <exception cref="GrammarException">It is no JSON, too long, or nested too deeply.</exception>
    public SchemaText(string text, int number, Uri? uri, SchemaLimits limits)
    {
        Root = Parse(text, limits);
        Number = number;
        Uri = uri;

        // "$ref" and "$recursiveRef", and escapes that may hide any of these words. A search for each alone is the fastest.
        bool mayHide = text.Contains("\\u", StringComparison.Ordinal);
        MayRefer = mayHide || text.Contains("$re", StringComparison.Ordinal) || text.Contains("$dynamic", StringComparison.Ordinal);
        MayHaveDynamicAnchors = mayHide || (MayRefer && text.Contains("Anchor\"", StringComparison.Ordinal));
    }

    public JsonElement Root { get; }

    public int Number { get; }

    public Uri? Uri { get; }

    /// <summary>Whether some schema in it may refer to another, or may take another's place.</summary>
    public bool MayRefer { get; }

    /// <summary>Whether a reference may lead to different places in it, by the way that led there.</summary>
    public bool MayHaveDynamicAnchors { get; }

    /// <summary>Whether its resources and anchors are known.</summary>
    public bool IsIndexed { get; set; }

    /// <summary>The offset of a value in the text: what tells values of one text apart.</summary>
    public int PlaceOf(JsonElement element)
    {
        bool isInside = JsonMarshal.GetRawUtf8Value(Root).Overlaps(JsonMarshal.GetRawUtf8Value(element), out int place);
        Debug.Assert(isInside, "an element is a part of its text");
        return place;
    }

    private static JsonElement Parse(string text, SchemaLimits limits)
    {
        if (text.Length > limits.MaxLength)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"the schema is longer than {limits.MaxLength} characters", SourceLocation.AtPointer(string.Empty), hint: "remove what nothing refers to");
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = limits.MaxDepth, AllowDuplicateProperties = false };
            return JsonElement.Parse(text, options);
        }
        catch (JsonException e)
        {
            SourceLocation? place = e.LineNumber is { } line && e.BytePositionInLine is { } column
                ? SourceLocation.AtLine((int)line + 1, (int)column + 1)
                : null;
            bool isTooDeep = e.Message.Contains("maximum configured depth", StringComparison.Ordinal);
            throw isTooDeep
                ? new GrammarException(GrammarError.LimitExceeded, $"the schema is nested more than {limits.MaxDepth} levels deep", place, hint: "use $ref for recursion", inner: e)
                : new GrammarException(GrammarError.Syntax, "the schema is not valid JSON: " + Brief(e), place, hint: "a schema is a JSON object, true or false", inner: e);
        }
    }

    // The reader's message ends with its own place, which is 0-based; ours is 1-based.
    private static string Brief(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string brief = place < 0 ? e.Message : e.Message[..place];
        return brief.TrimEnd('.', ' ');
    }
}
