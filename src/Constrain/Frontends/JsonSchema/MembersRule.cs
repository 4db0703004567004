// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What follows the members of an object written so far: another member, or the closing bracket.</summary>
internal sealed class MembersRule(JsonRules rules, ObjectShape shape, WrittenProperties written, int level) : Rule
{
    public override string Name => $"members after {written.Count}";

    internal override long MinLengthBound => 1;

    private bool IsFirst => written.Count == 0;

    protected override IReadOnlyList<Sequence> Expand()
    {
        Grammar grammar = rules.Grammar;
        var productions = new List<Sequence>();
        bool mayAdd = shape.MaxProperties is null || written.Count < shape.MaxProperties;
        bool isRequiredLeft = false;
        for (int i = 0; i < shape.Properties.Length; i++)
        {
            Property property = shape.Properties[i];
            if (written.IsSettled(i))
            {
                continue;
            }

            bool isReachable = rules.Order == PropertyOrder.Any || !isRequiredLeft;
            isRequiredLeft |= property.IsRequired;
            if (mayAdd && isReachable && property.Value is not Term.Nothing)
            {
                productions.Add(Member(rules.NameOf(property.Name), property.Value, After(i)));
            }
        }

        if (mayAdd && (rules.Order == PropertyOrder.Any || !isRequiredLeft))
        {
            productions.AddRange(shape.Cells.Select(c => Member(rules.NameOf(c.Names), c.Value, AfterOther())));
        }

        if (!isRequiredLeft && written.Count >= shape.MinProperties)
        {
            Regex gap = IsFirst ? rules.Layout.Hollow : rules.Layout.AfterLast(level);
            productions.Add(grammar.Sequence(grammar.Terminal(grammar.Regexes.Concat(gap, grammar.Regexes.Literal("}")))));
        }

        return productions;
    }

    private Sequence Member(Regex name, Term value, WrittenProperties after)
    {
        Grammar grammar = rules.Grammar;
        Regex before = IsFirst ? rules.Layout.BeforeFirst(level) : rules.Layout.Separator(level);
        return grammar.Sequence(
            grammar.Terminal(grammar.Regexes.Concat(before, name)),
            rules.Value(value, rules.Layout.Deeper(level)),
            rules.Members(shape, after, level));
    }

    private WrittenProperties After(int index) => rules.Order == PropertyOrder.Schema
        ? new WrittenProperties(index + 1, BigInteger.Zero, NextCount)
        : new WrittenProperties(0, written.Bits | (BigInteger.One << index), NextCount);

    private WrittenProperties AfterOther() => rules.Order == PropertyOrder.Schema
        ? new WrittenProperties(shape.Properties.Length, BigInteger.Zero, NextCount)
        : written with { Count = NextCount };

    // Beyond what the bounds ask for, counting on would make rules that differ in nothing.
    private int NextCount => Math.Min(written.Count + 1, Math.Max(1, Math.Max(shape.MinProperties, shape.MaxProperties ?? 0)));
}
