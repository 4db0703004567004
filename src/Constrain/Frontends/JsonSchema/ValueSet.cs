// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A set of JSON values in normal form: per type, independent of the others; a disjunction of shapes for arrays and objects.</summary>
/// <remarks>
/// A shape is a conjunction that can be read off, and a guard: any formula over further claims.
/// Strings are a regex over the body of the string as JSON text, numbers one over the text of the number. Each value is in the
/// regex with all of its accepted spellings or with none, so intersection and union of sets are those of the regexes.
/// </remarks>
internal sealed record ValueSet(
    bool HasNull,
    bool HasTrue,
    bool HasFalse,
    Regex Numbers,
    Regex Strings,
    IReadOnlyList<ArrayShape> Arrays,
    IReadOnlyList<ObjectShape> Objects);

/// <summary>Arrays whose items are of these terms, and between <see cref="MinItems"/> and <see cref="MaxItems"/> in number, and for which the guard holds.</summary>
/// <remarks>Compared by reference, as a parameter of rules.</remarks>
internal sealed class ArrayShape(Term[] prefix, Term rest, int minItems, int? maxItems, Formula? guard = null) : Claim
{
    /// <summary>The terms of the first items.</summary>
    public Term[] Prefix { get; } = prefix;

    /// <summary>The term of every item after them.</summary>
    public Term Rest { get; } = rest;

    public int MinItems { get; } = minItems;

    /// <summary>Null for no maximum.</summary>
    public int? MaxItems { get; } = maxItems;

    /// <summary>What else holds.</summary>
    public Formula Guard { get; } = guard ?? Formula.True;

    /// <summary>The same without the guard.</summary>
    public ArrayShape Plain => Guard == Formula.True ? this : field ??= new ArrayShape(Prefix, Rest, MinItems, MaxItems);

    /// <summary>The term of the item at a 0-based index.</summary>
    public Term At(int index) => index < Prefix.Length ? Prefix[index] : Rest;
}

/// <summary>Arrays in which so many items are of a term, of which some were counted already.</summary>
internal sealed class ContainsClaim(Term item, int min, int? max, int count = 0) : Claim
{
    private ContainsClaim? _next;

    public Term Item { get; } = item;

    public int Min { get; } = min;

    /// <summary>Null for no maximum.</summary>
    public int? Max { get; } = max;

    /// <summary>How many there were.</summary>
    public int Count { get; } = count;

    /// <summary>After one more.</summary>
    public ContainsClaim Next => _next ??= new ContainsClaim(Item, Min, Max, Count + 1);
}

/// <summary>Arrays of which no two items are equal.</summary>
internal sealed class UniqueClaim : Claim
{
    public static readonly UniqueClaim Instance = new();
}

/// <summary>Objects as a function from names to terms: declared names in their order, then cells of other names.</summary>
/// <remarks>
/// A declared name has its own term, whatever cell it is in. Invariant: the cells are disjoint, and each holds a name that is
/// not declared. A name that is neither declared nor in a cell is forbidden. Compared by reference, as a parameter of rules.
/// </remarks>
internal sealed class ObjectShape(Property[] properties, Cell[] cells, int minProperties, int? maxProperties, Formula? guard = null) : Claim
{
    private Dictionary<string, Property>? _byName;

    /// <summary>The declared names, in the order in which they are written.</summary>
    public Property[] Properties { get; } = properties;

    /// <summary>The indices of the declared names that are required, ascending.</summary>
    public int[] Required => field ??= [.. Enumerable.Range(0, Properties.Length).Where(i => Properties[i].IsRequired)];

    /// <summary>The names that are not declared.</summary>
    public Cell[] Cells { get; } = cells;

    public int MinProperties { get; } = minProperties;

    /// <summary>Null for no maximum.</summary>
    public int? MaxProperties { get; } = maxProperties;

    /// <summary>What else holds.</summary>
    public Formula Guard { get; } = guard ?? Formula.True;

    /// <summary>The same without the guard.</summary>
    public ObjectShape Plain => Guard == Formula.True ? this : field ??= new ObjectShape(Properties, Cells, MinProperties, MaxProperties);

    /// <summary>The declared property of this name, if there is one.</summary>
    public Property? Find(string name) =>
        (_byName ??= Properties.ToDictionary(p => p.Name, StringComparer.Ordinal)).GetValueOrDefault(name);
}

/// <summary>A declared property. <see cref="Value"/> may be the term without values: then the name is forbidden.</summary>
internal sealed record Property(string Name, Term Value, bool IsRequired);

/// <summary>Names, as a regex over their bodies as JSON text, that share a term unless they are declared.</summary>
internal sealed record Cell(Regex Names, Term Value);
