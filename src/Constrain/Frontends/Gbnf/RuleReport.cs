// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.Gbnf;

/// <summary>Which rules of a text are of use; linear in its length.</summary>
internal static class RuleReport
{
    /// <summary>Every rule in the order of the text.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Syntax"/>: there is no such root.</exception>
    public static IReadOnlyList<GbnfRuleUse> Of(GbnfSyntax syntax, string root)
    {
        GbnfDefinition start = syntax.Find(root);
        HashSet<GbnfDefinition> reached = [.. StronglyConnected.Components([start], r => r.References).SelectMany(rules => rules)];
        HashSet<GbnfDefinition> named = [.. syntax.Definitions.SelectMany(rule => rule.References.Where(to => to != rule))];
        HashSet<GbnfDefinition> productive = Productive(syntax);
        return [.. syntax.Definitions.Zip(syntax.Locations(), (rule, location) => new GbnfRuleUse(
            rule.Name,
            location,
            !productive.Contains(rule) ? GbnfRuleStatus.Unproductive
            : reached.Contains(rule) ? GbnfRuleStatus.Used
            : named.Contains(rule) ? GbnfRuleStatus.Unreachable
            : GbnfRuleStatus.Unused))];
    }

    /// <summary>The rules with a text: what holds of a node is told once to the node above it, or to the references to its rule.</summary>
    private static HashSet<GbnfDefinition> Productive(GbnfSyntax syntax)
    {
        var bodies = new Dictionary<GbnfNode, GbnfDefinition>();
        var missing = new Dictionary<GbnfNode, int>();
        var found = new HashSet<GbnfNode>();
        var pending = new Stack<GbnfNode>();
        foreach (GbnfDefinition rule in syntax.Definitions)
        {
            bodies.Add(rule.Body, rule);
            foreach (GbnfNode node in rule.Nodes)
            {
                int needed = node switch
                {
                    GbnfNode.Sequence sequence => sequence.Items.Count,
                    GbnfNode.Repeat { Min: 0 } or GbnfNode.Leaf => 0,
                    _ => 1,
                };
                missing.Add(node, needed);
                if (needed == 0)
                {
                    pending.Push(node);
                }
            }
        }

        ILookup<GbnfDefinition, GbnfNode> references = syntax.Definitions.SelectMany(rule => rule.Nodes).OfType<GbnfNode.Reference>().ToLookup(r => r.Definition, r => (GbnfNode)r);
        var productive = new HashSet<GbnfDefinition>();
        while (pending.TryPop(out GbnfNode? node))
        {
            if (!found.Add(node))
            {
                continue;
            }

            if (node.Parent is { } parent)
            {
                if (--missing[parent] == 0)
                {
                    pending.Push(parent);
                }
            }
            else if (bodies.TryGetValue(node, out GbnfDefinition? rule) && productive.Add(rule))
            {
                foreach (GbnfNode reference in references[rule])
                {
                    pending.Push(reference);
                }
            }
        }

        return productive;
    }
}
