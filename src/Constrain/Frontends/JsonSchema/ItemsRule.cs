// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What follows the first items of an array: more items, or the closing bracket.</summary>
internal sealed class ItemsRule(JsonRules rules, ArrayShape shape, int count, int level) : Rule
{
    public override string Name => $"items after {count}";

    internal override long MinLengthBound => 1;

    internal override bool IsSurelyProductive
    {
        get
        {
            // Past the first of the items that are all alike, there is nothing new to see.
            for (int i = count; i < Math.Min(shape.MinItems, Math.Max(count, shape.Prefix.Length) + 1); i++)
            {
                if (!SureKinds.Of(shape.At(i)).HasValue)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Where the missing items are all alike, their lengths are one product instead of one rule each.</summary>
    internal override IEnumerable<LengthSum> LengthSums()
    {
        int missing = shape.MinItems - count;
        if (count < shape.Prefix.Length || missing < 2)
        {
            return base.LengthSums();
        }

        Grammar grammar = rules.Grammar;
        return
        [
            new LengthSum(
            [
                (grammar.Terminal(Before(count)), 1),
                (grammar.Terminal(rules.Layout.Separator(level)), missing - 1),
                (rules.Value(shape.Rest, rules.Layout.Deeper(level)), missing),
                (Close, 1),
            ]),
        ];
    }

    protected override IReadOnlyList<Sequence> Expand()
    {
        Grammar grammar = rules.Grammar;
        var productions = new List<Sequence>();
        if (shape.MaxItems is null || count < shape.MaxItems)
        {
            Symbol item = rules.Value(shape.At(count), rules.Layout.Deeper(level));
            productions.Add(grammar.Sequence(grammar.Terminal(Before(count)), item, rules.Items(shape, count + 1, level)));
        }

        if (count >= shape.MinItems)
        {
            productions.Add(grammar.Sequence(Close));
        }

        return productions;
    }

    private Regex Before(int index) => index == 0 ? rules.Layout.BeforeFirst(level) : rules.Layout.Separator(level);

    private Terminal Close => rules.Grammar.Terminal(count == 0 && shape.MinItems == 0 ? rules.Layout.CloseHollow(']') : rules.Layout.Close(level, ']'));
}
