// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>A rule of a GBNF grammar, which may be left recursive as it is written and never is as it is expanded.</summary>
internal abstract class GbnfRule(GbnfRuleTable table) : Rule
{
    protected GbnfRuleTable Table { get; } = table;

    /// <summary>The rules that this one is left recursive together with; null when it is not left recursive.</summary>
    public LeftRecursion? Recursion { get; set; }

    /// <summary>The rule of the definition or group that it stands for; names the rule in messages.</summary>
    public abstract WrittenRule Origin { get; }

    /// <summary>The productions as they are written.</summary>
    public abstract IEnumerable<Sequence> Written { get; }

    /// <summary>The rules that a word of this one may begin with, before any byte is read, as far as they are written.</summary>
    public abstract IEnumerable<GbnfRule> WrittenLeftCalls { get; }

    internal override IEnumerable<LengthSum> LengthSums() => Written.Select(LengthSum.Of);

    protected override IReadOnlyList<Sequence> Expand()
    {
        if (Recursion is null)
        {
            return [.. Written];
        }

        return Table.Grammar.IsNullable(this)
            ? [Table.Grammar.Empty, Table.Grammar.Sequence(Table.NonEmpty(this))]
            : Recursion.Expand(this);
    }
}

/// <summary>A rule of the text, or a group of alternatives inside one.</summary>
internal sealed class WrittenRule(GbnfRuleTable table, string name, int? offset) : GbnfRule(table)
{
    private IReadOnlyList<Sequence> _alternatives = [];

    public override string Name => name;

    /// <summary>Where the text defines it, in UTF-16 units; null for a group.</summary>
    public int? Offset => offset;

    public override WrittenRule Origin => this;

    public override IEnumerable<Sequence> Written => _alternatives;

    public override IEnumerable<GbnfRule> WrittenLeftCalls => Grammars.LeftCalls.Of(_alternatives, Table.Grammar).OfType<GbnfRule>();

    public void Define(IReadOnlyList<Sequence> alternatives) => _alternatives = alternatives;
}

/// <summary>Between two numbers of words of a symbol, both included; counted down in its parameters, so nothing is unrolled.</summary>
/// <remarks>
/// An item that is empty adds nothing: where the symbol has the empty word, the items are its other words and none is needed.
/// That keeps every turn of the loop moving on through the text.
/// </remarks>
internal sealed class CountedRule(GbnfRuleTable table, GbnfRule body, int min, int max) : GbnfRule(table)
{
    public override string Name => max == Regex.Repeat.Unbounded ? $"{body}{{{min},}}" : $"{body}{{{min},{max}}}";

    public override WrittenRule Origin => body.Origin;

    public override IEnumerable<GbnfRule> WrittenLeftCalls => [body];

    public override IEnumerable<Sequence> Written
    {
        get
        {
            bool optional = min == 0 || Table.Grammar.IsNullable(body);
            Symbol item = Table.NonEmpty(body);
            if (optional)
            {
                yield return Table.Grammar.Empty;
            }

            int left = max == Regex.Repeat.Unbounded ? max : max - 1;
            yield return Table.Grammar.Sequence(item, Table.Counted(item, optional ? 0 : min - 1, left));
        }
    }

    internal override (Symbol Item, int Min, int Max)? Count =>
        Recursion is null ? (Table.NonEmpty(body), Table.Grammar.IsNullable(body) ? 0 : min, max) : null;

    /// <summary>The words but the empty one, of a rule that has it: then as few items as one will do.</summary>
    public Symbol NonEmpty() => Table.Counted(Table.NonEmpty(body), 1, max);

    /// <summary>The shortest word in closed form, instead of one rule per count.</summary>
    internal override IEnumerable<LengthSum> LengthSums() => [new LengthSum(min == 0 ? [] : [(body, min)])];
}

/// <summary>The words of a rule but the empty one.</summary>
internal sealed class NonEmptyRule(GbnfRuleTable table, WrittenRule rule) : GbnfRule(table)
{
    public override string Name => $"{rule.Name} but ε";

    public override WrittenRule Origin => rule;

    public override IEnumerable<GbnfRule> WrittenLeftCalls => rule.WrittenLeftCalls;

    public override IEnumerable<Sequence> Written => rule.Written.SelectMany(Table.NonEmpty).Distinct();
}

/// <summary>Makes the rules of one grammar and interns those with parameters. Threads: as its grammar.</summary>
internal sealed class GbnfRuleTable(Grammar grammar)
{
    private readonly List<WrittenRule> _written = [];
    private readonly Dictionary<Symbol, WrittenRule> _foreign = [];
    private readonly Dictionary<(Symbol, int, int), CountedRule> _counted = [];
    private readonly Dictionary<WrittenRule, NonEmptyRule> _nonEmpty = [];
    private readonly Dictionary<(GbnfRule, GbnfRule), CornerRule> _corners = [];

    public Grammar Grammar { get; } = grammar;

    /// <summary>The rules made so far that the text itself has, not those that expanding them makes.</summary>
    public IEnumerable<GbnfRule> Rules => _written.Concat<GbnfRule>(_counted.Values);

    /// <summary>A new rule without alternatives.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="offset">Where the text defines it; null for a group.</param>
    public WrittenRule Written(string name, int? offset)
    {
        var rule = new WrittenRule(this, name, offset);
        _written.Add(rule);
        return rule;
    }

    /// <summary>A rule for a symbol that is not GBNF's own and never is empty: a token, or the rule of another front end.</summary>
    /// <remarks>Its rules lead back to none of these, so left recursion ends here.</remarks>
    public WrittenRule Foreign(string name, Symbol symbol)
    {
        if (!_foreign.TryGetValue(symbol, out WrittenRule? rule))
        {
            _foreign.Add(symbol, rule = Written(name, null));
            rule.Define([Grammar.Sequence(symbol)]);
        }

        return rule;
    }

    /// <summary>Between so many words of a symbol.</summary>
    public Symbol Counted(Symbol body, int min, int max)
    {
        if (body is Terminal terminal)
        {
            return Grammar.Terminal(Grammar.Regexes.Repeat(terminal.Regex, min, max));
        }

        switch (min, max)
        {
            case (_, 0):
                return Grammar.Terminal(Grammar.Regexes.Epsilon);
            case (1, 1):
                return body;
            default:
                if (!_counted.TryGetValue((body, min, max), out CountedRule? rule))
                {
                    _counted.Add((body, min, max), rule = new CountedRule(this, (GbnfRule)body, min, max));
                }

                return rule;
        }
    }

    /// <summary>The words of a symbol but the empty one.</summary>
    public Symbol NonEmpty(Symbol symbol)
    {
        if (!Grammar.IsNullable(symbol))
        {
            return symbol;
        }

        switch (symbol)
        {
            case Terminal terminal:
                return Grammar.Terminal(Grammar.Regexes.NonEmpty(terminal.Regex));
            case CountedRule counted:
                return counted.NonEmpty();
            default:
                var rule = (WrittenRule)symbol;
                if (!_nonEmpty.TryGetValue(rule, out NonEmptyRule? nonEmpty))
                {
                    _nonEmpty.Add(rule, nonEmpty = new NonEmptyRule(this, rule) { Recursion = rule.Recursion });
                }

                return nonEmpty;
        }
    }

    /// <summary>The words of a sequence but the empty one, as sequences whose first symbol never is empty.</summary>
    /// <remarks>
    /// The first symbol that is not empty is the first, or the first is empty and it is the second, and so on: one sequence for
    /// each symbol up to the first that cannot be empty.
    /// </remarks>
    public IEnumerable<Sequence> NonEmpty(Sequence sequence)
    {
        for (Sequence rest = sequence; !rest.IsEmpty; rest = rest.Rest)
        {
            Symbol first = NonEmpty(rest.Head);
            yield return Grammar.Prepend(first, rest.Rest);
            if (first == rest.Head)
            {
                break;
            }
        }
    }

    /// <summary>What follows a corner up to the end of the goal; see <see cref="LeftRecursion"/>.</summary>
    public CornerRule Corner(GbnfRule corner, GbnfRule goal)
    {
        if (!_corners.TryGetValue((corner, goal), out CornerRule? rule))
        {
            _corners.Add((corner, goal), rule = new CornerRule(corner, goal));
        }

        return rule;
    }
}
