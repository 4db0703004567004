// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>Refuses a grammar without any word, with the rules at fault.</summary>
internal static class Unproductive
{
    /// <summary>Rules of the cycle that the message names.</summary>
    private const int MaxNames = 8;

    /// <summary>Throws if the symbol has no word. The lengths must be known.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsatisfiable"/>.</exception>
    public static void Refuse(Symbol root, string name, GbnfSyntax syntax)
    {
        if (root.MinLength < Lengths.Infinite || root is not GbnfRule start)
        {
            return;
        }

        // Every way through such a rule needs another of its kind, so going on from one to the next must come back.
        var path = new List<GbnfRule>();
        var seen = new HashSet<GbnfRule>();
        GbnfRule rule = start;
        for (; seen.Add(rule); rule = Needed(rule))
        {
            path.Add(rule);
        }

        WrittenRule[] cycle = [.. path.Skip(path.IndexOf(rule)).OfType<WrittenRule>().Where(r => r.Offset is not null)];
        throw new GrammarException(
            GrammarError.Unsatisfiable,
            $"no text is a \"{name}\", for {Describe(cycle)} never ends",
            syntax.LocationOf(cycle[0].Offset!.Value),
            cycle[0].Name,
            "give one of these rules an alternative that ends");
    }

    private static string Describe(WrittenRule[] cycle)
    {
        IEnumerable<string> names = cycle.Select(r => r.Name);
        return string.Join(" → ", [.. names.Take(MaxNames), .. cycle.Length > MaxNames ? ["..."] : Array.Empty<string>(), cycle[0].Name]);
    }

    private static GbnfRule Needed(GbnfRule rule)
    {
        if (rule is CountedRule)
        {
            return rule.WrittenLeftCalls.First();
        }

        Sequence sequence = rule.Written.First();
        while (sequence.Head.MinLength < Lengths.Infinite)
        {
            sequence = sequence.Rest;
        }

        return (GbnfRule)sequence.Head;
    }
}
