// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Makes and interns the rules of JSON values: a rule for each term, and for each shape with what was written of it.</summary>
/// <remarks>Threads: used under the lock of the automaton.</remarks>
internal sealed class JsonRules(Grammar grammar, Normalizer normalizer, JsonTerminals terminals, JsonLayout layout, PropertyOrder order)
{
    private readonly Dictionary<(Term, int), ValueRule> _values = [];
    private readonly Dictionary<(ArrayShape, int, int), ItemsRule> _items = [];
    private readonly Dictionary<(ObjectShape, int, WrittenProperties), MembersRule> _members = [];
    private readonly Dictionary<ObjectShape, Names> _names = [];

    public Grammar Grammar => grammar;

    public JsonTerminals Terminals => terminals;

    public JsonLayout Layout => layout;

    public PropertyOrder Order => order;

    /// <summary>The normal form of a term.</summary>
    public ValueSet Normalize(Term term) => normalizer.Of(term);

    /// <summary>The values of a term; nothing is worked out before the rule is expanded.</summary>
    public ValueRule Value(Term term, int level)
    {
        if (!_values.TryGetValue((term, level), out ValueRule? rule))
        {
            _values.Add((term, level), rule = new ValueRule(this, term, level));
        }

        return rule;
    }

    /// <summary>What follows the first items of an array, its closing bracket included.</summary>
    public ItemsRule Items(ArrayShape shape, int count, int level)
    {
        // Past the point where every further item is like the one before, the count says nothing any more.
        count = shape.MaxItems is null ? Math.Min(count, Math.Max(1, Math.Max(shape.MinItems, shape.Prefix.Length))) : count;
        if (!_items.TryGetValue((shape, count, level), out ItemsRule? rule))
        {
            _items.Add((shape, count, level), rule = new ItemsRule(this, shape, count, level));
        }

        return rule;
    }

    /// <summary>What follows the members of an object written so far, its closing brace included.</summary>
    public MembersRule Members(ObjectShape shape, WrittenProperties written, int level)
    {
        if (!_members.TryGetValue((shape, level, written), out MembersRule? rule))
        {
            _members.Add((shape, level, written), rule = new MembersRule(this, shape, written, level));
        }

        return rule;
    }

    /// <summary>The declared names of an object as JSON text.</summary>
    public DeclaredNames NamesOf(ObjectShape shape) => NamesIn(shape).Declared;

    /// <summary>A name after its opening quote, in any spelling, up to the colon and the gap after it.</summary>
    public Regex NameOf(string name) => grammar.Regexes.Concat(terminals.Strings.Literal(name), layout.QuoteColon);

    /// <summary>The names of a cell but the declared ones, after the opening quote, up to the colon and the gap after it.</summary>
    public Regex CellOf(ObjectShape shape, int index) => NamesIn(shape).Cells[index] ??=
        grammar.Regexes.Concat(Undeclared(shape.Cells[index].Names, shape), layout.QuoteColon);

    private Names NamesIn(ObjectShape shape)
    {
        if (!_names.TryGetValue(shape, out Names? names))
        {
            _names.Add(shape, names = new Names(new DeclaredNames(shape.Properties, terminals.Strings.Encoding), new Regex?[shape.Cells.Length]));
        }

        return names;
    }

    private Regex Undeclared(Regex cell, ObjectShape shape)
    {
        DeclaredNames declared = NamesOf(shape);
        if (cell == terminals.Strings.AnyBody && declared.SeveralSpellings.Length == 0)
        {
            return UndeclaredNames.Of(grammar.Regexes, cell, [.. declared.Sorted.Select(i => declared.Bytes[i])]);
        }

        return normalizer.WithoutDeclared(cell, shape.Properties);
    }

    private sealed record Names(DeclaredNames Declared, Regex?[] Cells);
}
