// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Grammars;

/// <summary>The length of the shortest word of each symbol, found without expanding rules that cannot matter.</summary>
/// <remarks>
/// Method: Knuth's generalisation of Dijkstra's algorithm ("A generalization of Dijkstra's algorithm", IPL 6(1), 1977) on the
/// part of the grammar that is expanded, where a rule not expanded yet stands for its lower bound. So every result is a lower
/// bound, and exact when its best derivation has no such rule in it. As long as the best derivation of the symbol asked for
/// has one, that one is expanded and the step repeated (A* on the and-or graph of the grammar). A rule that gets no length
/// although the unexpanded ones have finite bounds is unproductive.
/// </remarks>
internal sealed class MinimumLengths(RegexBuilder regexes)
{
    /// <summary>Rules one question may expand; about 1 KiB each.</summary>
    private const int MaxRules = 1 << 18;

    /// <summary>Rules that a round may expand beyond those that are known to matter, at the least.</summary>
    private const int MinExpansions = 64;

    /// <summary>Rounds that expand nothing but what the best derivation needs.</summary>
    private const int MaxFrugalRounds = 256;

    /// <summary>The length in bytes of the shortest word; <see cref="Lengths.Infinite"/> when there is none. Exact.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: too many rules had to be expanded.</exception>
    public long Of(Symbol symbol)
    {
        if (symbol.MinLength < 0)
        {
            if (symbol is Terminal terminal)
            {
                terminal.MinLength = regexes.MinLength(terminal.Regex);
            }
            else
            {
                Resolve((Rule)symbol);
            }
        }

        return symbol.MinLength;
    }

    /// <summary>Settles rules that name no others in one pass.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: there are too many.</exception>
    public void ResolveAll(IReadOnlyCollection<Rule> rules)
    {
        var sums = new Dictionary<Rule, LengthSum[]>();
        foreach (Rule rule in rules.Where(r => r.MinLength < 0))
        {
            Add(rule, sums);
        }

        Settle(sums, Solve(sums));
    }

    private void Resolve(Rule root)
    {
        var sums = new Dictionary<Rule, LengthSum[]>();
        Expand([root], sums, wide: false);
        for (int round = 1; ; round++)
        {
            Dictionary<Rule, (long Length, LengthSum Best)> solved = Solve(sums);
            Settle(sums, solved);
            if (root.MinLength >= 0)
            {
                return;
            }

            List<Rule> open = OpenRules(root, sums, solved);
            Debug.Assert(open.Count > 0, "a derivation that is not settled has an open rule");
            Expand(open, sums, round > MaxFrugalRounds);
        }
    }

    /// <summary>Expands rules, and on along their most promising productions, so that chains cost one round and not one each.</summary>
    /// <remarks>
    /// It goes on to twice what is there, so that a chain without an end does not keep other productions from being seen. Each
    /// round solves all sums anew: where many rounds have each found one more rule, wide rounds expand what comes next whatever
    /// it promises, to an eighth of what is there, and the rounds to come are few (a chain of n costs n log n and not n²).
    /// </remarks>
    private void Expand(List<Rule> open, Dictionary<Rule, LengthSum[]> sums, bool wide)
    {
        int enough = sums.Count + open.Count + Math.Max(MinExpansions, wide ? sums.Count / 8 : sums.Count);
        var pending = new Stack<Rule>(open);
        while (sums.Count < enough && pending.TryPop(out Rule? rule))
        {
            if (rule.MinLength >= 0 || sums.ContainsKey(rule))
            {
                continue;
            }

            LengthSum[] all = Add(rule, sums);
            // The last pushed is the first expanded.
            LengthSum[] promising = all.Length == 0 ? [] : [all.MinBy(sum => sum.Evaluate(Bound))!];
            foreach (LengthSum sum in wide ? [.. all, .. promising] : promising)
            {
                foreach (Rule next in sum.Terms.Select(t => t.Symbol).OfType<Rule>())
                {
                    pending.Push(next);
                }
            }
        }
    }

    private static LengthSum[] Add(Rule rule, Dictionary<Rule, LengthSum[]> sums)
    {
        if (sums.Count == MaxRules)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"the shortest document takes more than {MaxRules} rules to find", hint: "simplify the grammar");
        }

        Effort.Spend();
        LengthSum[] all = [.. rule.LengthSums()];
        sums.Add(rule, all);
        return all;
    }

    private long Bound(Symbol symbol) => symbol switch
    {
        { MinLength: >= 0 } => symbol.MinLength,
        Rule rule => rule.MinLengthBound,
        _ => Of(symbol),
    };

    private Dictionary<Rule, (long Length, LengthSum Best)> Solve(Dictionary<Rule, LengthSum[]> sums)
    {
        var waiting = new Dictionary<Rule, List<(Rule Owner, LengthSum Sum, int[] Missing)>>();
        var solved = new Dictionary<Rule, (long Length, LengthSum Best)>();
        var queue = new PriorityQueue<(Rule Rule, LengthSum Sum), long>();
        foreach ((Rule rule, LengthSum[] all) in sums.Where(s => s.Key.MinLength < 0))
        {
            foreach (LengthSum sum in all)
            {
                Rule[] needs = [.. sum.Terms.Select(t => t.Symbol).OfType<Rule>().Where(r => r.MinLength < 0 && sums.ContainsKey(r)).Distinct()];
                int[] missing = [needs.Length];
                foreach (Rule need in needs)
                {
                    if (!waiting.TryGetValue(need, out var list))
                    {
                        waiting.Add(need, list = []);
                    }

                    list.Add((rule, sum, missing));
                }

                if (needs.Length == 0)
                {
                    Offer(rule, sum);
                }
            }
        }

        while (queue.TryDequeue(out (Rule Rule, LengthSum Sum) next, out long length))
        {
            if (!solved.TryAdd(next.Rule, (length, next.Sum)) || !waiting.TryGetValue(next.Rule, out var dependents))
            {
                continue;
            }

            foreach ((Rule owner, LengthSum sum, int[] missing) in dependents)
            {
                if (--missing[0] == 0)
                {
                    Offer(owner, sum);
                }
            }
        }

        return solved;

        void Offer(Rule rule, LengthSum sum)
        {
            long length = sum.Evaluate(s => s is Rule r && r.MinLength < 0 && solved.TryGetValue(r, out var known) ? known.Length : Bound(s));
            if (length < Lengths.Infinite)
            {
                Effort.Spend();
                queue.Enqueue((rule, sum), length);
            }
        }
    }

    /// <summary>Makes final what rests on expanded rules alone.</summary>
    private static void Settle(Dictionary<Rule, LengthSum[]> sums, Dictionary<Rule, (long Length, LengthSum Best)> solved)
    {
        var open = new HashSet<Rule>();
        var users = new Dictionary<Rule, List<Rule>>();
        var pending = new Queue<Rule>();
        foreach ((Rule rule, (_, LengthSum best)) in solved)
        {
            foreach (Rule used in best.Terms.Select(t => t.Symbol).OfType<Rule>().Where(r => r.MinLength < 0))
            {
                if (!sums.ContainsKey(used))
                {
                    if (open.Add(rule))
                    {
                        pending.Enqueue(rule);
                    }
                }
                else
                {
                    if (!users.TryGetValue(used, out List<Rule>? list))
                    {
                        users.Add(used, list = []);
                    }

                    list.Add(rule);
                }
            }
        }

        while (pending.TryDequeue(out Rule? rule))
        {
            foreach (Rule user in users.GetValueOrDefault(rule, []))
            {
                if (open.Add(user))
                {
                    pending.Enqueue(user);
                }
            }
        }

        foreach (Rule rule in sums.Keys.Where(r => r.MinLength < 0))
        {
            if (!solved.TryGetValue(rule, out var result))
            {
                rule.MinLength = Lengths.Infinite;
            }
            else if (!open.Contains(rule))
            {
                rule.MinLength = result.Length;
            }
        }
    }

    /// <summary>The unexpanded rules in the best derivation of the root.</summary>
    private static List<Rule> OpenRules(
        Rule root, Dictionary<Rule, LengthSum[]> sums, Dictionary<Rule, (long Length, LengthSum Best)> solved)
    {
        var open = new List<Rule>();
        var seen = new HashSet<Rule> { root };
        var pending = new Stack<Rule>([root]);
        while (pending.TryPop(out Rule? rule))
        {
            foreach (Rule used in solved[rule].Best.Terms.Select(t => t.Symbol).OfType<Rule>().Where(r => r.MinLength < 0 && seen.Add(r)))
            {
                if (sums.ContainsKey(used))
                {
                    pending.Push(used);
                }
                else
                {
                    open.Add(used);
                }
            }
        }

        return open;
    }
}
