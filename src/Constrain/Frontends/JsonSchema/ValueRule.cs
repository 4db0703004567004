// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Values that may be arrays or objects.</summary>
internal sealed class ValueRule(JsonRules rules, ValueSet set, Regex scalars, int level) : Rule
{
    public override string Name => "value";

    // The shortest value of any kind is one digit.
    internal override long MinLengthBound => 1;

    protected override IReadOnlyList<Sequence> Expand()
    {
        Grammar grammar = rules.Grammar;
        var productions = new List<Sequence>();
        if (scalars != grammar.Regexes.Nothing)
        {
            productions.Add(grammar.Sequence(grammar.Terminal(scalars)));
        }

        productions.AddRange(set.Arrays.Select(a => grammar.Sequence(grammar.Terminal("["), rules.Items(a, 0, level))));
        productions.AddRange(set.Objects.Select(o => grammar.Sequence(grammar.Terminal("{"), rules.Members(o, WrittenProperties.None, level))));
        return productions;
    }
}
