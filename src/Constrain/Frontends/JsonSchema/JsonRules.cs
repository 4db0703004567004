// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Makes and interns the rules of JSON values: a rule for each term, and for each shape with what was written of it.</summary>
/// <remarks>Threads: used under the lock of the automaton.</remarks>
internal sealed class JsonRules(Grammar grammar, Normalizer normalizer, JsonStrings strings, JsonLayout layout, PropertyOrder order)
{
    private readonly Dictionary<(Term, int), Symbol> _values = [];
    private readonly Dictionary<(ArrayShape, int, int), ItemsRule> _items = [];
    private readonly Dictionary<(ObjectShape, int, WrittenProperties), MembersRule> _members = [];
    private readonly Dictionary<string, Regex> _names = new(StringComparer.Ordinal);

    public Grammar Grammar => grammar;

    public JsonLayout Layout => layout;

    public PropertyOrder Order => order;

    /// <summary>The values of a term: a terminal when they are all scalars, otherwise a rule.</summary>
    public Symbol Value(Term term, int level)
    {
        if (!_values.TryGetValue((term, level), out Symbol? symbol))
        {
            ValueSet set = normalizer.Of(term);
            Regex scalars = ScalarsOf(set);
            symbol = set.Arrays.Count == 0 && set.Objects.Count == 0
                ? grammar.Terminal(scalars)
                : new ValueRule(this, set, scalars, level);
            _values.Add((term, level), symbol);
        }

        return symbol;
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

    /// <summary>What follows the members of an object written so far, its closing bracket included.</summary>
    public MembersRule Members(ObjectShape shape, WrittenProperties written, int level)
    {
        if (!_members.TryGetValue((shape, level, written), out MembersRule? rule))
        {
            _members.Add((shape, level, written), rule = new MembersRule(this, shape, written, level));
        }

        return rule;
    }

    /// <summary>A property's name in quotes, then the colon.</summary>
    public Regex NameOf(string name)
    {
        if (!_names.TryGetValue(name, out Regex? regex))
        {
            _names.Add(name, regex = NameOf(strings.Literal(name)));
        }

        return regex;
    }

    /// <summary>Any of these names in quotes, then the colon.</summary>
    public Regex NameOf(Regex names) => grammar.Regexes.Concat(strings.Quoted(names), layout.Colon);

    private Regex ScalarsOf(ValueSet set)
    {
        RegexBuilder regexes = grammar.Regexes;
        return regexes.Union(
            set.HasNull ? regexes.Literal("null") : regexes.Nothing,
            set.HasTrue ? regexes.Literal("true") : regexes.Nothing,
            set.HasFalse ? regexes.Literal("false") : regexes.Nothing,
            set.Numbers,
            set.Strings == regexes.Nothing ? regexes.Nothing : strings.Quoted(set.Strings));
    }
}
