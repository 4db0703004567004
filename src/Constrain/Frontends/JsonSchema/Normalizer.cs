// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Works a term out to its normal form: a set of values per JSON type.</summary>
/// <remarks>
/// Only what applies to the value itself is worked out; the terms of properties and items stay as they are until a document
/// gets there. Conjunction distributes over the disjunctions of shapes (Attouche et al., "Witness generation for JSON Schema",
/// VLDB 2022, section 4). Threads: used under the lock of the automaton.
/// </remarks>
internal sealed partial class Normalizer(JsonTerminals terminals, TermTable terms, int maxShapes = 1024)
{
    /// <summary>Alternatives that a conjunction of alternatives is written out to; more than these are kept as a guard.</summary>
    private const int MaxProduct = 64;

    private const JsonTypes AllKinds = (JsonTypes)127;

    private readonly Dictionary<(Term, JsonTypes), ValueSet> _known = [];
    private readonly FormulaTable _formulas = new();
    private readonly RegexBuilder _regexes = terminals.Regexes;
    private readonly JsonStrings _strings = terminals.Strings;
    private readonly NumberRegex _numbers = terminals.Numbers;

    /// <summary>Where its terms are made.</summary>
    public TermTable Terms => terms;

    /// <summary>Where its guards are made.</summary>
    public FormulaTable Formulas => _formulas;

    /// <summary>The types whose values are worked out; of the others there are none.</summary>
    private JsonTypes _kinds = AllKinds;

    private ValueSet Anything => _kinds == AllKinds ? terminals.Anything : Only(terminals.Anything);

    private ValueSet Nothing => terminals.Nothing;

    /// <summary>The values of a term.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the alternatives pass their limit.</exception>
    public ValueSet Of(Term term)
    {
        StackGuard.Ensure("the schema");
        if (!_known.TryGetValue((term, _kinds), out ValueSet? set))
        {
            Effort.Spend();
            set = term switch
            {
                Term.Schema schema => OfNode(schema.Node),
                Term.Constant constant => Only(OfValue(constant.Value)),
                Term.Not { Positive: Term.Schema schema } => OfNegated(schema.Node),
                Term.Not { Positive: Term.Constant constant } => Without([constant.Value]),
                Term.All all => all.Parts.Select(Of).Aggregate(Intersect),
                Term.Either either => UniteAll(either.Parts.Select(Of)),
                Term.Anything => Anything,
                _ => Nothing,
            };
            _known.Add((term, _kinds), set);
        }

        return set;
    }

    /// <summary>The strings of a term, without a look at its other values.</summary>
    private Regex StringsOf(Term term)
    {
        JsonTypes kinds = _kinds;
        _kinds = JsonTypes.String;
        try
        {
            return Of(term).Strings;
        }
        finally
        {
            _kinds = kinds;
        }
    }

    private ValueSet Only(ValueSet set) => _kinds == AllKinds ? set : OfTypes(set, _kinds);

    private ValueSet OfNode(SchemaNode node)
    {
        // The types first: what the other keywords say of other types need not be worked out.
        ValueSet set = Anything;
        foreach (Assertion assertion in node.Assertions)
        {
            set = assertion is Assertion.Type type ? OfTypes(set, type.Types) : set;
        }

        foreach (Assertion assertion in node.Assertions)
        {
            set = Restrict(set, assertion, node);
        }

        return set;
    }

    /// <summary>The values of the set for which the assertion holds.</summary>
    private ValueSet Restrict(ValueSet set, Assertion assertion, SchemaNode node)
    {
        switch (assertion)
        {
            case Assertion.Type:
                return set;
            case Assertion.OneOfValues values:
                return Intersect(set, Only(UniteAll(values.Values.Select(OfValue))));
            case Assertion.Number number:
                return set.Numbers == _regexes.Nothing ? set : set with { Numbers = WithBounds(set.Numbers, number.Bounds) };
            case Assertion.Text text:
                return set.Strings == _regexes.Nothing ? set : set with { Strings = IntersectTexts(set.Strings, OfText(text), _strings.AnyBody) };
            case Assertion.Array array:
                return set.Arrays.Count == 0 ? set : set with { Arrays = Intersect(set.Arrays, ShapeOf(array)) };
            case Assertion.Object o:
                return set.Objects.Count == 0 ? set : set with { Objects = Intersect(set.Objects, ShapeOf(o)) };
            case Assertion.AllOf all:
                return all.Schemas.Aggregate(set, (both, schema) => Intersect(both, Of(terms.Of(schema))));
            case Assertion.AnyOf any:
                return Intersect(set, UniteAll(any.Schemas.Select(s => Of(terms.Of(s)))));
            case Assertion.OneOf one:
                return Intersect(set, ExactlyOne(one.Schemas));
            case Assertion.Not not:
                return Intersect(set, Of(terms.Not(terms.Of(not.Schema))));
            case Assertion.If condition:
                return condition.Then is null && condition.Else is null ? set : Intersect(set, Conditional(condition, isTrue: true));
            case Assertion.Contains or Assertion.UniqueItems or Assertion.UnevaluatedItems:
                return set.Arrays.Count == 0 ? set : set with { Arrays = Intersect(set.Arrays, Guarded(ArraysOf(assertion, node))) };
            case Assertion.Dependent or Assertion.UnevaluatedProperties:
                return set.Objects.Count == 0 ? set : set with { Objects = Intersect(set.Objects, GuardedObjects(ObjectsOf(assertion, node))) };
            default:
                return Nothing;
        }
    }

    private ValueSet OfTypes(ValueSet set, JsonTypes types) => new(
        set.HasNull && types.HasFlag(JsonTypes.Null),
        set.HasTrue && types.HasFlag(JsonTypes.Boolean),
        set.HasFalse && types.HasFlag(JsonTypes.Boolean),
        types.HasFlag(JsonTypes.Number) ? set.Numbers
            : types.HasFlag(JsonTypes.Integer) ? IntersectTexts(set.Numbers, _numbers.WrittenIntegers, _numbers.Written) : _regexes.Nothing,
        types.HasFlag(JsonTypes.String) ? set.Strings : _regexes.Nothing,
        types.HasFlag(JsonTypes.Array) ? set.Arrays : [],
        types.HasFlag(JsonTypes.Object) ? set.Objects : []);

    private ValueSet OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Nothing with { HasNull = true },
        JsonValueKind.True => Nothing with { HasTrue = true },
        JsonValueKind.False => Nothing with { HasFalse = true },
        JsonValueKind.Number => Nothing with { Numbers = _numbers.Constant(JsonDecimal.Parse(value.GetRawText())) },
        JsonValueKind.String => Nothing with { Strings = _strings.Literal(value.GetString()!) },
        JsonValueKind.Array => Nothing with { Arrays = [ShapeOfItems(value)] },
        _ => Nothing with { Objects = [ShapeOfProperties(value)] },
    };

    private ArrayShape ShapeOfItems(JsonElement array)
    {
        Term[] items = [.. array.EnumerateArray().Select(terms.Of)];
        return new ArrayShape(items, Term.None, items.Length, items.Length);
    }

    private ObjectShape ShapeOfProperties(JsonElement value)
    {
        Property[] properties = [.. value.EnumerateObject().Select(p => new Property(p.Name, terms.Of(p.Value), true))];
        return new ObjectShape(properties, [], properties.Length, properties.Length);
    }

    /// <summary>The numbers of a set between bounds. Numbers and integers of every size are compared digit by digit, not intersected.</summary>
    private Regex WithBounds(Regex set, NumberBounds bounds)
    {
        bool isInteger = set == _numbers.WrittenIntegers;
        Regex range = _numbers.WrittenRange(bounds.Minimum, bounds.MinimumExclusive, bounds.Maximum, bounds.MaximumExclusive, isInteger);
        Regex all = isInteger ? _numbers.WrittenIntegers : _numbers.Written;
        if (bounds.MultipleOf is { } divisor)
        {
            range = _regexes.Intersect(range, _numbers.MultipleOf(divisor));
            range = _regexes.IsEmpty(range) ? _regexes.Nothing : range;
        }

        return IntersectTexts(set, range, all);
    }

    private Regex OfText(Assertion.Text text)
    {
        Regex lengths = _strings.OfLength(text.MinLength, text.MaxLength);
        return text.Body is null ? lengths : lengths == _strings.AnyBody ? text.Body : _regexes.Intersect(text.Body, lengths);
    }

    private ValueSet Intersect(ValueSet a, ValueSet b)
    {
        if (ReferenceEquals(a, Anything) || ReferenceEquals(b, Anything))
        {
            return ReferenceEquals(a, Anything) ? b : a;
        }

        return new ValueSet(
            a.HasNull && b.HasNull,
            a.HasTrue && b.HasTrue,
            a.HasFalse && b.HasFalse,
            IntersectTexts(a.Numbers, b.Numbers, _numbers.Written),
            IntersectTexts(a.Strings, b.Strings, _strings.AnyBody),
            Intersect(a.Arrays, b.Arrays),
            Intersect(a.Objects, b.Objects));
    }

    private Regex IntersectTexts(Regex a, Regex b, Regex all)
    {
        if (a == all || b == all)
        {
            return a == all ? b : a;
        }

        Regex both = _regexes.Intersect(a, b);
        return _regexes.IsEmpty(both) ? _regexes.Nothing : both;
    }

    private ValueSet UniteAll(IEnumerable<ValueSet> sets)
    {
        ValueSet[] all = [.. sets.Where(s => !ReferenceEquals(s, Nothing))];
        if (all.Length <= 1)
        {
            return all.Length == 0 ? Nothing : all[0];
        }

        return new ValueSet(
            all.Any(s => s.HasNull),
            all.Any(s => s.HasTrue),
            all.Any(s => s.HasFalse),
            _regexes.Union([.. all.Select(s => s.Numbers)]),
            _regexes.Union([.. all.Select(s => s.Strings)]),
            Limited([.. all.SelectMany(s => s.Arrays).Distinct()]),
            Limited([.. all.SelectMany(s => s.Objects).Distinct()]));
    }

    private IReadOnlyList<ArrayShape> Intersect(IReadOnlyList<ArrayShape> a, IReadOnlyList<ArrayShape> b) =>
        a is [var left] && left == terminals.AnyArray ? b
        : b is [var right] && right == terminals.AnyArray ? a
        : Product(a, (long)a.Count * b.Count > MaxProduct ? Guarded(FormulaOf(b)) : b, Intersect);

    private IReadOnlyList<ObjectShape> Intersect(IReadOnlyList<ObjectShape> a, IReadOnlyList<ObjectShape> b) =>
        a is [var left] && left == terminals.AnyObject ? b
        : b is [var right] && right == terminals.AnyObject ? a
        : Product(a, (long)a.Count * b.Count > MaxProduct ? GuardedObjects(FormulaOf(b)) : b, Intersect);

    private static IReadOnlyList<T> Product<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, T, T?> intersect)
        where T : class
    {
        Effort.Spend(a.Count * b.Count);
        return [.. from x in a from y in b select intersect(x, y) into both where both is not null select both];
    }

    private IReadOnlyList<T> Limited<T>(IReadOnlyList<T> shapes)
    {
        Limited(shapes.Count);
        return shapes;
    }

    private void Limited(long shapes)
    {
        if (shapes > maxShapes)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"one value has more than {maxShapes} alternative array or object shapes",
                hint: "combine fewer anyOf with each other");
        }
    }
}
