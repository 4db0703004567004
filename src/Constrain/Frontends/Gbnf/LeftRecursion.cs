// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;

namespace Constrain.Frontends.Gbnf;

/// <summary>Rules that are left recursive together, and the same languages without left recursion.</summary>
/// <remarks>
/// <para>Let S be the rules of one strongly connected component of "a word of this rule may begin with a word of that one, before
/// any byte is read", without their empty words. Their productions, written so that the first symbol never is empty
/// (<see cref="GbnfRuleTable.NonEmpty(Sequence)"/>), are of two kinds: seeds B → x β, where x is outside S, and steps D → C γ,
/// where C is in S. A word of A in S is a seed followed by steps up to A:</para>
/// <para>A → x β [B, A] for every seed of every B in S; [B, A] → γ [D, A] for every step D → B γ; [A, A] → ε.</para>
/// <para>This is the left-corner transform (Rosenkrantz and Lewis, "Deterministic left corner parsing", SWAT 1970; Johnson, ACL
/// 1998), with [B, A] a rule with two parameters that is expanded when it is reached. A step whose γ may be empty could go round
/// without reading anything, so [B, A] takes all such steps at once (<see cref="Silent"/>) and then one whose γ is not empty.</para>
/// <para>Nothing is left recursive afterwards: a seed begins outside S, with a symbol that leads to S by no left call, [B, A]
/// begins with γ and is itself nowhere first.</para>
/// </remarks>
internal sealed class LeftRecursion
{
    /// <summary>Rules that may be left recursive together. At each position every one of them can be open at once.</summary>
    private const int MaxRules = 1000;

    private readonly GbnfRuleTable _table;
    private readonly HashSet<GbnfRule> _members = [];
    private readonly List<(GbnfRule Owner, Sequence Production)> _seeds = [];
    private readonly Dictionary<GbnfRule, List<(GbnfRule Owner, Sequence After)>> _steps = [];
    private bool _isSorted;

    private LeftRecursion(GbnfRuleTable table) => _table = table;

    /// <summary>Finds the left recursion among the rules of a table and gives each rule the component that it is in.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: a component is too large.</exception>
    public static void Remove(GbnfRuleTable table, GbnfSyntax syntax)
    {
        var all = new List<(LeftRecursion Recursion, IReadOnlyList<GbnfRule> Rules)>();
        foreach (IReadOnlyList<GbnfRule> rules in StronglyConnected.Components(table.Rules.ToList(), r => r.WrittenLeftCalls))
        {
            if (rules.Count == 1 && !rules[0].WrittenLeftCalls.Contains(rules[0]))
            {
                continue;
            }

            if (rules.Count > MaxRules)
            {
                WrittenRule first = rules.Select(r => r.Origin).First(r => r.Offset is not null);
                throw new GrammarException(
                    GrammarError.LimitExceeded,
                    $"{rules.Count} rules are left recursive together, \"{first.Name}\" among them",
                    syntax.LocationOf(first.Offset!.Value),
                    first.Name,
                    $"at most {MaxRules} may be; begin some of them with a text");
            }

            var recursion = new LeftRecursion(table);
            foreach (GbnfRule rule in rules)
            {
                rule.Recursion = recursion;
            }

            all.Add((recursion, rules));
        }

        foreach ((LeftRecursion recursion, IReadOnlyList<GbnfRule> rules) in all)
        {
            foreach (GbnfRule rule in rules)
            {
                var member = (GbnfRule)table.NonEmpty(rule);
                member.Recursion = recursion;
                recursion._members.Add(member);
            }
        }
    }

    /// <summary>The productions of a member, none left recursive.</summary>
    /// <param name="goal">A rule of the component, without the empty word.</param>
    public IReadOnlyList<Sequence> Expand(GbnfRule goal)
    {
        Sort();
        return [.. _seeds.Select(s => Append(s.Production, _table.Corner(s.Owner, goal))).Distinct()];
    }

    /// <summary>The productions of what follows a corner up to the end of the goal.</summary>
    public IReadOnlyList<Sequence> Expand(GbnfRule corner, GbnfRule goal)
    {
        Sort();
        var productions = new HashSet<Sequence>();
        foreach (GbnfRule done in Silent(corner))
        {
            if (done == goal)
            {
                productions.Add(_table.Grammar.Empty);
            }

            foreach ((GbnfRule owner, Sequence after) in StepsFrom(done))
            {
                productions.UnionWith(_table.NonEmpty(after).Select(s => Append(s, _table.Corner(owner, goal))));
            }
        }

        return [.. productions];
    }

    /// <summary>The rules that are done as soon as the corner is: it, and those that it alone is a word of.</summary>
    private HashSet<GbnfRule> Silent(GbnfRule corner)
    {
        var done = new HashSet<GbnfRule> { corner };
        var pending = new Stack<GbnfRule>([corner]);
        while (pending.TryPop(out GbnfRule? rule))
        {
            foreach ((GbnfRule owner, Sequence after) in StepsFrom(rule))
            {
                if (_table.Grammar.MinLength(after) == 0 && done.Add(owner))
                {
                    pending.Push(owner);
                }
            }
        }

        return done;
    }

    private List<(GbnfRule Owner, Sequence After)> StepsFrom(GbnfRule corner) => _steps.GetValueOrDefault(corner, []);

    /// <summary>Sorts the productions into seeds and steps, when they are first needed.</summary>
    private void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        _isSorted = true;
        foreach (GbnfRule owner in _members)
        {
            foreach (Sequence production in owner.Written.SelectMany(_table.NonEmpty).Distinct())
            {
                if (production.Head is not GbnfRule first || !_members.Contains(first))
                {
                    _seeds.Add((owner, production));
                }
                else if (_steps.TryGetValue(first, out var steps))
                {
                    steps.Add((owner, production.Rest));
                }
                else
                {
                    _steps.Add(first, [(owner, production.Rest)]);
                }
            }
        }
    }

    private Sequence Append(Sequence production, Symbol last)
    {
        var symbols = new List<Symbol>();
        for (Sequence rest = production; !rest.IsEmpty; rest = rest.Rest)
        {
            symbols.Add(rest.Head);
        }

        symbols.Add(last);
        return _table.Grammar.Sequence([.. symbols]);
    }
}

/// <summary>What follows a word of one rule, the corner, up to the end of a word of another, the goal, that begins with it.</summary>
internal sealed class CornerRule(GbnfRule corner, GbnfRule goal) : Rule
{
    public override string Name => $"{goal.Name} after {corner.Name}";

    protected override IReadOnlyList<Sequence> Expand() => corner.Recursion!.Expand(corner, goal);
}
