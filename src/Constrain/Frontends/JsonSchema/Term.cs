// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A set of JSON values that is not worked out yet: schemas and constants, joined by "not", "and" and "or".</summary>
/// <remarks>
/// Interned by <see cref="TermTable"/>: equal terms are the same object, so rules can be found by them. In negation normal form:
/// what is negated is one schema or one constant.
/// </remarks>
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

    /// <summary>The values that are not in a schema or constant.</summary>
    public sealed class Not(int id, Term positive) : Term(id)
    {
        public Term Positive { get; } = positive;
    }

    /// <summary>The values that all parts have in common. Invariant: two parts or more, ascending by id, none of this kind.</summary>
    public sealed class All(int id, Term[] parts) : Term(id)
    {
        public Term[] Parts { get; } = parts;
    }

    /// <summary>The values of any part. Invariant: two parts or more, ascending by id, none of this kind.</summary>
    public sealed class Either(int id, Term[] parts) : Term(id)
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
    private readonly Dictionary<string, Term> _either = [];
    private readonly Dictionary<Term, Term> _negations = [];
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

    /// <summary>The values that are not in a term.</summary>
    public Term Not(Term term)
    {
        if (!_negations.TryGetValue(term, out Term? negation))
        {
            negation = term switch
            {
                Term.Anything => Term.None,
                Term.Nothing => Term.Any,
                Term.All all => Either(all.Parts.Select(Not)),
                Term.Either either => All(either.Parts.Select(Not)),
                _ => new Term.Not(_nextId++, term),
            };
            _negations.Add(term, negation);
            _negations.TryAdd(negation, term);
        }

        return negation;
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
            _both.Add(key, term = All([a, b]));
        }

        return term;
    }

    /// <summary>The values that all of them have.</summary>
    public Term All(IEnumerable<Term> terms) =>
        Join(terms, Term.Any, Term.None, _all, static t => (t as Term.All)?.Parts, static (id, parts) => new Term.All(id, parts));

    /// <summary>The values that any of them has.</summary>
    public Term Either(IEnumerable<Term> terms) =>
        Join(terms, Term.None, Term.Any, _either, static t => (t as Term.Either)?.Parts, static (id, parts) => new Term.Either(id, parts));

    private Term Join(
        IEnumerable<Term> terms, Term neutral, Term absorbing, Dictionary<string, Term> table, Func<Term, Term[]?> partsOf, Func<int, Term[], Term> make)
    {
        Term[] parts = [.. terms.SelectMany(t => partsOf(t) ?? [t]).Where(t => t != neutral).Distinct().OrderBy(t => t.Id)];
        if (Array.IndexOf(parts, absorbing) >= 0 || HasOpposites(parts))
        {
            return absorbing;
        }

        return parts.Length switch
        {
            0 => neutral,
            1 => parts[0],
            _ => Intern(table, parts, make),
        };
    }

    private bool HasOpposites(Term[] parts) =>
        Array.Exists(parts, part => _negations.TryGetValue(part, out Term? negation) && Array.IndexOf(parts, negation) >= 0);

    private Term Intern(Dictionary<string, Term> table, Term[] parts, Func<int, Term[], Term> make)
    {
        string ids = string.Join(',', parts.Select(p => p.Id));
        if (!table.TryGetValue(ids, out Term? term))
        {
            table.Add(ids, term = make(_nextId++, parts));
        }

        return term;
    }
}
