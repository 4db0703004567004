// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

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

    private static Rule[] Of(Rule rule, Grammar grammar)
    {
        if (rule.LeftCalls is null)
        {
            var calls = new HashSet<Rule>();
            foreach (Sequence production in rule.Productions.Where(p => grammar.MinLength(p) < Lengths.Infinite))
            {
                for (Sequence rest = production; !rest.IsEmpty; rest = rest.Rest)
                {
                    if (rest.Head is Rule call)
                    {
                        calls.Add(call);
                    }

                    if (!grammar.IsNullable(rest.Head))
                    {
                        break;
                    }
                }
            }

            rule.LeftCalls = [.. calls];
        }

        return rule.LeftCalls;
    }
}
