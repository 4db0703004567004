// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>An object shape with a guard, brought to one partition of the names: every claim says one thing of each part.</summary>
/// <remarks>
/// Names that any claim declares are declared by the shape, after its own; its cells lie each in one cell of each claim or in none.
/// While members are written, the guard is kept as what is left of it: a claim is false once a member breaks it, and true once
/// nothing that may still come can break it.
/// </remarks>
internal sealed class GuardedObject
{
    private readonly FormulaTable _formulas;
    private readonly Dictionary<ObjectShape, ClaimTerms> _claims = [];
    private readonly Dictionary<(int, Formula), List<(Term Value, Formula Left)>> _splits = [];

    private GuardedObject(ObjectShape shape, FormulaTable formulas)
    {
        Shape = shape;
        _formulas = formulas;
    }

    /// <summary>The shape with all names.</summary>
    public ObjectShape Shape { get; }

    /// <summary>Beyond this number of members no claim tells more from fewer.</summary>
    public int MaxCount { get; private set; }

    /// <summary>The object of a shape with a guard.</summary>
    public static GuardedObject Of(ObjectShape shape, Normalizer normalizer)
    {
        ObjectShape[] claims = [.. shape.Guard.Claims.OfType<ObjectShape>()];
        var properties = new List<Property>(shape.Properties);
        foreach (string name in claims.SelectMany(c => c.Properties).Select(p => p.Name).Distinct(StringComparer.Ordinal))
        {
            if (shape.Find(name) is null)
            {
                properties.Add(new Property(name, normalizer.OtherName(shape, name), false));
            }
        }

        Property[] all = [.. properties];
        List<(Cell Cell, Term[] Terms)> cells = [.. shape.Cells.Select(c => (c, Array.Empty<Term>()))];
        foreach (ObjectShape claim in claims)
        {
            cells = [.. cells.SelectMany(c => normalizer.SplitCell(c.Cell, claim, all).Select(part => (part.Cell, (Term[])[.. c.Terms, part.Term])))];
        }

        var guarded = new GuardedObject(new ObjectShape(all, [.. cells.Select(c => c.Cell)], shape.MinProperties, shape.MaxProperties, shape.Guard), normalizer.Formulas);
        for (int i = 0; i < claims.Length; i++)
        {
            ObjectShape claim = claims[i];
            Term[] ofNames = Array.ConvertAll(all, p => claim.Find(p.Name)?.Value ?? normalizer.OtherName(claim, p.Name));
            int[] required = [.. Enumerable.Range(0, all.Length).Where(n => claim.Find(all[n].Name) is { IsRequired: true })];
            guarded._claims.Add(claim, new ClaimTerms(ofNames, [.. cells.Select(c => c.Terms[i])], required));
        }

        guarded.MaxCount = Math.Max(
            Math.Max(shape.MinProperties, shape.MaxProperties ?? 0),
            claims.Length == 0 ? 0 : claims.Max(c => Math.Max(c.MinProperties, (c.MaxProperties ?? -1) + 1)));
        return guarded;
    }

    /// <summary>The values of a declared name, split by what they leave of a guard; whatever else was written, they are the same.</summary>
    public List<(Term Value, Formula Left)> SplitName(int index, Formula guard, GuardSplitter splitter) =>
        Split(index, Shape.Properties[index].Value, guard, splitter, terms => terms.Names[index]);

    /// <summary>The values of a name in a cell, split likewise.</summary>
    public List<(Term Value, Formula Left)> SplitCell(int index, Formula guard, GuardSplitter splitter) =>
        Split(~index, Shape.Cells[index].Value, guard, splitter, terms => terms.Cells[index]);

    /// <summary>What is left of a guard when some names are passed over for good.</summary>
    public Formula Skip(Formula guard, Func<int, bool> isSkipped) =>
        _formulas.Replace(guard, claim => Array.Exists(_claims[(ObjectShape)claim].Required, i => isSkipped(i)) ? Formula.False : null);

    /// <summary>Settles the claims that what was written decides.</summary>
    public Formula Settle(Formula guard, WrittenProperties written) =>
        _formulas.Replace(guard, claim => IsSettled((ObjectShape)claim, written) is { } value ? value ? Formula.True : Formula.False : null);

    /// <summary>Whether the guard holds when nothing more is written.</summary>
    public bool Holds(Formula guard, WrittenProperties written) => guard == Formula.True || _formulas.Replace(guard, claim =>
        claim is ObjectShape shape && HasRequired(shape, written) && written.Count >= shape.MinProperties && !(written.Count > shape.MaxProperties)
            ? Formula.True
            : Formula.False) == Formula.True;

    private List<(Term Value, Formula Left)> Split(int key, Term value, Formula guard, GuardSplitter splitter, Func<ClaimTerms, Term> testOf)
    {
        if (!_splits.TryGetValue((key, guard), out List<(Term Value, Formula Left)>? parts))
        {
            parts = splitter.Split(value, guard, claim => new GuardSplitter.Effect(testOf(_claims[(ObjectShape)claim]), _formulas.Of(claim), Formula.False));
            _splits.Add((key, guard), parts);
        }

        return parts;
    }

    private bool HasRequired(ObjectShape claim, WrittenProperties written) => Array.TrueForAll(_claims[claim].Required, written.IsSettled);

    private bool? IsSettled(ObjectShape claim, WrittenProperties written)
    {
        ClaimTerms terms = _claims[claim];
        if (written.Count > claim.MaxProperties || Array.Exists(terms.Required, i => !written.IsSettled(i) && Shape.Properties[i].Value is Term.Nothing))
        {
            return false;
        }

        if (claim.MaxProperties is not null || written.Count < claim.MinProperties || !HasRequired(claim, written))
        {
            return null;
        }

        for (int i = 0; i < terms.Names.Length; i++)
        {
            if (terms.Names[i] is not Term.Anything && !written.IsSettled(i) && Shape.Properties[i].Value is not Term.Nothing)
            {
                return null;
            }
        }

        return Array.TrueForAll(terms.Cells, t => t is Term.Anything) ? true : null;
    }

    private sealed record ClaimTerms(Term[] Names, Term[] Cells, int[] Required);
}
