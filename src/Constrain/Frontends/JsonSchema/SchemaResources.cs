// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The resources that one compilation knows: those in the text that was given, and those in texts that it refers to.</summary>
/// <remarks>
/// A text is searched for identifiers when a reference asks for one, so a schema that only refers to itself by JSON Pointers
/// is not searched at all. Other texts are the meta-schemas of the drafts, which are built in, and what the caller supplies.
/// Source: RFC 3986, section 5 (references), and the core specification of each draft (identifiers).
/// </remarks>
internal sealed class SchemaResources
{
    /// <summary>Texts that one schema may draw in.</summary>
    private const int MaxTexts = 1_024;

    /// <summary>The base of a schema that nothing gives a URI to, so that references in it can be resolved against each other.</summary>
    private static readonly Uri Nowhere = new("schema:///");

    private readonly SuppliedTexts _supplied;
    private readonly SchemaLimits _limits;
    private readonly Dialects _dialects;
    private readonly List<SchemaResource> _texts = new(1);
    private Dictionary<(int Text, int Place), SchemaResource>? _byPlace;
    private Dictionary<string, SchemaResource?>? _byUri;
    private int _count;

    public SchemaResources(string text, JsonSchemaOptions options, SuppliedTexts supplied)
    {
        _supplied = supplied;
        _limits = options.Limits;
        _dialects = new Dialects(_supplied, options.Limits);
        Given = Add(new SchemaText(text, 0, null, _limits), options.BaseUri is { } uri ? WithoutFragment(uri) : Nowhere, Dialect.Of(options.Dialect));
    }

    /// <summary>The resource of the text that was given.</summary>
    public SchemaResource Given { get; }

    /// <summary>The dynamic anchors that evaluation meets.</summary>
    public DynamicScope.Table Scopes { get; } = new();

    /// <summary>The scope at the root of the text that was given.</summary>
    public SchemaScope Start => Inside(Given, DynamicScope.Empty);

    /// <summary>The scope inside a resource, for who comes to it with the dynamic anchors of those passed before.</summary>
    public SchemaScope Inside(SchemaResource resource, DynamicScope scope)
    {
        if (resource.Text.MayHaveDynamicAnchors)
        {
            Index(resource);
            scope = Scopes.Enter(scope, resource);
        }

        return resource.In(scope);
    }

    /// <summary>Whether a schema may begin a resource.</summary>
    public static bool MayBegin(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && (schema.TryGetProperty("$id"u8, out _) || schema.TryGetProperty("id"u8, out _));

    /// <summary>The resource that a schema which may begin one does begin; the one around it when it has no identity of its own.</summary>
    /// <param name="around">The resource around.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="location">Its JSON Pointer from the root of the text.</param>
    public SchemaResource Enter(SchemaResource around, JsonElement schema, string location)
    {
        (int Text, int Place) place = (around.Text.Number, around.Text.PlaceOf(schema));
        if (place.Place == 0)
        {
            return _texts[place.Text];
        }

        _byPlace ??= [];
        if (_byPlace.TryGetValue(place, out SchemaResource? known))
        {
            return known;
        }

        Dialect dialect = _dialects.Of(schema, around.Dialect, location, out GrammarException? error);
        if (Identifier(schema, dialect) is not { } id || DocumentOf(id).Length == 0)
        {
            return around;
        }

        var resource = new SchemaResource(_count++, around.Text, schema, location, around, dialect) { DialectError = error };
        _byPlace.Add(place, resource);
        return resource;
    }

    /// <summary>The absolute URI that a reference means, without its fragment; null when it is malformed.</summary>
    public static Uri? Resolve(Uri? against, string reference)
    {
        string document = DocumentOf(reference);
        return document.Length == 0 ? against
            : against is null ? Uri.TryCreate(document, UriKind.Absolute, out Uri? absolute) ? absolute : null
            : Uri.TryCreate(against, document, out Uri? resolved) ? resolved : null;
    }

    /// <summary>The resource with a URI; null when there is none.</summary>
    /// <exception cref="GrammarException">The text there is no schema, or two resources have the URI.</exception>
    public SchemaResource? Find(Uri uri)
    {
        string key = uri.AbsoluteUri;
        _byUri ??= new(StringComparer.Ordinal);
        for (int i = 0; i < _texts.Count && !_byUri.ContainsKey(key); i++)
        {
            Index(_texts[i]);
        }

        if (!_byUri.TryGetValue(key, out SchemaResource? found))
        {
            if ((MetaSchemas.Find(key) ?? _supplied.Find(uri)) is not { } text)
            {
                return null;
            }

            Load(text, uri);
            found = _byUri[key];
        }

        return found ?? throw new GrammarException(
            GrammarError.Unsupported, $"two schemas have the identity {key}, so a reference to it has no one meaning", construct: "$id", hint: "give each its own");
    }

    /// <summary>The schema of a name in a resource; null when there is none.</summary>
    public SchemaAnchor? Anchor(SchemaResource resource, string name)
    {
        Index(resource);
        return resource.Anchor(name);
    }

    /// <summary>An error with the document that it is in.</summary>
    public static GrammarException Located(GrammarException e, Uri document) =>
        new(e.Error, e.Problem, (e.Location ?? SourceLocation.AtPointer(string.Empty)).In(document), e.Construct, e.Hint, e);

    /// <summary>The name by which the recursive references of draft 2019-09 look for a resource; none that a schema can give.</summary>
    public const string RecursiveName = "#";

    private static string DocumentOf(string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? reference : reference[..hash];
    }

    /// <summary>The identifier that a schema gives itself, as it is written; null when it gives none.</summary>
    public static string? Identifier(JsonElement schema, Dialect dialect)
    {
        if (schema.ValueKind != JsonValueKind.Object || dialect.IsOpenApi || (dialect.IsReferenceAlone && StringIn(schema, "$ref") is not null))
        {
            return null;
        }

        return StringIn(schema, Keywords.NameOf(dialect.IdKeyword));
    }

    private static string? StringIn(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Uri WithoutFragment(Uri uri) => uri.Fragment.Length == 0 ? uri : new Uri(DocumentOf(uri.AbsoluteUri), UriKind.Absolute);

    private void Load(string text, Uri uri)
    {
        if (_texts.Count == MaxTexts)
        {
            throw new GrammarException(GrammarError.LimitExceeded, $"a schema refers to more than {MaxTexts} documents", construct: "$ref", hint: "join them in one, under $defs");
        }

        try
        {
            SchemaResource root = Add(new SchemaText(text, _texts.Count, uri, _limits), uri, Given.Dialect);
            Index(root);
            _byUri![uri.AbsoluteUri] = root;
        }
        catch (GrammarException e) when (e.Location?.Document is null)
        {
            throw Located(e, uri);
        }
    }

    private SchemaResource Add(SchemaText text, Uri address, Dialect inherited)
    {
        Dialect dialect = _dialects.Of(text.Root, inherited, string.Empty, out GrammarException? error);
        var resource = new SchemaResource(_count++, text, text.Root, string.Empty, null, dialect) { Address = address, DialectError = error };
        _texts.Add(resource);
        return resource;
    }

    /// <summary>Finds the anchors of a resource, and its embedded resources with theirs.</summary>
    private void Index(SchemaResource resource)
    {
        SchemaText text = resource.Text;
        if (!text.IsIndexed)
        {
            text.IsIndexed = true;
            SchemaResource root = _texts[text.Number];
            _byUri ??= new(StringComparer.Ordinal);
            _byUri.TryAdd(root.Address!.AbsoluteUri, root);
            new Indexer(this, isPublic: true).Visit(root, string.Empty);
        }

        if (!resource.IsIndexed)
        {
            // It is reached through a word that is no keyword: what it calls itself is known inside it only.
            new Indexer(this, isPublic: false).Visit(resource, resource.Location);
        }
    }

    private void Register(string uri, SchemaResource resource)
    {
        // Which of two a reference means, the specification does not say. Of two texts, the first that was needed counts.
        if (!_byUri!.TryAdd(uri, resource) && _byUri[uri] is { } other && other != resource && other.Text == resource.Text
            && !JsonMarshal.GetRawUtf8Value(other.Root).SequenceEqual(JsonMarshal.GetRawUtf8Value(resource.Root)))
        {
            _byUri[uri] = null;
        }
    }

    /// <summary>Walks through the places where schemas stand.</summary>
    private sealed class Indexer(SchemaResources resources, bool isPublic)
    {
        private readonly List<string> _path = [];
        private string _start = string.Empty;

        public void Visit(SchemaResource resource, string location)
        {
            _start = location;
            Visit(resource.Root, resource);
        }

        private void Visit(JsonElement schema, SchemaResource around)
        {
            if (schema.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            StackGuard.Ensure("the schema");
            SchemaResource resource = MayBegin(schema) ? resources.Enter(around, schema, Location()) : around;
            if (!resource.IsIndexed)
            {
                resource.IsIndexed = true;
                if (isPublic && resource.Base is { } uri)
                {
                    resources.Register(uri.AbsoluteUri, resource);
                }
            }

            AddNames(schema, resource);
            foreach (JsonProperty member in schema.EnumerateObject())
            {
                SchemaPlace place = SchemaPlaces.Under(Keywords.Find(member.Name), member.Value, resource.Dialect);
                if (place != SchemaPlace.None)
                {
                    _path.Add(member.Name);
                    VisitUnder(member.Value, place, resource);
                    _path.RemoveAt(_path.Count - 1);
                }
            }
        }

        private void VisitUnder(JsonElement value, SchemaPlace place, SchemaResource resource)
        {
            if (place == SchemaPlace.Schema)
            {
                Visit(value, resource);
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    VisitAt(member.Name, member.Value, resource);
                }
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    VisitAt(index++.ToString(CultureInfo.InvariantCulture), item, resource);
                }
            }
        }

        private void VisitAt(string segment, JsonElement schema, SchemaResource resource)
        {
            _path.Add(segment);
            Visit(schema, resource);
            _path.RemoveAt(_path.Count - 1);
        }

        private void AddNames(JsonElement schema, SchemaResource resource)
        {
            if (resource.Dialect.IsReferenceAlone)
            {
                // Up to draft 7, a fragment of the identifier is the name.
                if (Identifier(schema, resource.Dialect) is { } id && id.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0
                    && Uri.UnescapeDataString(id[(hash + 1)..]) is { Length: > 0 } name && name[0] != '/')
                {
                    resource.Add(name, new SchemaAnchor(schema, Location(), IsDynamic: false));
                }

                return;
            }

            if (StringIn(schema, "$anchor") is { } anchor)
            {
                resource.Add(anchor, new SchemaAnchor(schema, Location(), IsDynamic: false));
            }

            if (resource.Dialect.Draft >= SchemaDialect.Draft202012)
            {
                if (StringIn(schema, "$dynamicAnchor") is { } dynamic)
                {
                    resource.Add(dynamic, new SchemaAnchor(schema, Location(), IsDynamic: true));
                }
            }
            else if (resource.Text.PlaceOf(schema) == resource.Text.PlaceOf(resource.Root)
                && schema.TryGetProperty("$recursiveAnchor"u8, out JsonElement recursive) && recursive.ValueKind == JsonValueKind.True)
            {
                resource.Add(RecursiveName, new SchemaAnchor(schema, Location(), IsDynamic: true));
            }
        }

        private string Location() => _path.Aggregate(_start, JsonPointers.Append);
    }
}
