// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A schema with an identity of its own, against which the references inside it are resolved: a whole text, or an embedded one.</summary>
/// <param name="number">Its number among those of one compilation.</param>
/// <param name="text">The text it stands in.</param>
/// <param name="root">Its outermost schema.</param>
/// <param name="location">The JSON Pointer of that from the root of the text.</param>
/// <param name="around">The resource around it; null for a whole text.</param>
/// <param name="dialect">The language it is written in.</param>
internal sealed class SchemaResource(int number, SchemaText text, JsonElement root, string location, SchemaResource? around, Dialect dialect)
{
    private Uri? _base;
    private bool _hasBase;
    private Dictionary<string, SchemaAnchor>? _anchors;
    private SchemaScope? _plain;
    private Dictionary<int, SchemaScope>? _scopes;

    public int Number => number;

    public SchemaText Text => text;

    public JsonElement Root => root;

    public string Location => location;

    public SchemaResource? Around => around;

    public Dialect Dialect => dialect;

    /// <summary>Why the dialect that it names cannot be read; null when it can.</summary>
    public GrammarException? DialectError { get; init; }

    /// <summary>Where the text was found, without a fragment; null for an embedded resource.</summary>
    public Uri? Address { get; init; }

    /// <summary>Its URI as an absolute one without a fragment; null when its identifier is no URI.</summary>
    public Uri? Base
    {
        get
        {
            if (!_hasBase)
            {
                Uri? outer = around is null ? Address : around.Base;
                _base = SchemaResources.Identifier(root, dialect) is { } id ? SchemaResources.Resolve(outer, id) : outer;
                _hasBase = true;
            }

            return _base;
        }
    }

    /// <summary>Whether its anchors are known.</summary>
    public bool IsIndexed { get; set; }

    /// <summary>The names in it that a reference looks for from outside inwards.</summary>
    public IEnumerable<string> DynamicNames => _anchors is null ? [] : _anchors.Where(a => a.Value.IsDynamic).Select(a => a.Key);

    /// <summary>The schema of a name; null when there is none.</summary>
    public SchemaAnchor? Anchor(string name) => _anchors is { } anchors && anchors.TryGetValue(name, out SchemaAnchor anchor) ? anchor : null;

    /// <summary>Gives a schema a name.</summary>
    public void Add(string name, SchemaAnchor anchor)
    {
        _anchors ??= new(StringComparer.Ordinal);
        if (_anchors.TryGetValue(name, out SchemaAnchor other))
        {
            // Which of two schemas a reference means, the specification does not say.
            anchor = anchor with { IsDynamic = anchor.IsDynamic || other.IsDynamic, IsAmbiguous = other.IsAmbiguous || other.Location != anchor.Location };
        }

        _anchors[name] = anchor;
    }

    /// <summary>This resource with the dynamic anchors of those around it.</summary>
    public SchemaScope In(DynamicScope dynamic)
    {
        if (dynamic.Number == 0)
        {
            return _plain ??= new SchemaScope(this, dynamic);
        }

        _scopes ??= [];
        if (!_scopes.TryGetValue(dynamic.Number, out SchemaScope? scope))
        {
            _scopes.Add(dynamic.Number, scope = new SchemaScope(this, dynamic));
        }

        return scope;
    }
}

/// <summary>A schema with a name.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Location">Its JSON Pointer from the root of the text.</param>
/// <param name="IsDynamic">Whether a schema of the same name further out may stand for it.</param>
/// <param name="IsAmbiguous">Whether another schema of the resource has the name too.</param>
internal readonly record struct SchemaAnchor(JsonElement Schema, string Location, bool IsDynamic, bool IsAmbiguous = false);

/// <summary>What the references in a schema depend on: the resource it stands in and how evaluation got there.</summary>
/// <param name="resource">The resource.</param>
/// <param name="dynamic">The dynamic anchors that evaluation has passed, those of the resource among them.</param>
internal sealed class SchemaScope(SchemaResource resource, DynamicScope dynamic)
{
    private Dictionary<string, SchemaNode>? _references;
    private Dictionary<string, SchemaNode>? _dynamicReferences;

    public SchemaResource Resource => resource;

    public DynamicScope Dynamic => dynamic;

    /// <summary>The schemas that references in it lead to, as far as they are known.</summary>
    public Dictionary<string, SchemaNode> References(bool isDynamic) => isDynamic
        ? _dynamicReferences ??= new(StringComparer.Ordinal)
        : _references ??= new(StringComparer.Ordinal);
}
