// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What follows the members of an object written so far: another member, or the closing brace.</summary>
internal sealed class MembersRule(JsonRules rules, ObjectShape shape, WrittenProperties written, int level) : Rule
{
    private bool? _isSurelyProductive;

    public override string Name => $"members after {written.Count}";

    internal override long MinLengthBound => 1;

    internal override bool IsSurelyProductive => _isSurelyProductive ??= Next.CanSurelyComplete();

    private NextMembers Next => field ??= new NextMembers(rules, shape, written, level);

    private bool IsFirst => written.Count == 0;

    private bool MayClose => Next.RequiredLeft == 0 && written.Count >= shape.MinProperties;

    private Regex BeforeName => IsFirst ? rules.Layout.BeforeFirstName(level) : rules.Layout.BeforeNextName(level);

    private Regex Close => IsFirst ? rules.Layout.CloseHollow('}') : rules.Layout.Close(level, '}');

    /// <summary>The members one by one, past the tree of their names.</summary>
    internal override IEnumerable<LengthSum> LengthSums()
    {
        Grammar grammar = rules.Grammar;
        if (MayClose)
        {
            yield return new LengthSum([(grammar.Terminal(Close), 1)]);
        }

        Terminal before = grammar.Terminal(BeforeName);
        Terminal colon = grammar.Terminal(rules.Layout.Colon);
        for (int i = Next.First; i < Next.End; i++)
        {
            if (Next.MayCome(i))
            {
                yield return new LengthSum(
                    [(before, 1), (colon, 1), (Next.Value(shape.Properties[i].Value), 1), (Next.After(i), 1)], rules.NamesOf(shape).Bytes[i].Length);
            }
        }

        for (int i = 0; Next.MayAddOthers && i < shape.Cells.Length; i++)
        {
            Terminal names = grammar.Terminal(rules.CellOf(shape, i));
            yield return new LengthSum([(before, 1), (names, 1), (Next.Value(shape.Cells[i].Value), 1), (Next.AfterOther(), 1)]);
        }
    }

    protected override IReadOnlyList<Sequence> Expand()
    {
        Grammar grammar = rules.Grammar;
        var productions = new List<Sequence>(2);
        if (Next.MayAdd && (Next.First < Next.End || Next.MayAddOthers))
        {
            // What every member begins with stands before the tree of names, so that it is the same regex in every object.
            productions.Add(grammar.Sequence(grammar.Terminal(BeforeName), NamesRule.Of(Next)));
        }

        if (MayClose)
        {
            productions.Add(grammar.Sequence(grammar.Terminal(Close)));
        }

        return productions;
    }
}
