// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Makes and interns the rules of JSON values, in whatever notation: a rule for each term, and for each shape with what was written of it.</summary>
/// <remarks>Threads: used under the lock of the automaton.</remarks>
internal sealed class JsonRules(Grammar grammar, Normalizer normalizer, JsonTerminals terminals, Notation notation, JsonSchemaOptions options, JsonRules? like = null)
{
    private readonly Dictionary<(Term, int), ValueRule> _values = [];
    private readonly Dictionary<(ArrayShape, WrittenItems, int), ItemsRule> _items = [];
    private readonly Dictionary<(ObjectShape, int, WrittenProperties), MembersRule> _members = [];
    private readonly Dictionary<ObjectShape, Names> _names = [];
    private readonly Dictionary<ObjectShape, GuardedObject> _guarded = like?._guarded ?? [];
    private readonly Dictionary<ObjectShape, GuardedObject> _bySource = like?._bySource ?? [];
    private readonly Dictionary<ObjectShape, ObjectShape> _finite = like?._finite ?? [];
    private readonly Dictionary<ObjectShape, ObjectShape> _described = like?._described ?? [];
    private readonly Dictionary<(ObjectShape, int, int), int> _detours = [];

    public Grammar Grammar => grammar;

    public Notation Notation => notation;

    /// <summary>The rules without places, to see which have a word; null when these are such.</summary>
    public JsonRules? Flat => notation.Flat == notation ? null : field ??= new JsonRules(grammar, normalizer, terminals, notation.Flat, options, this);

    public PropertyOrder Order => options.PropertyOrder;

    /// <summary>The normal form of a term.</summary>
    public ValueSet Normalize(Term term) => normalizer.Of(term);

    /// <summary>The values of a term, each as a term; null when they are more than some, or may be.</summary>
    public IReadOnlyList<Term>? FiniteValues(Term term, int max) => normalizer.FiniteValues(term, max);

    /// <summary>Whether it is plain to see that a term has endlessly many values.</summary>
    public bool IsEndless(Term term) => normalizer.IsEndless(term);

    /// <summary>Whether it is plain to see that a term has no value.</summary>
    public bool IsNothing(Term term) => term is Term.Nothing || normalizer.IsNothing(term);

    /// <summary>The values of a term; nothing is worked out before the rule is expanded.</summary>
    public ValueRule Value(Term term, int level)
    {
        if (!_values.TryGetValue((term, level), out ValueRule? rule))
        {
            _values.Add((term, level), rule = new ValueRule(this, term, level));
        }

        return rule;
    }

    /// <summary>Splits the values of a member by what they leave of a guard.</summary>
    public GuardSplitter Splitter { get; } = new(normalizer);

    public TermTable Terms => normalizer.Terms;

    public FormulaTable Formulas => normalizer.Formulas;

    /// <summary>An array after its opening bracket.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsupported"/>: see <see cref="GuardedItems.Check"/>.</exception>
    public ItemsRule Array(ArrayShape shape, int level)
    {
        GuardedItems.Check(shape);
        return Items(shape, new WrittenItems(0, GuardedItems.Settle(shape.Guard, 0, Formulas), Term.None, false, false), level);
    }

    /// <summary>What follows the first items of an array, its closing bracket included.</summary>
    public ItemsRule Items(ArrayShape shape, WrittenItems written, int level)
    {
        // Past the point where every further item is like the one before, the count says nothing any more.
        int limit = Math.Max(1, Math.Max(shape.MinItems, shape.Prefix.Length));
        if (shape.Guard != Formula.True)
        {
            limit = Math.Max(Math.Max(limit, shape.MaxItems ?? 0), GuardedItems.MaxCount(shape.Guard));
            written = written with { Count = Math.Min(written.Count, limit) };
        }
        else if (shape.MaxItems is null)
        {
            written = written with { Count = Math.Min(written.Count, limit) };
        }

        if (!_items.TryGetValue((shape, written, level), out ItemsRule? rule))
        {
            grammar.HasPending |= written.IsPending;
            _items.Add((shape, written, level), rule = new ItemsRule(this, shape, written, level));
        }

        return rule;
    }

    /// <summary>An object after its opening brace.</summary>
    public MembersRule Object(ObjectShape shape, int level)
    {
        if (shape.Guard == Formula.True)
        {
            return Members(Described(Finite(shape)), WrittenProperties.None, level);
        }

        if (!_bySource.TryGetValue(shape, out GuardedObject? guarded))
        {
            _bySource.Add(shape, guarded = GuardedObject.Of(Finite(shape), normalizer));
            _guarded.Add(guarded.Shape, guarded);
        }

        return Members(guarded.Shape, WrittenProperties.None with { Guard = guarded.Settle(shape.Guard, WrittenProperties.None) }, level);
    }

    private ObjectShape Finite(ObjectShape shape)
    {
        if (System.Array.TrueForAll(shape.Cells, cell => cell.Names == terminals.Strings.AnyBody))
        {
            return shape;
        }

        if (!_finite.TryGetValue(shape, out ObjectShape? finite))
        {
            _finite.Add(shape, finite = normalizer.DeclareFinite(shape));
        }

        return finite;
    }

    /// <summary>The shape without names of which the schema says nothing, where that is asked for and no count needs them.</summary>
    private ObjectShape Described(ObjectShape shape)
    {
        // The required properties are always written, so a minimum that they meet can be met.
        if (options.AdditionalProperties == AdditionalProperties.Allowed || shape.Properties.Length == 0 || shape.MinProperties > shape.Required.Length)
        {
            return shape;
        }

        if (!_described.TryGetValue(shape, out ObjectShape? described))
        {
            Cell[] cells = System.Array.FindAll(shape.Cells, cell => cell.Value is not Term.Anything);
            _described.Add(shape, described = new ObjectShape(shape.Properties, cells, shape.MinProperties, shape.MaxProperties));
        }

        return described;
    }

    /// <summary>How the guard of a shape is kept; null for a shape without one.</summary>
    public GuardedObject? GuardOf(ObjectShape shape) => shape.Guard == Formula.True ? null : _guarded[shape];

    /// <summary>What follows the members of an object written so far, its closing brace included.</summary>
    public MembersRule Members(ObjectShape shape, WrittenProperties written, int level)
    {
        if (!_members.TryGetValue((shape, level, written), out MembersRule? rule))
        {
            _members.Add((shape, level, written), rule = new MembersRule(this, shape, written, level));
        }

        return rule;
    }

    /// <summary>The declared names of an object as they are written.</summary>
    public DeclaredNames NamesOf(ObjectShape shape) => NamesIn(shape).Declared;

    /// <summary>The names of a cell but the declared ones, up to their value.</summary>
    public Regex CellOf(ObjectShape shape, int index) => NamesIn(shape).Cells[index] ??= Undeclared(shape.Cells[index].Names, shape);

    /// <summary>By how many bytes a name of a cell is longer than the shortest, at the most, when it must differ from so many others.</summary>
    public int DetourOf(ObjectShape shape, int cell, int written)
    {
        if (written == 0)
        {
            return 0;
        }

        if (!_detours.TryGetValue((shape, cell, written), out int detour))
        {
            Regex names = CellOf(shape, cell);
            _detours.Add((shape, cell, written), detour = FiniteWords.LengthOfShortest(grammar.Regexes, names, written + 1) - (int)grammar.Regexes.MinLength(names));
        }

        return detour;
    }

    private Names NamesIn(ObjectShape shape)
    {
        if (!_names.TryGetValue(shape, out Names? names))
        {
            _names.Add(shape, names = new Names(new DeclaredNames(shape.Properties, notation), new Regex?[shape.Cells.Length]));
        }

        return names;
    }

    private Regex Undeclared(Regex cell, ObjectShape shape)
    {
        DeclaredNames declared = NamesOf(shape);
        if (cell == terminals.Strings.AnyBody && declared.SeveralSpellings.Length == 0)
        {
            return notation.NamesBut([.. declared.Sorted.Select(i => declared.Bytes[i])]);
        }

        return notation.Names(normalizer.WithoutDeclared(cell, shape.Properties));
    }

    private sealed record Names(DeclaredNames Declared, Regex?[] Cells);
}
