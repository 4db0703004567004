// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using FsCheck;
using FsCheck.Fluent;

namespace Constrain.TestKit;

/// <summary>A random small grammar without left recursion, over the letters of <see cref="AnyRegex"/>; for properties.</summary>
/// <remarks>
/// Rules may be nullable, ambiguous, right and mutually recursive, unproductive and unreachable; the whole may have no word.
/// </remarks>
public sealed class AnyGrammar
{
    internal AnyGrammar(GrammarTerm term) => Term = term;

    internal GrammarTerm Term { get; }

    /// <inheritdoc/>
    public override string ToString() => Term.ToString();
}

/// <summary>The generator behind <see cref="AnyGrammar"/>; name this class in a property's <c>Arbitrary</c>.</summary>
public static class GrammarGenerators
{
    private const int MaxRules = 4;

    /// <summary>Grammars of up to four rules; they shrink by leaving out productions and items and by simpler terminals.</summary>
    public static Arbitrary<AnyGrammar> Grammars() => Arb.From(
        Terms().Select(term => new AnyGrammar(term)),
        any => Shrink(any.Term).Where(term => !term.IsLeftRecursive()).Select(term => new AnyGrammar(term)));

    private static Gen<GrammarTerm> Terms() =>
        from count in Gen.Choose(1, MaxRules)
        from rules in Gen.ArrayOf(Gen.ArrayOf(Production(count), 3), count)
        from sizes in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(1)), (3, Gen.Constant(2)), (2, Gen.Constant(3))), count)
        select WithoutLeftRecursion([.. rules.Select((productions, i) => productions[..sizes[i]])]);

    private static Gen<GrammarTerm.Item[]> Production(int rules) =>
        from length in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Constant(1)), (5, Gen.Constant(2)), (4, Gen.Constant(3)), (1, Gen.Constant(4)))
        from items in Gen.ArrayOf(Item(rules), length)
        select items;

    private static Gen<GrammarTerm.Item> Item(int rules) => Gen.Frequency(
        (3, Gen.Choose(0, rules - 1).Select(rule => new GrammarTerm.Item(null, rule))),
        (2, Gen.Elements(RegexGenerators.A, RegexGenerators.B, RegexGenerators.C).Select(set => new GrammarTerm.Item(new RegexTerm.Letters(set), 0))),
        (1, RegexGenerators.Terms(3).Select(term => new GrammarTerm.Item(term, 0))));

    /// <summary>Puts a letter before one production after the other, until no rule is left recursive.</summary>
    private static GrammarTerm WithoutLeftRecursion(GrammarTerm.Item[][][] rules)
    {
        var term = new GrammarTerm(rules);
        for (int i = 0; term.IsLeftRecursive(); i++)
        {
            // At the latest when every production with a rule begins with a letter, none is at fault.
            (int rule, int production) = (i / 3 % rules.Length, i % 3);
            if (production < rules[rule].Length && rules[rule][production] is [{ Regex: not RegexTerm.Letters }, ..])
            {
                rules[rule][production] = [new GrammarTerm.Item(new RegexTerm.Letters(i % 2 == 0 ? RegexGenerators.A : RegexGenerators.B), 0), .. rules[rule][production]];
                term = new GrammarTerm(rules);
            }
        }

        return term;
    }

    private static IEnumerable<GrammarTerm> Shrink(GrammarTerm term)
    {
        for (int i = 0; i < term.Rules.Length; i++)
        {
            GrammarTerm.Item[][] productions = term.Rules[i];
            for (int j = 0; j < productions.Length; j++)
            {
                yield return With(term, i, [.. productions[..j], .. productions[(j + 1)..]]);
                foreach (GrammarTerm.Item[] simpler in Simpler(productions[j]))
                {
                    yield return With(term, i, [.. productions[..j], simpler, .. productions[(j + 1)..]]);
                }
            }
        }
    }

    private static IEnumerable<GrammarTerm.Item[]> Simpler(GrammarTerm.Item[] production)
    {
        for (int i = 0; i < production.Length; i++)
        {
            yield return [.. production[..i], .. production[(i + 1)..]];
            IEnumerable<RegexTerm> terminals = production[i].Regex is { } regex ? RegexGenerators.Shrink(regex) : [new RegexTerm.Letters(RegexGenerators.A)];
            foreach (RegexTerm terminal in terminals)
            {
                yield return [.. production[..i], new GrammarTerm.Item(terminal, 0), .. production[(i + 1)..]];
            }
        }
    }

    private static GrammarTerm With(GrammarTerm term, int rule, GrammarTerm.Item[][] productions) =>
        new([.. term.Rules[..rule], productions, .. term.Rules[(rule + 1)..]]);
}
