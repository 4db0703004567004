// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Looks ahead in an array whose items must differ, so that no item uses up what a later one needs.</summary>
/// <remarks>
/// Where an item that must still come has fewer values than there are items, it matters which of those values are taken: they
/// are told apart from all others, one by one, before an item is written. Every other item finds a value that is not taken.
/// </remarks>
internal static class UniqueItemsAhead
{
    /// <summary>Items that may have to differ although their values are few; the values are tried one by one.</summary>
    private const int MaxNeeded = 256;

    /// <summary>The values that are worth telling apart.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="shape">The array.</param>
    /// <param name="value">The values of the item that is about to be written.</param>
    /// <param name="guard">What is to be shown once it is written.</param>
    /// <param name="index">Its index.</param>
    public static IEnumerable<Term> ScarceValues(JsonRules rules, ArrayShape shape, Term value, Formula guard, int index)
    {
        int needed = shape.MinItems;
        var ahead = new List<Term>();
        AddItems(shape, index, ahead);
        foreach (Claim claim in guard.Claims)
        {
            if (claim is ContainsClaim contains)
            {
                needed = Math.Max(needed, Math.Max(contains.Min, contains.Max ?? 0) + 1);
                ahead.Add(contains.Item);
            }
            else if (claim is ArrayShape other)
            {
                // What must not be just so goes on past it.
                needed = Math.Max(needed, Math.Max(other.MinItems, Math.Max(other.MaxItems ?? 0, other.Prefix.Length)) + 1);
                AddItems(other, index, ahead);
                ahead.Add(shape.At(index + 1));
            }
        }

        if (ahead.Count == 0)
        {
            return [];
        }

        ahead.Add(value);
        int limit = Math.Min(needed, MaxNeeded);
        if (needed > MaxNeeded && !ahead.TrueForAll(rules.IsEndless))
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"more than {MaxNeeded} items must come and differ, and some of them may have few values", hint: "ask for fewer items, or let them be any string or number");
        }

        return ahead.Distinct().SelectMany(term => rules.FiniteValues(term, limit) ?? []).Distinct();
    }

    private static void AddItems(ArrayShape shape, int index, List<Term> ahead)
    {
        for (int i = index + 1; i < Math.Min(shape.MinItems, Math.Max(shape.Prefix.Length, index + 1) + 1); i++)
        {
            ahead.Add(shape.At(i));
        }
    }
}
