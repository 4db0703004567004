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
internal sealed partial class Normalizer(RegexBuilder regexes, JsonStrings strings, NumberRegex numbers, TermTable terms)
{
    /// <summary>Alternatives of arrays or objects in one value; each costs the time and memory of a small grammar.</summary>
    private const int MaxShapes = 1024;

    private readonly Dictionary<Term, ValueSet> _known = [];
    private readonly HashSet<SchemaNode> _entered = [];

    private ValueSet Anything => field ??= OfTypes((JsonTypes)127);

    private ValueSet Nothing => field ??= OfTypes(JsonTypes.None);

    /// <summary>The values of a term.</summary>
    /// <exception cref="GrammarException">A reference leads back to itself, or the alternatives pass their limit.</exception>
    public ValueSet Of(Term term)
    {
        StackGuard.Ensure("the schema");
        if (!_known.TryGetValue(term, out ValueSet? set))
        {
            set = term switch
            {
                Term.Schema schema => OfNode(schema.Node),
                Term.Constant constant => OfValue(constant.Value),
                Term.All all => all.Parts.Select(Of).Aggregate(Intersect),
                Term.Anything => Anything,
                _ => Nothing,
            };
            _known.Add(term, set);
        }

        return set;
    }

    private ValueSet OfNode(SchemaNode node)
    {
        if (!_entered.Add(node))
        {
            throw new GrammarException(
                GrammarError.Unsupported,
                "the schema refers to itself without a property or an item in between, so it has no meaning",
                SourceLocation.AtPointer(node.Location),
                "$ref",
                "break the cycle of references");
        }

        ValueSet set = Anything;
        foreach (Assertion assertion in node.Assertions)
        {
            set = Intersect(set, OfAssertion(assertion));
        }

        _entered.Remove(node);
        return set;
    }

    private ValueSet OfAssertion(Assertion assertion) => assertion switch
    {
        Assertion.Type type => OfTypes(type.Types),
        Assertion.OneOfValues values => UniteAll(values.Values.Select(OfValue)),
        Assertion.Number number => Anything with { Numbers = OfBounds(number.Bounds) },
        Assertion.Text text => Anything with { Strings = OfText(text) },
        Assertion.Array array => Anything with { Arrays = [ShapeOf(array)] },
        Assertion.Object o => Anything with { Objects = ShapeOf(o) is { } shape ? [shape] : [] },
        Assertion.AllOf all => all.Schemas.Select(s => Of(terms.Of(s))).Aggregate(Anything, Intersect),
        Assertion.AnyOf any => UniteAll(any.Schemas.Select(s => Of(terms.Of(s)))),
        _ => Nothing,
    };

    private ValueSet OfTypes(JsonTypes types) => new(
        types.HasFlag(JsonTypes.Null),
        types.HasFlag(JsonTypes.Boolean),
        types.HasFlag(JsonTypes.Boolean),
        types.HasFlag(JsonTypes.Number) ? numbers.Written : types.HasFlag(JsonTypes.Integer) ? numbers.WrittenIntegers : regexes.Nothing,
        types.HasFlag(JsonTypes.String) ? strings.AnyBody : regexes.Nothing,
        types.HasFlag(JsonTypes.Array) ? [new ArrayShape([], terms.Anything, 0, null)] : [],
        types.HasFlag(JsonTypes.Object) ? [new ObjectShape([], [new Cell(strings.AnyBody, terms.Anything)], 0, null)] : []);

    private ValueSet OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Nothing with { HasNull = true },
        JsonValueKind.True => Nothing with { HasTrue = true },
        JsonValueKind.False => Nothing with { HasFalse = true },
        JsonValueKind.Number => Nothing with { Numbers = numbers.Constant(JsonDecimal.Parse(value.GetRawText())) },
        JsonValueKind.String => Nothing with { Strings = strings.Literal(value.GetString()!) },
        JsonValueKind.Array => Nothing with { Arrays = [ShapeOfItems(value)] },
        _ => Nothing with { Objects = [ShapeOfProperties(value)] },
    };

    private ArrayShape ShapeOfItems(JsonElement array)
    {
        Term[] items = [.. array.EnumerateArray().Select(terms.Of)];
        return new ArrayShape(items, terms.Nothing, items.Length, items.Length);
    }

    private ObjectShape ShapeOfProperties(JsonElement value)
    {
        Property[] properties = [.. value.EnumerateObject().Select(p => new Property(p.Name, terms.Of(p.Value), true))];
        return new ObjectShape(properties, [], properties.Length, properties.Length);
    }

    private Regex OfBounds(NumberBounds bounds)
    {
        Regex range = numbers.Range(bounds.Minimum, bounds.MinimumExclusive, bounds.Maximum, bounds.MaximumExclusive);
        if (bounds.Minimum is null || bounds.Maximum is null)
        {
            // Both bounds together limit the digits of a number; one alone does not.
            range = regexes.Intersect(range, numbers.Written);
        }

        return bounds.MultipleOf is { } divisor ? regexes.Intersect(range, numbers.MultipleOf(divisor)) : range;
    }

    private Regex OfText(Assertion.Text text)
    {
        Regex lengths = strings.OfLength(text.MinLength, text.MaxLength);
        return text.Body is null ? lengths : regexes.Intersect(text.Body, lengths);
    }

    private ValueSet Intersect(ValueSet a, ValueSet b)
    {
        if (a == Anything || b == Anything)
        {
            return a == Anything ? b : a;
        }

        return new ValueSet(
            a.HasNull && b.HasNull,
            a.HasTrue && b.HasTrue,
            a.HasFalse && b.HasFalse,
            IntersectTexts(a.Numbers, b.Numbers, numbers.Written),
            IntersectTexts(a.Strings, b.Strings, strings.AnyBody),
            Product(a.Arrays, b.Arrays, Intersect),
            Product(a.Objects, b.Objects, Intersect));
    }

    private Regex IntersectTexts(Regex a, Regex b, Regex all)
    {
        if (a == all || b == all)
        {
            return a == all ? b : a;
        }

        Regex both = regexes.Intersect(a, b);
        return regexes.IsEmpty(both) ? regexes.Nothing : both;
    }

    private ValueSet UniteAll(IEnumerable<ValueSet> sets)
    {
        ValueSet[] all = [.. sets.Where(s => s != Nothing)];
        if (all.Length <= 1)
        {
            return all.Length == 0 ? Nothing : all[0];
        }

        return new ValueSet(
            all.Any(s => s.HasNull),
            all.Any(s => s.HasTrue),
            all.Any(s => s.HasFalse),
            regexes.Union([.. all.Select(s => s.Numbers)]),
            regexes.Union([.. all.Select(s => s.Strings)]),
            Limited([.. all.SelectMany(s => s.Arrays).Distinct()]),
            Limited([.. all.SelectMany(s => s.Objects).Distinct()]));
    }

    private static IReadOnlyList<T> Product<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, T, T?> intersect)
        where T : class
    {
        Limited(a.Count * (long)b.Count);
        return [.. from x in a from y in b select intersect(x, y) into both where both is not null select both];
    }

    private static IReadOnlyList<T> Limited<T>(IReadOnlyList<T> shapes)
    {
        Limited(shapes.Count);
        return shapes;
    }

    private static void Limited(long shapes)
    {
        if (shapes > MaxShapes)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"one value has more than {MaxShapes} alternative array or object shapes",
                hint: "combine fewer anyOf with each other");
        }
    }
}
