// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Negation, exclusive choice and condition.</summary>
/// <remarks>
/// Negations are pushed down to the single keyword, whose opposite is said exactly: the opposite of what a document may hold in
/// canonical spellings alone would hold other spellings of the same values. On arrays and objects they become _formulas.
/// </remarks>
internal sealed partial class Normalizer
{
    /// <summary>Whether no value is in a term; true only where that can be seen without looking into arrays and objects.</summary>
    public bool IsNothing(Term term)
    {
        ValueSet set = Of(term);
        return !set.HasNull && !set.HasTrue && !set.HasFalse && set.Numbers == _regexes.Nothing && set.Strings == _regexes.Nothing
            && set.Arrays.Count == 0 && set.Objects.Count == 0;
    }

    /// <summary>The values for which a schema does not hold: those for which one of its keywords does not.</summary>
    private ValueSet OfNegated(SchemaNode node) => UniteAll(node.Assertions.Select(a => Negate(a, node)));

    private ValueSet Negate(Assertion assertion, SchemaNode node)
    {
        switch (assertion)
        {
            case Assertion.Number when !_kinds.HasFlag(JsonTypes.Number):
            case Assertion.Text when !_kinds.HasFlag(JsonTypes.String):
            case Assertion.Array or Assertion.Contains or Assertion.UniqueItems or Assertion.UnevaluatedItems when !_kinds.HasFlag(JsonTypes.Array):
            case Assertion.Object or Assertion.Dependent or Assertion.UnevaluatedProperties when !_kinds.HasFlag(JsonTypes.Object):
                return Nothing;
            case Assertion.Type type:
                ValueSet others = OfTypes(Anything, ~type.Types & (JsonTypes)127);
                return type.Types.HasFlag(JsonTypes.Number)
                    ? others with { Numbers = _regexes.Nothing }
                    : type.Types.HasFlag(JsonTypes.Integer)
                        ? others with { Numbers = _regexes.Intersect(_numbers.NonIntegers, _numbers.Written) }
                        : others;
            case Assertion.OneOfValues values:
                return Without(values.Values);
            case Assertion.Number number:
                return Nothing with { Numbers = Outside(number.Bounds) };
            case Assertion.Text text:
                return Nothing with { Strings = Complement(OfText(text.Format is null ? text : text with { Body = terminals.ExactFormat(text.Format) })) };
            case Assertion.Array array:
                return Nothing with { Arrays = Guarded(_formulas.Not(FormulaOf(ShapeOf(array)))) };
            case Assertion.Object o:
                return Nothing with { Objects = GuardedObjects(_formulas.Not(FormulaOf(ShapeOf(o)))) };
            case Assertion.AllOf all:
                return UniteAll(all.Schemas.Select(s => Of(terms.Not(terms.Of(s)))));
            case Assertion.AnyOf any:
                return any.Schemas.Aggregate(Anything, (set, s) => Intersect(set, Of(terms.Not(terms.Of(s)))));
            case Assertion.OneOf one:
                return NotExactlyOne(one.Schemas);
            case Assertion.Not not:
                return Of(terms.Of(not.Schema));
            case Assertion.If condition:
                return Conditional(condition, isTrue: false);
            case Assertion.Contains or Assertion.UniqueItems or Assertion.UnevaluatedItems:
                return Nothing with { Arrays = Guarded(_formulas.Not(ArraysOf(assertion, node))) };
            case Assertion.Dependent or Assertion.UnevaluatedProperties:
                return Nothing with { Objects = GuardedObjects(_formulas.Not(ObjectsOf(assertion, node))) };
            default:
                return Anything;
        }
    }

    /// <summary>Every value but these.</summary>
    private ValueSet Without(JsonElement[] values)
    {
        bool Has(JsonValueKind kind) => Array.Exists(values, v => v.ValueKind == kind);
        string[] texts = [.. values.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
        return Only(new ValueSet(
            !Has(JsonValueKind.Null),
            !Has(JsonValueKind.True),
            !Has(JsonValueKind.False),
            Has(JsonValueKind.Number) ? Between([.. values.Where(v => v.ValueKind == JsonValueKind.Number).Select(v => JsonDecimal.Parse(v.GetRawText())).Distinct().Order()]) : _numbers.Written,
            texts.Length == 0 ? _strings.AnyBody : Complement(_strings.Literals(texts)),
            Has(JsonValueKind.Array) ? Guarded(_formulas.All(values.Where(v => v.ValueKind == JsonValueKind.Array).Select(v => _formulas.Not(_formulas.Of(ShapeOfItems(v)))))) : Anything.Arrays,
            Has(JsonValueKind.Object) ? GuardedObjects(_formulas.All(values.Where(v => v.ValueKind == JsonValueKind.Object).Select(v => _formulas.Not(_formulas.Of(ShapeOfProperties(v)))))) : Anything.Objects));
    }

    /// <summary>The numbers that are none of these, which ascend.</summary>
    private Regex Between(JsonDecimal[] numbers)
    {
        var gaps = new List<Regex>(numbers.Length + 1);
        for (int i = 0; i <= numbers.Length; i++)
        {
            gaps.Add(_numbers.WrittenRange(i == 0 ? null : numbers[i - 1], true, i == numbers.Length ? null : numbers[i], true, integer: false));
        }

        return _regexes.Union([.. gaps]);
    }

    /// <summary>The numbers that a bound or a divisor excludes.</summary>
    private Regex Outside(NumberBounds bounds)
    {
        Regex outside = _regexes.Nothing;
        if (bounds.Minimum is { } min)
        {
            outside = _numbers.WrittenRange(null, false, min, !bounds.MinimumExclusive, integer: false);
        }

        if (bounds.Maximum is { } max)
        {
            outside = _regexes.Union(outside, _numbers.WrittenRange(max, !bounds.MaximumExclusive, null, false, integer: false));
        }

        return bounds.MultipleOf is { } divisor
            ? _regexes.Union(outside, _regexes.Intersect(_numbers.NotMultipleOf(divisor), _numbers.Written))
            : outside;
    }

    private Regex Complement(Regex bodies)
    {
        Regex others = _regexes.Except(_strings.AnyBody, bodies);
        return _regexes.IsEmpty(others) ? _regexes.Nothing : others;
    }

    /// <summary>The values for which exactly one of the schemas holds.</summary>
    private ValueSet ExactlyOne(SchemaNode[] schemas)
    {
        ValueSet[] sets = Array.ConvertAll(schemas, s => Of(terms.Of(s)));
        bool areObjectsApart = HasDiscriminator(sets);
        var numbers = new List<Regex>();
        var strings = new List<Regex>();
        var arrays = new List<ArrayShape>();
        var objects = new List<ObjectShape>();
        for (int i = 0; i < sets.Length; i++)
        {
            ValueSet set = sets[i];
            Regex number = set.Numbers;
            Regex text = set.Strings;
            Formula array = Formula.True;
            Formula member = Formula.True;
            for (int j = 0; j < sets.Length; j++)
            {
                if (i == j)
                {
                    continue;
                }

                if (number != _regexes.Nothing || text != _regexes.Nothing)
                {
                    ValueSet opposite = Of(terms.Not(terms.Of(schemas[j])));
                    number = Without(number, opposite.Numbers, _numbers.Written);
                    text = Without(text, opposite.Strings, _strings.AnyBody);
                }

                array = set.Arrays.Count == 0 || AreApart(set.Arrays, sets[j].Arrays) ? array : _formulas.All(array, _formulas.Not(FormulaOf(sets[j].Arrays)));
                member = areObjectsApart || set.Objects.Count == 0 || AreApart(set.Objects, sets[j].Objects)
                    ? member
                    : _formulas.All(member, _formulas.Not(FormulaOf(sets[j].Objects)));
            }

            numbers.Add(number);
            strings.Add(text);
            arrays.AddRange(Intersect(sets[i].Arrays, Guarded(array)));
            objects.AddRange(Intersect(sets[i].Objects, GuardedObjects(member)));
        }

        return new ValueSet(
            sets.Count(s => s.HasNull) == 1,
            sets.Count(s => s.HasTrue) == 1,
            sets.Count(s => s.HasFalse) == 1,
            _regexes.Union([.. numbers]),
            _regexes.Union([.. strings]),
            Limited(arrays),
            Limited(objects));
    }

    /// <summary>The values for which none of the schemas holds, or two or more.</summary>
    private ValueSet NotExactlyOne(SchemaNode[] schemas)
    {
        ValueSet[] sets = Array.ConvertAll(schemas, s => Of(terms.Of(s)));
        ValueSet none = schemas.Aggregate(Anything, (set, s) => Intersect(set, Of(terms.Not(terms.Of(s)))));
        var numbers = new List<Regex> { none.Numbers };
        var strings = new List<Regex> { none.Strings };
        for (int i = 0; i < sets.Length; i++)
        {
            for (int j = i + 1; j < sets.Length; j++)
            {
                numbers.Add(IntersectTexts(sets[i].Numbers, sets[j].Numbers, _numbers.Written));
                strings.Add(IntersectTexts(sets[i].Strings, sets[j].Strings, _strings.AnyBody));
            }
        }

        return Only(new ValueSet(
            sets.Count(s => s.HasNull) != 1,
            sets.Count(s => s.HasTrue) != 1,
            sets.Count(s => s.HasFalse) != 1,
            _regexes.Union([.. numbers]),
            _regexes.Union([.. strings]),
            Guarded(_formulas.Not(_formulas.ExactlyOne([.. sets.Select(s => FormulaOf(s.Arrays))]))),
            GuardedObjects(_formulas.Not(_formulas.ExactlyOne([.. sets.Select(s => FormulaOf(s.Objects))])))));
    }

    /// <summary>The values for which <c>then</c> holds where <c>if</c> does and <c>else</c> where it does not; or those for which that is false.</summary>
    private ValueSet Conditional(Assertion.If condition, bool isTrue)
    {
        Term test = terms.Of(condition.Condition);
        ValueSet yes = Of(test);
        ValueSet no = Of(terms.Not(test));
        ValueSet then = Of(Sign(condition.Then));
        ValueSet otherwise = Of(Sign(condition.Else));
        ValueSet scalars = UniteAll([Scalars(Intersect(yes, then)), Scalars(Intersect(no, otherwise))]);
        return Only(scalars with
        {
            Arrays = Guarded(Either(FormulaOf(yes.Arrays), FormulaOf(then.Arrays), FormulaOf(otherwise.Arrays))),
            Objects = GuardedObjects(Either(FormulaOf(yes.Objects), FormulaOf(then.Objects), FormulaOf(otherwise.Objects))),
        });

        Term Sign(SchemaNode? branch) => isTrue ? terms.Of(branch) : terms.Not(terms.Of(branch));

        Formula Either(Formula test, Formula then, Formula otherwise) =>
            _formulas.All(_formulas.Any(_formulas.Not(test), then), _formulas.Any(test, otherwise));
    }

    private static ValueSet Scalars(ValueSet set) => set with { Arrays = [], Objects = [] };

    /// <summary>The texts of a set for which another schema does not hold; what does not overlap is left as it is.</summary>
    private Regex Without(Regex set, Regex opposite, Regex all) =>
        set == _regexes.Nothing || opposite == all || _regexes.IsEmpty(_regexes.Except(set, opposite)) ? set : IntersectTexts(set, opposite, all);

    private ArrayShape[] Guarded(Formula guard) => guard == Formula.False ? []
        : guard == Formula.True ? [terminals.AnyArray]
        : Absorb(new ArrayShape([], Term.Any, 0, null, guard)) is { } shape ? [shape] : [];

    private ObjectShape[] GuardedObjects(Formula guard) => guard == Formula.False ? []
        : guard == Formula.True ? [terminals.AnyObject]
        : Intersect(terminals.AnyObject, new ObjectShape([], terminals.AnyObject.Cells, 0, null, guard)) is { } shape ? [shape] : [];

    private Formula FormulaOf(IReadOnlyList<ArrayShape> shapes) => _formulas.Any(shapes.Select(
        s => s.Plain == terminals.AnyArray || IsAny(s) ? s.Guard : _formulas.All(_formulas.Of(s.Plain), s.Guard)));

    private Formula FormulaOf(IReadOnlyList<ObjectShape> shapes) => _formulas.Any(shapes.Select(
        s => IsAny(s) ? s.Guard : _formulas.All(_formulas.Of(s.Plain), s.Guard)));

    private static bool IsAny(ArrayShape shape) =>
        shape is { MinItems: 0, MaxItems: null, Rest: Term.Anything } && Array.TrueForAll(shape.Prefix, t => t is Term.Anything);

    private bool IsAny(ObjectShape shape) =>
        shape is { MinProperties: 0, MaxProperties: null }
        && Array.TrueForAll(shape.Properties, p => p.Value is Term.Anything && !p.IsRequired)
        && shape.Cells is [{ Value: Term.Anything } cell] && cell.Names == _strings.AnyBody;

    private Formula ObjectsOf(Assertion assertion, SchemaNode node) => assertion switch
    {
        Assertion.Dependent dependent => _formulas.Any(
            _formulas.Not(_formulas.Of(Requiring([dependent.Name]))),
            _formulas.All(
                dependent.Required.Length == 0 ? Formula.True : _formulas.Of(Requiring(dependent.Required)),
                dependent.Schema is null ? Formula.True : FormulaOf(Of(terms.Of(dependent.Schema)).Objects))),
        Assertion.UnevaluatedProperties unevaluated => UnevaluatedProperties(unevaluated.Schema, node),
        _ => Formula.True,
    };

    private Formula ArraysOf(Assertion assertion, SchemaNode node) => assertion switch
    {
        Assertion.Contains { Min: 0, Max: null } => Formula.True,
        Assertion.Contains contains => contains.Max < contains.Min
            ? Formula.False
            : _formulas.Of(new ContainsClaim(terms.Of(contains.Schema), contains.Min, contains.Max)),
        Assertion.UniqueItems => _formulas.Of(UniqueClaim.Instance),
        Assertion.UnevaluatedItems unevaluated => UnevaluatedItems(unevaluated.Schema, node),
        _ => Formula.True,
    };

    private readonly Dictionary<string, ObjectShape> _requiring = new(StringComparer.Ordinal);

    /// <summary>Objects that have these names.</summary>
    private ObjectShape Requiring(string[] names)
    {
        string key = string.Join('\0', names.Select(n => $"{n.Length}:{n}"));
        if (!_requiring.TryGetValue(key, out ObjectShape? shape))
        {
            Property[] properties = [.. names.Distinct(StringComparer.Ordinal).Select(name => new Property(name, Term.Any, true))];
            _requiring.Add(key, shape = new ObjectShape(properties, terminals.AnyObject.Cells, 0, null));
        }

        return shape;
    }
}
