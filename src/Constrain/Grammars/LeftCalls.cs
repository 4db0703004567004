// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Grammars;

/// <summary>Which rules a rule calls at the very position where it begins: as the first symbol, or after symbols that may be empty.</summary>
internal static class LeftCalls
{
    /// <summary>The rules and all that they lead to by left calls, every one before those that it calls.</summary>
    /// <remarks>The reverse of the order in which a depth-first search leaves them. Where calls go round, some call comes late.</remarks>
    public static List<Rule> TopologicalOrder(IReadOnlyCollection<Rule> starts, Grammar grammar)
    {
        var order = new List<Rule>(starts.Count);
        var seen = new HashSet<Rule>();
        var path = new Stack<(Rule Rule, int Next)>();
        foreach (Rule start in starts)
        {
            if (seen.Add(start))
            {
                path.Push((start, 0));
            }

            while (path.TryPop(out (Rule Rule, int Next) top))
            {
                Rule[] calls = Of(top.Rule, grammar);
                if (top.Next == calls.Length)
                {
                    order.Add(top.Rule);
                    continue;
                }

                path.Push((top.Rule, top.Next + 1));
                if (seen.Add(calls[top.Next]))
                {
                    path.Push((calls[top.Next], 0));
                }
            }
        }

        order.Reverse();
        return order;
    }

    /// <summary>The rules that a rule calls where it begins, each once.</summary>
    public static Rule[] Of(Rule rule, Grammar grammar)
    {
        if (rule.LeftCalls is { } known)
        {
            return known;
        }

        foreach (Sequence production in grammar.ProductiveOf(rule))
        {
            if (production.IsEmpty || production.Head is not (Terminal { Regex.IsNullable: false } or TokenSymbol))
            {
                return rule.LeftCalls = [.. Of(grammar.ProductiveOf(rule), grammar).Distinct()];
            }
        }

        return rule.LeftCalls = [];
    }

    /// <summary>The rules that productions call where they begin; a production without a word calls none.</summary>
    public static IEnumerable<Rule> Of(IEnumerable<Sequence> productions, Grammar grammar)
    {
        foreach (Sequence production in productions)
        {
            Sequence rest = grammar.IsProductive(production) ? production : grammar.Empty;
            for (bool begins = true; begins && !rest.IsEmpty; rest = rest.Rest)
            {
                if (rest.Head is Rule call)
                {
                    yield return call;
                }

                begins = grammar.IsNullable(rest.Head);
            }
        }
    }
}
