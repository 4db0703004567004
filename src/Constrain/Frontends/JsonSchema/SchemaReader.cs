// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

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
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly Queue<(SchemaNode Node, JsonElement Schema)> _pending = [];
    private readonly List<KeywordUse> _uses = [];
    private readonly List<GrammarException> _refusals = [];
    private readonly PatternTable _patterns;

    private SchemaReader(JsonElement root, JsonSchemaOptions options, PatternTable patterns)
    {
        _root = root;
        _options = options;
        _patterns = patterns;
        _dialect = DialectOf(root) ?? options.Dialect;
    }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Syntax"/>: the text is no JSON, or a keyword has a value of the wrong kind.</exception>
    public static SchemaDocument Read(string text, JsonSchemaOptions options, PatternTable patterns)
    {
        JsonElement root = Parse(text);
        var reader = new SchemaReader(root, options, patterns);
        SchemaNode node = reader.NodeAt(string.Empty, root);
        while (reader._pending.TryDequeue(out (SchemaNode Node, JsonElement Schema) next))
        {
            reader.ReadSchema(next.Node, next.Schema);
        }

        return new SchemaDocument(node, reader._uses, reader._refusals);
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            using JsonDocument document = JsonDocument.Parse(text, options);
            return document.RootElement.Clone();
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

    private SchemaNode NodeAt(string pointer, JsonElement schema)
    {
        if (!_nodes.TryGetValue(pointer, out SchemaNode? node))
        {
            _nodes.Add(pointer, node = new SchemaNode(_nodes.Count, pointer));
            _pending.Enqueue((node, schema));
        }

        return node;
    }

    private void ReadSchema(SchemaNode node, JsonElement schema)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                return;
            case JsonValueKind.False:
                node.Assertions.Add(new Assertion.Never());
                return;
            case JsonValueKind.Object:
                new SchemaObjectReader(this, node, schema).Read();
                return;
            default:
                throw new GrammarException(
                    GrammarError.Syntax, $"a schema is an object, true or false, not {Describe(schema)}", SourceLocation.AtPointer(node.Location));
        }
    }

    private void Use(string pointer, string keyword, KeywordStatus status) =>
        _uses.Add(new KeywordUse(pointer, keyword, status, null, null));

    private void Refuse(string pointer, string keyword, string reason, string? hint)
    {
        _uses.Add(new KeywordUse(pointer, keyword, KeywordStatus.Refused, reason, hint));
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
/// <param name="Uses">Every keyword that the root reaches, and what becomes of it.</param>
/// <param name="Refusals">The errors of the refused ones, in the order of the text.</param>
internal sealed record SchemaDocument(SchemaNode Root, IReadOnlyList<KeywordUse> Uses, IReadOnlyList<GrammarException> Refusals);
