// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;

namespace Constrain.Grammars;

/// <summary>Rules that ask for more than their productions say, where there is no trail that would know it.</summary>
internal static class TrailDependence
{
    /// <summary>Rules that are looked at; a schema with as many is written elsewhere.</summary>
    private const int MaxRules = 1 << 16;

    /// <summary>The keyword that a rule would need the trail for; null for none.</summary>
    public static string? KeywordOf(Rule rule) => rule.KeywordOfTrail ?? (rule.IsPending ? "uniqueItems" : null);

    /// <summary>The keyword that some rule of a symbol would need the trail for; null for none.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: there are too many rules.</exception>
    public static string? KeywordIn(Symbol symbol, Grammar grammar)
    {
        var seen = new HashSet<Rule>();
        var pending = new Stack<Rule>();
        Visit(symbol);
        while (pending.TryPop(out Rule? rule))
        {
            Effort.Spend();
            if (KeywordOf(rule) is { } keyword)
            {
                return keyword;
            }

            foreach (Sequence production in grammar.ProductiveOf(rule))
            {
                for (Sequence rest = production; !rest.IsEmpty; rest = rest.Rest)
                {
                    Visit(rest.Head);
                }
            }
        }

        return null;

        void Visit(Symbol next)
        {
            if (next is Rule rule && seen.Add(rule.Twin ?? rule))
            {
                if (seen.Count > MaxRules)
                {
                    throw new GrammarException(GrammarError.LimitExceeded, $"the schema takes more than {MaxRules} rules", hint: "use it alone, not inside a grammar");
                }

                pending.Push(rule.Twin ?? rule);
            }
        }
    }

    /// <summary>The refusal of such a keyword.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <param name="problem">Why there is no trail, before a colon.</param>
    public static GrammarException Refuse(string keyword, string problem) => new(
        GrammarError.Unsupported,
        $"{problem}: what may follow depends on what was written before",
        construct: keyword,
        hint: keyword == "uniqueItems" ? "leave it out and check the document afterwards" : "give objects no names that are not declared (additionalProperties false in the schema, or avoided in the options), and every value a type: any value may be an object with any names");
}
