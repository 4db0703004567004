// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What <c>unevaluatedProperties</c> and <c>unevaluatedItems</c> leave to be said.</summary>
/// <remarks>
/// A name is evaluated where a schema that applies to the same object, and holds, says something of it. So each name must be
/// of the keyword's schema, or one of the schemas that would evaluate it must hold: one clause for each set of names that the
/// same schemas would evaluate, and as many clauses as there are such sets. Items likewise, by their index.
/// </remarks>
internal sealed partial class Normalizer
{
    /// <summary>Conditions under which <c>contains</c> may evaluate items; every subset of them is written out.</summary>
    private const int MaxContains = 6;

    private Formula UnevaluatedProperties(SchemaNode rest, SchemaNode owner)
    {
        var evaluators = new List<NameEvaluator>();
        CollectNames(owner, Formula.True, owner, evaluators);
        string[] names = [.. evaluators.SelectMany(e => e.Names ?? []).Distinct(StringComparer.Ordinal)];
        List<(Regex Names, List<NameEvaluator> By)> cells = [(_strings.AnyBody, [.. evaluators.Where(e => e.Names is null)])];
        foreach (NameEvaluator evaluator in evaluators)
        {
            foreach (Regex pattern in evaluator.Patterns)
            {
                cells =
                [
                    .. cells.Select(c => (_regexes.Intersect(c.Names, pattern), c.By.Append(evaluator).Distinct().ToList())),
                    .. cells.Select(c => (_regexes.Except(c.Names, pattern), c.By)),
                ];
                cells.RemoveAll(c => _regexes.IsEmpty(c.Names));
            }
        }

        Term term = terms.Of(rest);
        var byName = names.ToDictionary(n => n, n => HoldsAny(evaluators.Where(e => e.Evaluates(n, _strings))), StringComparer.Ordinal);
        Formula[] byCell = [.. cells.Select(c => HoldsAny(c.By))];
        return _formulas.All(byName.Values.Concat(byCell).Distinct().Where(f => f != Formula.True).Select(holds =>
        {
            Property[] properties = [.. names.Select(n => new Property(n, byName[n] == holds ? term : Term.Any, false))];
            IEnumerable<Cell> kept = cells.Select((c, i) => new Cell(c.Names, byCell[i] == holds ? term : Term.Any));
            ObjectShape shape = Build(properties, kept, 0, null)!;
            return _formulas.Any(holds, IsAny(shape) ? Formula.True : _formulas.Of(shape));
        }));
    }

    private Formula UnevaluatedItems(SchemaNode rest, SchemaNode owner)
    {
        var evaluators = new List<ItemEvaluator>();
        CollectItems(owner, Formula.True, owner, evaluators);
        Term[] always = [.. evaluators.Where(e => e.Condition == Formula.True && e.Contains is not null).Select(e => e.Contains!)];
        ItemEvaluator[] sometimes = [.. evaluators.Where(e => e.Condition != Formula.True && e.Contains is not null)];
        if (sometimes.Length > MaxContains)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"more than {MaxContains} alternatives with contains stand beside unevaluatedItems", hint: "use fewer alternatives");
        }

        Term term = terms.Either([terms.Of(rest), .. always]);
        int[] ends = [.. evaluators.Select(e => e.End).Where(e => e is > 0 and < int.MaxValue).Append(int.MaxValue).Distinct().Order()];
        var clauses = new List<Formula>();
        int start = 0;
        foreach (int end in ends)
        {
            Formula holds = _formulas.Any(evaluators.Where(e => e.End >= end).Select(e => e.Condition));
            if (holds != Formula.True)
            {
                var ways = new List<Formula> { holds };
                for (int subset = 0; subset < 1 << sometimes.Length; subset++)
                {
                    ItemEvaluator[] chosen = [.. sometimes.Where((_, i) => (subset >> i & 1) != 0)];
                    Formula shape = Interval(start, end, terms.Either(chosen.Select(c => c.Contains!).Append(term)));
                    ways.Add(_formulas.All(chosen.Select(c => c.Condition).Append(shape)));
                }

                clauses.Add(_formulas.Any(ways));
            }

            start = end;
        }

        return _formulas.All(clauses);
    }

    /// <summary>Arrays whose items from an index up to another are of a term.</summary>
    private Formula Interval(int start, int end, Term term)
    {
        bool isLast = end == int.MaxValue;
        var prefix = new Term[isLast ? start : end];
        Array.Fill(prefix, Term.Any);
        if (!isLast)
        {
            Array.Fill(prefix, term, start, end - start);
        }

        return term is Term.Anything ? Formula.True : _formulas.Of(new ArrayShape(prefix, isLast ? term : Term.Any, 0, null));
    }

    private void CollectNames(SchemaNode node, Formula condition, SchemaNode owner, List<NameEvaluator> into)
    {
        foreach (Assertion assertion in node.Assertions)
        {
            switch (assertion)
            {
                case Assertion.Object o:
                    into.Add(new NameEvaluator(
                        condition, o.Additional is null ? [.. o.Properties.Select(p => p.Name)] : null, [.. o.Patterns.Select(p => p.Names)]));
                    break;
                case Assertion.UnevaluatedProperties when node != owner:
                    into.Add(new NameEvaluator(condition, null, []));
                    break;
                default:
                    foreach ((SchemaNode part, Formula holds) in PartsOf(assertion, static set => set.Objects, FormulaOf))
                    {
                        CollectNames(part, _formulas.All(condition, holds), owner, into);
                    }

                    break;
            }
        }
    }

    private void CollectItems(SchemaNode node, Formula condition, SchemaNode owner, List<ItemEvaluator> into)
    {
        foreach (Assertion assertion in node.Assertions)
        {
            switch (assertion)
            {
                case Assertion.Array array:
                    into.Add(new ItemEvaluator(condition, array.Rest is null ? array.Prefix.Length : int.MaxValue, null));
                    break;
                case Assertion.Contains contains when node.ContainsEvaluates:
                    into.Add(new ItemEvaluator(condition, 0, terms.Of(contains.Schema)));
                    break;
                case Assertion.UnevaluatedItems when node != owner:
                    into.Add(new ItemEvaluator(condition, int.MaxValue, null));
                    break;
                default:
                    foreach ((SchemaNode part, Formula holds) in PartsOf(assertion, static set => set.Arrays, FormulaOf))
                    {
                        CollectItems(part, _formulas.All(condition, holds), owner, into);
                    }

                    break;
            }
        }
    }

    /// <summary>The schemas that an assertion applies to the same value, each with what must hold for it to count beyond what holds anyway.</summary>
    private IEnumerable<(SchemaNode Part, Formula Holds)> PartsOf<T>(Assertion assertion, Func<ValueSet, IReadOnlyList<T>> shapes, Func<IReadOnlyList<T>, Formula> formulaOf)
    {
        Formula Holds(SchemaNode node) => formulaOf(shapes(Of(terms.Of(node))));
        switch (assertion)
        {
            case Assertion.AllOf all:
                return all.Schemas.Select(s => (s, Formula.True));
            case Assertion.AnyOf any:
                return any.Schemas.Select(s => (s, Holds(s)));
            case Assertion.OneOf one:
                return one.Schemas.Select(s => (s, Holds(s)));
            case Assertion.Dependent { Schema: { } schema } dependent when typeof(T) == typeof(ObjectShape):
                return [(schema, _formulas.Of(Requiring([dependent.Name])))];
            case Assertion.If condition:
                Formula test = Holds(condition.Condition);
                List<(SchemaNode, Formula)> parts = [(condition.Condition, test)];
                if (condition.Then is { } then)
                {
                    parts.Add((then, test));
                }

                if (condition.Else is { } otherwise)
                {
                    parts.Add((otherwise, _formulas.Not(test)));
                }

                return parts;
            default:
                return [];
        }
    }

    private Formula HoldsAny(IEnumerable<NameEvaluator> evaluators) => _formulas.Any(evaluators.Select(e => e.Condition));

    /// <param name="Condition">What must hold for it to count.</param>
    /// <param name="Names">The names it evaluates; null for all.</param>
    /// <param name="Patterns">The names it evaluates besides.</param>
    private sealed record NameEvaluator(Formula Condition, HashSet<string>? Names, Regex[] Patterns)
    {
        public bool Evaluates(string name, JsonStrings strings) =>
            Names is null || Names.Contains(name) || Array.Exists(Patterns, p => strings.Contains(p, name));
    }

    /// <param name="Condition">What must hold for it to count.</param>
    /// <param name="End">It evaluates the items before this index.</param>
    /// <param name="Contains">It evaluates the items of this term; null for none.</param>
    private sealed record ItemEvaluator(Formula Condition, int End, Term? Contains);
}
