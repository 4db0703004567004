// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The values of a term, which is worked out when a document gets there and not before.</summary>
internal sealed class ValueRule(JsonRules rules, Term term, int level) : Rule
{
    public override string Name => "value";

    // The shortest value of any kind is one digit.
    internal override long MinLengthBound => 1;

    internal override bool IsSurelyProductive => SureKinds.Of(term).HasValue;

    internal override Rule? Twin => rules.Flat?.Value(term, rules.Flat.Notation.Root);

    protected override IReadOnlyList<Sequence> Expand()
    {
        Grammar grammar = rules.Grammar;
        ValueSet set = rules.Normalize(term);
        var productions = new List<Sequence>(2);
        foreach (Regex scalars in rules.Notation.Scalars(set, level))
        {
            if (scalars != grammar.Regexes.Nothing)
            {
                productions.Add(grammar.Sequence(grammar.Terminal(scalars)));
            }
        }

        foreach (ArrayShape array in set.Arrays)
        {
            productions.Add(grammar.Sequence(grammar.Terminal(rules.Notation.Open(level, isArray: true)), rules.Array(array, level)));
        }

        foreach (ObjectShape shape in set.Objects)
        {
            productions.Add(grammar.Sequence(grammar.Terminal(rules.Notation.Open(level, isArray: false)), rules.Object(shape, level)));
        }

        return productions;
    }
}
