// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The shapes of arrays and objects, and their conjunction.</summary>
internal sealed partial class Normalizer
{
    /// <summary>The names of a cell but the declared ones.</summary>
    public Regex WithoutDeclared(Regex cell, Property[] properties) =>
        properties.Length == 0 ? cell : _regexes.Except(cell, _strings.Literals([.. properties.Select(p => p.Name)]));

    /// <summary>The shape of the array keywords of one schema; none when the counts contradict.</summary>
    private ArrayShape[] ShapeOf(Assertion.Array array) => array.MaxItems < array.MinItems
        ? []
        : [new ArrayShape(Array.ConvertAll(array.Prefix, terms.Of), terms.Of(array.Rest), array.MinItems, array.MaxItems)];

    private ArrayShape? Intersect(ArrayShape a, ArrayShape b)
    {
        int min = Math.Max(a.MinItems, b.MinItems);
        int? max = Least(a.MaxItems, b.MaxItems);
        if (max < min)
        {
            return null;
        }

        var prefix = new Term[Math.Max(a.Prefix.Length, b.Prefix.Length)];
        for (int i = 0; i < prefix.Length; i++)
        {
            prefix[i] = terms.Both(a.At(i), b.At(i));
        }

        return Absorb(new ArrayShape(prefix, terms.Both(a.Rest, b.Rest), min, max, _formulas.All(a.Guard, b.Guard)));
    }

    /// <summary>The shapes that a guard says hold become part of the shape itself.</summary>
    private ArrayShape? Absorb(ArrayShape shape)
    {
        ArrayShape? known = Certain<ArrayShape>(shape.Guard);
        return shape.Guard == Formula.False ? null
            : known is null ? shape
            : Intersect(new ArrayShape(shape.Prefix, shape.Rest, shape.MinItems, shape.MaxItems, Granted(shape.Guard, known)), known);
    }

    /// <summary>The shape of the object keywords of one schema; none when no object can satisfy them.</summary>
    private ObjectShape[] ShapeOf(Assertion.Object o)
    {
        Regex allowed = o.PropertyNames is null ? _strings.AnyBody : StringsOf(terms.Of(o.PropertyNames));
        var required = new HashSet<string>(o.Required, StringComparer.Ordinal);
        var properties = new List<Property>(o.Properties.Length);
        foreach ((string name, SchemaNode schema) in o.Properties)
        {
            properties.Add(new Property(name, Matching(name, terms.Of(schema), o, allowed, out _), required.Remove(name)));
        }

        foreach (string name in o.Required.Where(required.Remove))
        {
            Term value = Matching(name, Term.Any, o, allowed, out bool isMatched);
            properties.Add(new Property(name, isMatched ? value : terms.Both(value, terms.Of(o.Additional)), true));
        }

        return Build([.. properties], CellsOf(o, allowed), o.MinProperties, o.MaxProperties) is { } shape ? [shape] : [];
    }

    /// <summary>A declared name's own term together with those of the patterns that match it.</summary>
    private Term Matching(string name, Term own, Assertion.Object o, Regex allowed, out bool isMatched)
    {
        isMatched = false;
        foreach ((Regex names, SchemaNode schema) in o.Patterns)
        {
            if (_strings.Contains(names, name))
            {
                own = terms.Both(own, terms.Of(schema));
                isMatched = true;
            }
        }

        return _strings.Contains(allowed, name) ? own : Term.None;
    }

    /// <summary>The names split by which patterns match them; the names that none matches are the additional ones.</summary>
    private List<Cell> CellsOf(Assertion.Object o, Regex allowed)
    {
        List<(Regex Names, Term? Value)> cells = [(allowed, null)];
        foreach ((Regex names, SchemaNode schema) in o.Patterns)
        {
            Term value = terms.Of(schema);
            cells =
            [
                .. cells.Select(c => (_regexes.Intersect(c.Names, names), (Term?)(c.Value is null ? value : terms.Both(c.Value, value)))),
                .. cells.Select(c => (_regexes.Except(c.Names, names), c.Value)),
            ];
            cells.RemoveAll(c => _regexes.IsEmpty(c.Names));
        }

        return [.. cells.Select(c => new Cell(c.Names, c.Value ?? terms.Of(o.Additional)))];
    }

    private ObjectShape? Intersect(ObjectShape a, ObjectShape b)
    {
        var properties = new List<Property>();
        foreach (Property property in a.Properties)
        {
            Property? other = b.Find(property.Name);
            properties.Add(new Property(
                property.Name,
                terms.Both(property.Value, other?.Value ?? OtherName(b, property.Name)),
                property.IsRequired || other is { IsRequired: true }));
        }

        foreach (Property property in b.Properties.Where(p => a.Find(p.Name) is null))
        {
            properties.Add(property with { Value = terms.Both(OtherName(a, property.Name), property.Value) });
        }

        List<Cell> cells = [];
        foreach (Cell x in a.Cells)
        {
            foreach (Cell y in b.Cells)
            {
                Regex names = x.Names == y.Names ? x.Names : _regexes.Intersect(x.Names, y.Names);
                cells.Add(new Cell(names, terms.Both(x.Value, y.Value)));
            }
        }

        Formula guard = _formulas.All(a.Guard, b.Guard);
        if (guard == Formula.False)
        {
            return null;
        }

        ObjectShape? known = Certain<ObjectShape>(guard);
        ObjectShape? both = Build(
            [.. properties], cells, Math.Max(a.MinProperties, b.MinProperties), Least(a.MaxProperties, b.MaxProperties), known is null ? guard : Granted(guard, known));
        return both is null || known is null ? both : Intersect(both, known);
    }

    /// <summary>A shape that a guard says holds; null when there is none.</summary>
    private static T? Certain<T>(Formula guard)
        where T : Claim => guard switch
        {
            Formula.Literal { IsPositive: true, Claim: T claim } => claim,
            Formula.Junction { IsAll: true } all => all.Parts.OfType<Formula.Literal>().Where(l => l.IsPositive).Select(l => l.Claim).OfType<T>().FirstOrDefault(),
            _ => null,
        };

    private Formula Granted(Formula guard, Claim claim) => _formulas.Replace(guard, other => other == claim ? Formula.True : null);

    /// <summary>The term of a name that the shape does not declare.</summary>
    public Term OtherName(ObjectShape shape, string name)
    {
        foreach (Cell cell in shape.Cells)
        {
            if (_strings.Contains(cell.Names, name))
            {
                return cell.Value;
            }
        }

        return Term.None;
    }

    /// <summary>Establishes the invariant of a shape; null when a required property is forbidden or the counts contradict.</summary>
    private ObjectShape? Build(Property[] properties, IEnumerable<Cell> cells, int min, int? max, Formula? guard = null)
    {
        if (properties.Any(p => p.IsRequired && p.Value is Term.Nothing) || max < Math.Max(min, properties.Count(p => p.IsRequired)))
        {
            return null;
        }

        // Whether a cell has names beside the declared ones is no question where it has all names.
        var kept = new List<Cell>();
        foreach (Cell cell in cells)
        {
            if (cell.Value is not Term.Nothing && (cell.Names == _strings.AnyBody || !_regexes.IsEmpty(WithoutDeclared(cell.Names, properties))))
            {
                kept.Add(cell);
            }
        }

        return new ObjectShape(properties, [.. kept], min, max, guard);
    }

    /// <summary>The parts of a cell that a claim tells apart, each with the term that the claim has for it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="declared">Names that belong to no cell.</param>
    public IEnumerable<(Cell Cell, Term Term)> SplitCell(Cell cell, ObjectShape claim, Property[] declared)
    {
        if (claim.Cells is [var all] && all.Names == _strings.AnyBody)
        {
            return [(cell, all.Value)];
        }

        Regex rest = cell.Names;
        var parts = new List<(Cell Cell, Term Term)>();
        foreach (Cell part in claim.Cells)
        {
            parts.Add((cell with { Names = _regexes.Intersect(cell.Names, part.Names) }, part.Value));
            rest = _regexes.Except(rest, part.Names);
        }

        parts.Add((cell with { Names = rest }, Term.None));
        return parts.Where(p => !_regexes.IsEmpty(WithoutDeclared(p.Cell.Names, declared)));
    }

    private static int? Least(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);
}
