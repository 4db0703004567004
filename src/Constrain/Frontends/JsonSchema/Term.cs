// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A set of JSON values that is not worked out yet: schemas and constants that must all hold.</summary>
/// <remarks>Interned by <see cref="TermTable"/>: equal terms are the same object, so rules can be found by them.</remarks>
internal abstract class Term(int id)
{
    /// <summary>Every value.</summary>
    public static readonly Term Any = new Anything(0);

    /// <summary>No value.</summary>
    public static readonly Term None = new Nothing(1);

    public int Id { get; } = id;

    /// <summary>Every value.</summary>
    public sealed class Anything(int id) : Term(id);

    /// <summary>No value.</summary>
    public sealed class Nothing(int id) : Term(id);

    /// <summary>The values of a schema.</summary>
    public sealed class Schema(int id, SchemaNode node) : Term(id)
    {
        public SchemaNode Node { get; } = node;
    }

    /// <summary>One value.</summary>
    public sealed class Constant(int id, JsonElement value) : Term(id)
    {
        public JsonElement Value { get; } = value;
    }

    /// <summary>The values that all parts have in common. Invariant: two parts or more, each a schema or constant, ascending by id.</summary>
    public sealed class All(int id, Term[] parts) : Term(id)
    {
        public Term[] Parts { get; } = parts;
    }
}

/// <summary>Makes and interns terms. Threads: used under the lock of the automaton.</summary>
internal sealed class TermTable
{
    private readonly Dictionary<SchemaNode, Term> _schemas = [];
    private readonly Dictionary<string, Term> _constants = [];
    private readonly Dictionary<(Term, Term), Term> _both = [];
    private readonly Dictionary<string, Term> _all = [];
    private int _nextId = 2;

    /// <summary>The values of a schema; of no schema, every value.</summary>
    public Term Of(SchemaNode? node)
    {
        // A schema that only refers to another is that other one; there is no circle (ReferenceCycles).
        while (node?.Assertions is [Assertion.AllOf { Schemas: [var target] }])
        {
            node = target;
        }

        if (node is null || node.Assertions.Length == 0)
        {
            return Term.Any;
        }

        if (node.Assertions[0] is Assertion.Never)
        {
            return Term.None;
        }

        if (!_schemas.TryGetValue(node, out Term? term))
        {
            _schemas.Add(node, term = new Term.Schema(_nextId++, node));
        }

        return term;
    }

    /// <summary>One value.</summary>
    public Term Of(JsonElement value)
    {
        string text = value.GetRawText();
        if (!_constants.TryGetValue(text, out Term? term))
        {
            _constants.Add(text, term = new Term.Constant(_nextId++, value));
        }

        return term;
    }

    /// <summary>The values that both have.</summary>
    public Term Both(Term a, Term b)
    {
        if (a == b || b is Term.Anything || a is Term.Nothing)
        {
            return a;
        }

        if (a is Term.Anything || b is Term.Nothing)
        {
            return b;
        }

        (Term, Term) key = a.Id < b.Id ? (a, b) : (b, a);
        if (!_both.TryGetValue(key, out Term? term))
        {
            Term[] parts = [.. Parts(a).Union(Parts(b)).OrderBy(p => p.Id)];
            string ids = string.Join(',', parts.Select(p => p.Id));
            if (!_all.TryGetValue(ids, out term))
            {
                term = parts.Length == 1 ? parts[0] : new Term.All(_nextId++, parts);
                _all.Add(ids, term);
            }

            _both.Add(key, term);
        }

        return term;
    }

    private static Term[] Parts(Term term) => term is Term.All all ? all.Parts : [term];
}
