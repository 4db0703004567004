// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>One schema as it was parsed: the assertions of its keywords in the order of the text.</summary>
internal sealed class SchemaNode
{
    private readonly SchemaNode? _parent;
    private readonly string? _keyword;
    private readonly string? _name;
    private string? _location;

    /// <summary>A schema at a JSON Pointer from the root of its document.</summary>
    public SchemaNode(string location, SchemaScope scope)
    {
        _location = location;
        Scope = scope;
    }

    /// <summary>A schema inside another: the value of a keyword, or of a name or index in that.</summary>
    public SchemaNode(SchemaNode parent, string keyword, string? name)
    {
        _parent = parent;
        _keyword = keyword;
        _name = name;
        Scope = parent.Scope;
    }

    /// <summary>The JSON Pointer from the root of the document; put together when somebody asks, for most schemas have no error.</summary>
    public string Location
    {
        get
        {
            if (_location is null)
            {
                string pointer = JsonPointers.Append(_parent!.Location, _keyword!);
                _location = _name is null ? pointer : JsonPointers.Append(pointer, _name);
            }

            return _location;
        }
    }

    /// <summary>What the references in it depend on; its own once it is read.</summary>
    public SchemaScope Scope { get; set; }

    /// <summary>The document that it stands in; null for the one that was given.</summary>
    public Uri? Document => Scope.Resource.Text.Uri;

    /// <summary>All must hold; none is the schema <c>true</c>. Complete once the whole document is parsed.</summary>
    public Assertion[] Assertions { get; set; } = [];

    /// <summary>Whether the search for circles of references is on its way through it; null before, false after.</summary>
    public bool? IsOnReferencePath { get; set; }

    /// <summary>Whether <c>contains</c> evaluates the items that it finds; it does since draft 2020-12.</summary>
    public bool ContainsEvaluates { get; set; }

    /// <summary>What is plain to see of its values; null until asked for.</summary>
    public SureKinds? Sure { get; set; }
}

/// <summary>What one keyword, or a group that only has a meaning together, says of a value.</summary>
internal abstract record Assertion
{
    /// <summary>No value: the schema <c>false</c>.</summary>
    public sealed record Never : Assertion
    {
        public static readonly Never Instance = new();
    }

    /// <summary><c>type</c>.</summary>
    public sealed record Type(JsonTypes Types) : Assertion
    {
        private static readonly Type[] Known = [.. Enumerable.Range(0, 128).Select(types => new Type((JsonTypes)types))];

        /// <summary>The assertion of these types.</summary>
        public static Type Of(JsonTypes types) => Known[(int)types];
    }

    /// <summary><c>enum</c> and <c>const</c>.</summary>
    public sealed record OneOfValues(JsonElement[] Values) : Assertion;

    /// <summary><c>minimum</c> and its kin, and <c>multipleOf</c>.</summary>
    public sealed record Number(NumberBounds Bounds) : Assertion;

    /// <summary>Lengths in code points, and a regex over the body of the string as JSON text.</summary>
    /// <param name="MinLength">The least length.</param>
    /// <param name="MaxLength">The greatest length; null for none.</param>
    /// <param name="Body">The bodies that may be written; null for all.</param>
    /// <param name="Format">The format that the body is of, of which more may satisfy than may be written; null for none.</param>
    public sealed record Text(int MinLength, int? MaxLength, Regex? Body, string? Format = null) : Assertion;

    /// <summary>The array keywords.</summary>
    public sealed record Array(SchemaNode[] Prefix, SchemaNode? Rest, int MinItems, int? MaxItems) : Assertion;

    /// <summary>The object keywords.</summary>
    public sealed record Object(
        (string Name, SchemaNode Schema)[] Properties,
        (Regex Names, SchemaNode Schema)[] Patterns,
        SchemaNode? Additional,
        string[] Required,
        SchemaNode? PropertyNames,
        int MinProperties,
        int? MaxProperties) : Assertion;

    /// <summary><c>allOf</c>, and <c>$ref</c> with its one target.</summary>
    public sealed record AllOf(SchemaNode[] Schemas) : Assertion;

    /// <summary><c>anyOf</c>.</summary>
    public sealed record AnyOf(SchemaNode[] Schemas) : Assertion;

    /// <summary><c>oneOf</c>.</summary>
    public sealed record OneOf(SchemaNode[] Schemas) : Assertion;

    /// <summary><c>not</c>.</summary>
    public sealed record Not(SchemaNode Schema) : Assertion;

    /// <summary><c>if</c> with <c>then</c> and <c>else</c>; without both it says nothing, but what it evaluates counts.</summary>
    public sealed record If(SchemaNode Condition, SchemaNode? Then, SchemaNode? Else) : Assertion;

    /// <summary>What the presence of a property asks for: one entry of <c>dependentRequired</c>, <c>dependentSchemas</c> or <c>dependencies</c>.</summary>
    public sealed record Dependent(string Name, string[] Required, SchemaNode? Schema) : Assertion;

    /// <summary><c>contains</c>, with how many items it asks for.</summary>
    public sealed record Contains(SchemaNode Schema, int Min, int? Max) : Assertion;

    /// <summary><c>uniqueItems</c>.</summary>
    public sealed record UniqueItems : Assertion
    {
        public static readonly UniqueItems Instance = new();
    }

    /// <summary><c>unevaluatedItems</c>; what is evaluated, the other assertions of its schema say.</summary>
    public sealed record UnevaluatedItems(SchemaNode Schema) : Assertion;

    /// <summary><c>unevaluatedProperties</c>; what is evaluated, the other assertions of its schema say.</summary>
    public sealed record UnevaluatedProperties(SchemaNode Schema) : Assertion;
}

/// <summary>The range of a number; a bound that is null is none.</summary>
internal sealed record NumberBounds(JsonDecimal? Minimum, bool MinimumExclusive, JsonDecimal? Maximum, bool MaximumExclusive, JsonDecimal? MultipleOf);

/// <summary>The types of JSON Schema.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}
