// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Reads a schema document: every schema that its root can reach, and what becomes of every keyword on the way.</summary>
/// <remarks>
/// Reading is complete before anything is compiled, so that a keyword which cannot be enforced is reported at once and with
/// all others, never in the middle of a document. Definitions that nothing refers to are not read.
/// </remarks>
internal sealed partial class SchemaReader
{
    /// <summary>Schemas that are read for the sake of dynamic anchors; about half a KiB each.</summary>
    private const int MaxDynamicNodes = 100_000;

    private readonly SchemaResources _resources;
    private readonly JsonSchemaOptions _options;
    private readonly PatternTable _patterns;
    private readonly Queue<(SchemaNode Node, JsonElement Schema)> _pending = [];
    private readonly List<GrammarException> _refusals = [];
    private int _dynamicNodes;

    /// <summary>Null when nobody wants to know.</summary>
    private readonly List<KeywordUse>? _uses;

    /// <summary>The schemas by their place in the texts; null when nothing in the text can refer to one.</summary>
    private readonly Dictionary<long, SchemaNode>? _nodes;

    /// <summary>Leaves keywords out; null when all of them count.</summary>
    private readonly KeywordProbe? _probe;

    private SchemaReader(string text, JsonSchemaOptions options, PatternTable patterns, SuppliedTexts supplied, bool report, KeywordProbe? probe)
    {
        _resources = new SchemaResources(text, options, supplied);
        _options = options;
        _patterns = patterns;
        _probe = probe;
        _uses = report ? [] : null;
        _nodes = _resources.Given.Text.MayRefer ? [] : null;
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="text">The text of the schema.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="patterns">Makes its patterns and formats.</param>
    /// <param name="supplied">The documents that it may refer to.</param>
    /// <param name="report">Whether to tell what becomes of each keyword.</param>
    /// <param name="probe">Leaves keywords out, if that is wanted.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.Syntax"/>: the text is no JSON, or a keyword has a value of the wrong kind.</exception>
    public static SchemaDocument Read(
        string text, JsonSchemaOptions options, PatternTable patterns, SuppliedTexts supplied, bool report = false, KeywordProbe? probe = null)
    {
        var reader = new SchemaReader(text, options, patterns, supplied, report, probe);
        SchemaNode root = reader.NodeAt(reader._resources.Given.Root, string.Empty, reader._resources.Start);
        var objects = new SchemaObjectReader(reader);
        int count = 0;
        while (reader._pending.TryDequeue(out (SchemaNode Node, JsonElement Schema) next))
        {
            Effort.Spend();
            if (++count > options.Limits.MaxSchemas)
            {
                throw new GrammarException(
                    GrammarError.LimitExceeded, $"there are more than {options.Limits.MaxSchemas} schemas", SourceLocation.AtPointer(next.Node.Location), hint: "remove what is not needed");
            }

            if (next.Node.Document is { } document)
            {
                reader.ReadElsewhere(next.Node, next.Schema, document, objects);
            }
            else
            {
                reader.ReadSchema(next.Node, next.Schema, objects);
            }
        }

        if (reader._nodes is { } nodes && ReferenceCycles.Find(nodes.Values) is { } cycle)
        {
            reader._refusals.Add(cycle);
        }

        return new SchemaDocument(root, reader._uses ?? [], reader._refusals);
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

        long place = PlaceOf(schema, parent.Scope);
        if (!_nodes.TryGetValue(place, out SchemaNode? node))
        {
            CheckCount(parent.Scope);
            _nodes.Add(place, node = new SchemaNode(parent, Keywords.NameOf(keyword), name));
            _pending.Enqueue((node, schema));
        }

        return node;
    }

    /// <summary>The schema that a reference leads to.</summary>
    private SchemaNode NodeAt(JsonElement schema, string pointer, SchemaScope scope)
    {
        long place = PlaceOf(schema, scope);
        if (_nodes is null || !_nodes.TryGetValue(place, out SchemaNode? node))
        {
            CheckCount(scope);
            node = new SchemaNode(pointer, scope);
            _nodes?.Add(place, node);
            _pending.Enqueue((node, schema));
        }

        return node;
    }

    /// <summary>A schema is read once in each dynamic scope that it is met in: a product that a small text can make large.</summary>
    private void CheckCount(SchemaScope scope)
    {
        if (scope.Dynamic.Number > 0 && ++_dynamicNodes > MaxDynamicNodes)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"schemas with dynamic anchors are more than {MaxDynamicNodes}, each counted for every way to it",
                SourceLocation.AtPointer(scope.Resource.Location),
                "$dynamicAnchor",
                "use $anchor where no other schema is to take its place");
        }
    }

    /// <summary>What tells schemas apart: the text, the offset in it, and what dynamic references in it depend on.</summary>
    private static long PlaceOf(JsonElement schema, SchemaScope scope) =>
        ((long)scope.Dynamic.Number << 48) | ((long)scope.Resource.Text.Number << 32) | (uint)scope.Resource.Text.PlaceOf(schema);

    /// <summary>Reads a schema of another document, which every error in it names.</summary>
    private void ReadElsewhere(SchemaNode node, JsonElement schema, Uri document, SchemaObjectReader objects)
    {
        int uses = _uses?.Count ?? 0;
        int refusals = _refusals.Count;
        try
        {
            ReadSchema(node, schema, objects);
        }
        catch (GrammarException e) when (e.Location?.Document is null)
        {
            throw SchemaResources.Located(e, document);
        }

        for (int i = uses; i < _uses?.Count; i++)
        {
            _uses[i] = _uses[i].In(document);
        }

        for (int i = refusals; i < _refusals.Count; i++)
        {
            _refusals[i] = SchemaResources.Located(_refusals[i], document);
        }
    }

    private void ReadSchema(SchemaNode node, JsonElement schema, SchemaObjectReader objects)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                return;
            case JsonValueKind.False:
                node.Assertions = _probe?.DropsFalse(node, schema) == true ? [] : [Assertion.Never.Instance];
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
