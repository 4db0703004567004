// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>What was written of an array.</summary>
/// <param name="Count">How many items, as far as it matters.</param>
/// <param name="Guard">What is left of the shape's guard.</param>
/// <param name="Seen">The items that were written, where no two may be equal.</param>
/// <param name="IsPending">Whether the last item is still to be put to those that were seen.</param>
/// <param name="IsLoose">Whether some item is not among those that were seen because nobody said what it was.</param>
internal readonly record struct WrittenItems(int Count, Formula Guard, Term Seen, bool IsPending, bool IsLoose);

/// <summary>The guard of an array while its items are written.</summary>
internal static class GuardedItems
{
    /// <summary>Beyond this number of items no claim tells more from fewer.</summary>
    public static int MaxCount(Formula guard)
    {
        int max = 0;
        foreach (Claim claim in guard.Claims)
        {
            max = claim is ArrayShape shape ? Math.Max(max, Math.Max(shape.Prefix.Length, Math.Max(shape.MinItems, (shape.MaxItems ?? -1) + 1))) : max;
        }

        return max;
    }

    /// <summary>Refuses arrays that must have equal items at places that allow different ones: whether they can is not looked ahead.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsupported"/>.</exception>
    public static void Check(ArrayShape shape)
    {
        bool isMixed = shape.Prefix.Length > 0 || shape.Guard.Claims.OfType<ArrayShape>().Any(s => s.Prefix.Length > 0);
        if (isMixed && HasOpposite(shape.Guard))
        {
            throw new GrammarException(
                GrammarError.Unsupported,
                "an array that must have two equal items cannot have items of their own schemas at the same time",
                construct: "uniqueItems",
                hint: "say with items alone what the items are, or leave out the negation of uniqueItems");
        }
    }

    /// <summary>Whether two items may have to be equal.</summary>
    public static bool HasOpposite(Formula guard) => guard switch
    {
        Formula.Literal literal => !literal.IsPositive && literal.Claim is UniqueClaim,
        Formula.Junction junction => Array.Exists(junction.Parts, HasOpposite),
        _ => false,
    };

    /// <summary>What a claim asks of the next item.</summary>
    public static GuardSplitter.Effect OfItem(Claim claim, WrittenItems written, TermTable terms, FormulaTable formulas) => claim switch
    {
        ArrayShape shape => new GuardSplitter.Effect(shape.At(written.Count), formulas.Of(claim), Formula.False),
        ContainsClaim contains => new GuardSplitter.Effect(contains.Item, formulas.Of(contains.Next), formulas.Of(claim)),
        _ => new GuardSplitter.Effect(terms.Not(written.Seen), formulas.Of(claim), Formula.False, written.IsLoose),
    };

    /// <summary>Settles the claims that what was written decides.</summary>
    public static Formula Settle(Formula guard, int count, FormulaTable formulas) =>
        formulas.Replace(guard, claim => IsSettled(claim, count) is { } value ? value ? Formula.True : Formula.False : null);

    /// <summary>Whether the guard holds when nothing more is written.</summary>
    public static bool Holds(WrittenItems written, FormulaTable formulas) => written.Guard == Formula.True || formulas.Replace(written.Guard, claim =>
        Holds(claim, written.Count) ? Formula.True : Formula.False) == Formula.True;

    private static bool Holds(Claim claim, int count) => claim switch
    {
        ArrayShape shape => count >= shape.MinItems && !(count > shape.MaxItems),
        ContainsClaim contains => contains.Count >= contains.Min && !(contains.Count > contains.Max),
        _ => true,
    };

    private static bool? IsSettled(Claim claim, int count)
    {
        switch (claim)
        {
            case ArrayShape shape:
                if (count > shape.MaxItems)
                {
                    return false;
                }

                bool isOpen = count < shape.MinItems || shape.MaxItems is not null || shape.Rest is not Term.Anything
                    || shape.Prefix.Skip(count).Any(t => t is not Term.Anything);
                return isOpen ? null : true;
            case ContainsClaim contains:
                return contains.Count > contains.Max ? false : contains.Max is null && contains.Count >= contains.Min ? true : null;
            default:
                return null;
        }
    }
}
