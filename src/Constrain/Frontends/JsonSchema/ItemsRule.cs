// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What follows the first items of an array: more items, or the closing bracket.</summary>
internal sealed class ItemsRule(JsonRules rules, ArrayShape shape, WrittenItems written, int level) : Rule
{
    private readonly int _count = written.Count;

    public override string Name => $"items after {_count}";

    internal override long MinLengthBound => _count == 0 || rules.Notation.HasClosings ? 1 : 0;

    internal override bool IsSurelyProductive
    {
        get
        {
            if (written.Guard != Formula.True)
            {
                return MayClose;
            }

            // Past the first of the items that are all alike, there is nothing new to see.
            for (int i = _count; i < Math.Min(shape.MinItems, Math.Max(_count, shape.Prefix.Length) + 1); i++)
            {
                if (!SureKinds.Of(shape.At(i)).HasValue)
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal override Rule? Twin => rules.Flat?.Items(shape, written, rules.Flat.Notation.Root);

    /// <summary>Where the missing items are all alike, their lengths are one product instead of one rule each.</summary>
    internal override IEnumerable<LengthSum> LengthSums()
    {
        if ((written.IsPending || written.IsLoose) && AsksForEqualItems)
        {
            return Productions.Select(LengthOfEqualItems);
        }

        int missing = shape.MinItems - _count;
        if (_count < shape.Prefix.Length || missing < 2 || written.Guard != Formula.True)
        {
            return base.LengthSums();
        }

        Grammar grammar = rules.Grammar;
        return
        [
            new LengthSum(
            [
                (grammar.Terminal(Before(_count)), 1),
                (grammar.Terminal(rules.Notation.BeforeNextItem(level)), missing - 1),
                (rules.Value(shape.Rest, rules.Notation.ItemsOf(level)), missing),
                (Close, 1),
            ]),
        ];
    }

    protected override IReadOnlyList<Sequence> Expand()
    {
        Grammar grammar = rules.Grammar;
        var productions = new List<Sequence>();
        if (shape.MaxItems is null || _count < shape.MaxItems)
        {
            Terminal before = grammar.Terminal(Before(_count));
            if (written.Guard == Formula.True)
            {
                Symbol item = rules.Value(shape.At(_count), rules.Notation.ItemsOf(level));
                productions.Add(grammar.Sequence(before, item, rules.Items(shape, written with { Count = _count + 1 }, level)));
            }
            else
            {
                AddGuarded(before, productions);
            }
        }

        if (MayClose)
        {
            productions.Add(grammar.Sequence(Close));
        }

        return productions;
    }

    private bool MayClose => _count >= shape.MinItems && GuardedItems.Holds(written, rules.Formulas);

    private bool AsksForEqualItems => GuardedItems.HasOpposite(written.Guard);

    /// <summary>
    /// Where it is not known what the item before was, one that equals it may be long; but one more short item, and one that
    /// equals that, will do as well.
    /// </summary>
    private LengthSum LengthOfEqualItems(Sequence production)
    {
        if (production.Rest is not { IsEmpty: false, Head: ValueRule item } rest || rest.Rest.Head is ItemsRule { AsksForEqualItems: true })
        {
            return LengthSum.Of(production);
        }

        return new LengthSum(
            [(production.Head, 1), (item, 2), (rules.Grammar.Terminal(rules.Notation.BeforeNextItem(level)), 1), (rest.Rest.Head, 1)]);
    }

    /// <summary>What follows once it is known what the last item was.</summary>
    internal override Rule Bind(Trail trail) => rules.Items(
        shape, written with { Seen = rules.Terms.Either([written.Seen, rules.Terms.Of(((DocumentTrail)trail).LastItem(rules.Notation.ItemsOf(level)))]), IsPending = false }, level);

    internal override bool IsPending => written.IsPending;

    internal override bool IsLoose => written.IsLoose;

    private void AddGuarded(Terminal before, List<Sequence> productions)
    {
        // Who asks what follows without saying what the last item was gets all that may follow any item.
        WrittenItems now = written with { IsPending = false, IsLoose = written.IsLoose || written.IsPending };
        foreach ((Term value, Formula left) in rules.Splitter.Split(shape.At(_count), now.Guard, c => GuardedItems.OfItem(c, now, rules.Terms, rules.Formulas)))
        {
            Formula guard = GuardedItems.Settle(left, _count + 1, rules.Formulas);
            bool isUnique = Array.IndexOf(guard.Claims, UniqueClaim.Instance) >= 0;
            WrittenItems next = new(_count + 1, guard, isUnique ? now.Seen : Term.None, isUnique, now.IsLoose);
            if (!isUnique)
            {
                Add(before, value, next, productions);
                continue;
            }

            Term others = value;
            foreach (Term scarce in UniqueItemsAhead.ScarceValues(rules, shape, value, guard, _count))
            {
                Term only = rules.Terms.Both(value, scarce);
                if (!rules.IsNothing(only))
                {
                    Add(before, only, next with { Seen = rules.Terms.Either([now.Seen, scarce]), IsPending = false }, productions);
                }

                others = rules.Terms.Both(others, rules.Terms.Not(scarce));
            }

            if (!rules.IsNothing(others))
            {
                Add(before, others, next, productions);
            }
        }
    }

    private void Add(Terminal before, Term value, WrittenItems next, List<Sequence> productions) =>
        productions.Add(rules.Grammar.Sequence(before, rules.Value(value, rules.Notation.ItemsOf(level)), rules.Items(shape, next, level)));

    private Regex Before(int index) => index == 0 ? rules.Notation.BeforeFirstItem(level) : rules.Notation.BeforeNextItem(level);

    private Terminal Close => rules.Grammar.Terminal(_count == 0 && shape.MinItems == 0 ? rules.Notation.CloseHollow(level, isArray: true) : rules.Notation.Close(level, isArray: true));
}
