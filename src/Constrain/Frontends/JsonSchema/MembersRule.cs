// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What follows the members of an object written so far: another member, or the closing brace.</summary>
internal sealed class MembersRule(JsonRules rules, ObjectShape shape, WrittenProperties written, int level) : Rule
{
    private bool? _isSurelyProductive;

    public override string Name => $"members after {written.Count}";

    internal override long MinLengthBound => IsFirst || rules.Notation.HasClosings ? 1 : 0;

    internal override bool IsSurelyProductive => _isSurelyProductive ??= Next.CanSurelyComplete();

    internal override Rule? Twin => rules.Flat?.Members(shape, written, rules.Flat.Notation.Root);

    // Two names of which the schema says nothing may be the same.
    internal override string? KeywordOfTrail =>
        Next.MayAddOthers && shape.MaxProperties is not 1 && Array.Exists(shape.Cells, cell => !rules.IsNothing(cell.Value)) ? "additionalProperties" : null;

    private NextMembers Next => field ??= new NextMembers(rules, shape, written, level);

    private bool IsFirst => written.Count == 0;

    private bool MayClose => Next.RequiredLeft == 0 && written.Count >= shape.MinProperties && Next.GuardHolds;

    private Regex BeforeName => IsFirst ? rules.Notation.BeforeFirstName(level) : rules.Notation.BeforeNextName(level);

    private Regex Close => IsFirst ? rules.Notation.CloseHollow(level, isArray: false) : rules.Notation.Close(level, isArray: false);

    /// <summary>The members one by one, past the tree of their names.</summary>
    /// <remarks>
    /// No shortest object has a member that neither a name nor a count asks for, and the order of the required ones changes no
    /// length: where they are enough, one of them is the only way on.
    /// </remarks>
    internal override IEnumerable<LengthSum> LengthSums()
    {
        if (shape.Guard != Formula.True)
        {
            foreach (LengthSum sum in GuardedLengths())
            {
                yield return sum;
            }

            yield break;
        }

        bool isEnough = written.Count + Next.RequiredLeft >= shape.MinProperties;
        if (isEnough && Next.RequiredLeft == 0)
        {
            yield return new LengthSum([(rules.Grammar.Terminal(Close), 1)]);
            yield break;
        }

        for (int i = Next.First; i < Next.End; i++)
        {
            if (Next.MayCome(i) && (!isEnough || shape.Properties[i].IsRequired))
            {
                yield return LengthOf(rules.Notation.AfterName, rules.NamesOf(shape).Bytes[i].Length, Next.Value(shape.Properties[i].Value), Next.After(i));
                if (isEnough)
                {
                    yield break;
                }
            }
        }

        for (int i = 0; !isEnough && Next.MayAddOthers && i < shape.Cells.Length; i++)
        {
            yield return LengthOf(rules.CellOf(shape, i), Next.DetourOf(i), Next.Value(shape.Cells[i].Value), Next.AfterOther());
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

    /// <summary>With a guard any member may matter. Where any order is allowed, the schema's is as short as any other.</summary>
    private IEnumerable<LengthSum> GuardedLengths()
    {
        if (MayClose)
        {
            yield return new LengthSum([(rules.Grammar.Terminal(Close), 1)]);
        }

        // A proof takes the first way that leads to an end, and most often that is the one with no more than what is required.
        int required = Next.First;
        while (required < Next.End && (!shape.Properties[required].IsRequired || written.IsSettled(required)))
        {
            required++;
        }

        for (int i = Math.Min(required, Next.End - 1); i >= Next.First; i--)
        {
            if (Next.MayCome(i))
            {
                foreach ((ValueRule value, MembersRule after) in Next.WaysOf(i, inOrder: true))
                {
                    yield return LengthOf(rules.Notation.AfterName, rules.NamesOf(shape).Bytes[i].Length, value, after);
                }
            }
        }

        for (int i = 0; Next.MayAdd && Next.RequiredLeft == 0 && i < shape.Cells.Length; i++)
        {
            foreach ((ValueRule value, MembersRule after) in Next.WaysOfCell(i, inOrder: true))
            {
                yield return LengthOf(rules.CellOf(shape, i), Next.DetourOf(i), value, after);
            }
        }
    }

    private LengthSum LengthOf(Regex name, int bytes, ValueRule value, MembersRule after)
    {
        Grammar grammar = rules.Grammar;
        return new LengthSum([(grammar.Terminal(BeforeName), 1), (grammar.Terminal(name), 1), (value, 1), (after, 1)], bytes);
    }
}
