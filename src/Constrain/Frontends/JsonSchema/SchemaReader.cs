// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Reads a schema document: every schema that its root can reach, and what becomes of every keyword on the way.</summary>
/// <remarks>
/// Reading is complete before anything is compiled, so that a keyword which cannot be enforced is reported at once and with
/// all others, never in the middle of a document. Definitions that nothing refers to are not read.
/// </remarks>
internal sealed partial class SchemaReader
{
    /// <summary>Levels of JSON in a schema; deeper ones are no schema that a person or a tool writes.</summary>
    private const int MaxDepth = 512;

    private readonly JsonElement _root;
    private readonly JsonSchemaOptions _options;
    private readonly SchemaDialect _dialect;
    private readonly PatternTable _patterns;
    private readonly SchemaNode _rootNode = new(string.Empty);
    private readonly Queue<(SchemaNode Node, JsonElement Schema)> _pending = [];
    private readonly List<GrammarException> _refusals = [];

    /// <summary>Null when nobody wants to know.</summary>
    private readonly List<KeywordUse>? _uses;

    /// <summary>The schemas by their place in the text; null when nothing in the text can refer to one.</summary>
    private readonly Dictionary<int, SchemaNode>? _nodes;

    private SchemaReader(string text, JsonElement root, JsonSchemaOptions options, PatternTable patterns, bool report)
    {
        _root = root;
        _options = options;
        _patterns = patterns;
        _dialect = DialectOf(root) ?? options.Dialect;
        _uses = report ? [] : null;
        _nodes = text.Contains("$ref", StringComparison.Ordinal) || text.Contains("\\u", StringComparison.Ordinal) ? [] : null;
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="text">The text of the schema.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="patterns">Makes its patterns and formats.</param>
    /// <param name="report">Whether to tell what becomes of each keyword.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.Syntax"/>: the text is no JSON, or a keyword has a value of the wrong kind.</exception>
    public static SchemaDocument Read(string text, JsonSchemaOptions options, PatternTable patterns, bool report = false)
    {
        JsonElement root = Parse(text);
        var reader = new SchemaReader(text, root, options, patterns, report);
        reader._nodes?.Add(0, reader._rootNode);
        reader._pending.Enqueue((reader._rootNode, root));
        var objects = new SchemaObjectReader(reader);
        while (reader._pending.TryDequeue(out (SchemaNode Node, JsonElement Schema) next))
        {
            ReadSchema(next.Node, next.Schema, objects);
        }

        if (reader._nodes is { } nodes && ReferenceCycles.Find(nodes.Values) is { } cycle)
        {
            reader._refusals.Add(cycle);
        }

        return new SchemaDocument(reader._rootNode, reader._uses ?? [], reader._refusals);
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            return JsonElement.Parse(text, options);
        }
        catch (JsonException e)
        {
            SourceLocation? place = e.LineNumber is { } line && e.BytePositionInLine is { } column
                ? SourceLocation.AtLine((int)line + 1, (int)column + 1)
                : null;
            bool isTooDeep = e.Message.Contains("maximum configured depth", StringComparison.Ordinal);
            throw isTooDeep
                ? new GrammarException(GrammarError.LimitExceeded, $"the schema is nested more than {MaxDepth} levels deep", place, hint: "use $ref for recursion", inner: e)
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

    private static SchemaDialect? DialectOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("$schema", out JsonElement schema) || schema.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        return Keywords.DialectOf(schema.GetString()!) ?? throw new GrammarException(
            GrammarError.Unsupported,
            $"the dialect {schema.GetString()} is not known",
            SourceLocation.AtPointer("/$schema"),
            "$schema",
            "use draft 4, 6, 7, 2019-09 or 2020-12, or remove $schema");
    }

    /// <summary>The schema that is the value of a keyword, or of a name or index in it.</summary>
    private SchemaNode NodeAt(JsonElement schema, SchemaNode parent, Keyword keyword, string? name = null)
    {
        if (_nodes is null)
        {
            var only = new SchemaNode(parent, Keywords.NameOf(keyword), name);
            _pending.Enqueue((only, schema));
            return only;
        }

        int place = PlaceOf(schema);
        if (!_nodes.TryGetValue(place, out SchemaNode? node))
        {
            _nodes.Add(place, node = new SchemaNode(parent, Keywords.NameOf(keyword), name));
            _pending.Enqueue((node, schema));
        }

        return node;
    }

    /// <summary>The schema that a reference leads to.</summary>
    private SchemaNode NodeAt(JsonElement schema, string pointer, string? resource)
    {
        int place = PlaceOf(schema);
        if (!_nodes!.TryGetValue(place, out SchemaNode? node))
        {
            _nodes.Add(place, node = new SchemaNode(pointer) { Resource = resource });
            _pending.Enqueue((node, schema));
        }

        return node;
    }

    /// <summary>The offset of a value in the text: what tells values of one document apart.</summary>
    private int PlaceOf(JsonElement element)
    {
        bool isInside = JsonMarshal.GetRawUtf8Value(_root).Overlaps(JsonMarshal.GetRawUtf8Value(element), out int place);
        Debug.Assert(isInside, "an element is a part of its document");
        return place;
    }

    private static void ReadSchema(SchemaNode node, JsonElement schema, SchemaObjectReader objects)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                return;
            case JsonValueKind.False:
                node.Assertions = [Assertion.Never.Instance];
                return;
            case JsonValueKind.Object:
                objects.Read(node, schema);
                return;
            default:
                throw new GrammarException(
                    GrammarError.Syntax, $"a schema is an object, true or false, not {Describe(schema)}", SourceLocation.AtPointer(node.Location));
        }
    }

    private void Refuse(string pointer, string keyword, string reason, string? hint)
    {
        _uses?.Add(new KeywordUse(pointer, keyword, KeywordStatus.Refused, reason, hint));
        _refusals.Add(new GrammarException(GrammarError.Unsupported, reason, SourceLocation.AtPointer(pointer), keyword, hint));
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };
}

/// <summary>What reading a schema document gave.</summary>
/// <param name="Root">The root schema; sound only when nothing is refused.</param>
/// <param name="Uses">Every keyword that the root reaches, and what becomes of it, if that was asked for.</param>
/// <param name="Refusals">The errors of the refused ones, in the order of the text.</param>
internal sealed record SchemaDocument(SchemaNode Root, IReadOnlyList<KeywordUse> Uses, IReadOnlyList<GrammarException> Refusals);
