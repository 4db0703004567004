// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using FsCheck;
using FsCheck.Fluent;

namespace Constrain.TestKit;

/// <summary>Random small grammars: left recursive, nullable, ambiguous, cyclic and unproductive ones among them.</summary>
public static class AnyGbnf
{
    private const int MaxRules = 4;
    private const int MaxDepth = 4;

    private static readonly (int, int?)[] Bounds = [(0, null), (1, null), (0, 1), (2, 2), (1, 3), (2, null), (0, 2), (0, 0), (0, 1_000_000)];

    /// <summary>The generator with its shrinker.</summary>
    public static Arbitrary<NaiveGbnf> Grammars() =>
        Arb.From(
            Gen.Choose(1, MaxRules)
                .SelectMany(count => Body(count).ListOf(count))
                .Select(rules => new NaiveGbnf([.. rules])),
            Shrink);

    private static Gen<NaiveGbnfPart> Body(int rules) =>
        Gen.Sized(size => Expression(rules, Math.Min(MaxDepth, 1 + (size / 20))));

    private static Gen<NaiveGbnfPart> Expression(int rules, int depth)
    {
        Gen<NaiveGbnfPart> text = Gen.Elements("a", "b", "", "ab", "ba").Select(NaiveGbnfPart (t) => new NaiveGbnfPart.Text(t));
        Gen<NaiveGbnfPart> letter = Gen.Elements("a", "b", "ab").Select(NaiveGbnfPart (l) => new NaiveGbnfPart.Letter(l));
        Gen<NaiveGbnfPart> reference = Gen.Choose(0, rules - 1).Select(NaiveGbnfPart (r) => new NaiveGbnfPart.Reference(r));
        if (depth == 0)
        {
            return Gen.Frequency((3, text), (1, letter), (3, reference));
        }

        Gen<NaiveGbnfPart> inner = Expression(rules, depth - 1);
        Gen<NaiveGbnfPart> sequence = Parts(inner, 0, 3).Select(NaiveGbnfPart (p) => new NaiveGbnfPart.Sequence(p));
        Gen<NaiveGbnfPart> choice = Parts(inner, 1, 3).Select(NaiveGbnfPart (p) => new NaiveGbnfPart.Choice(p));
        Gen<NaiveGbnfPart> repeat = inner.Zip(Gen.Elements(Bounds))
            .Select(NaiveGbnfPart (r) => new NaiveGbnfPart.Repeat(r.Item1, r.Item2.Item1, r.Item2.Item2));
        return Gen.Frequency((3, text), (1, letter), (3, reference), (4, sequence), (4, choice), (3, repeat));
    }

    private static Gen<IReadOnlyList<NaiveGbnfPart>> Parts(Gen<NaiveGbnfPart> inner, int least, int most) =>
        Gen.Choose(least, most).SelectMany(count => inner.ListOf(count)).Select(IReadOnlyList<NaiveGbnfPart> (p) => [.. p]);

    private static IEnumerable<NaiveGbnf> Shrink(NaiveGbnf grammar)
    {
        int last = grammar.Rules.Count - 1;
        if (last > 0)
        {
            yield return new NaiveGbnf([.. grammar.Rules.Take(last).Select(r => Without(r, last))]);
        }

        for (int i = 0; i <= last; i++)
        {
            foreach (NaiveGbnfPart smaller in Shrink(grammar.Rules[i]))
            {
                yield return new NaiveGbnf([.. grammar.Rules.Select((r, j) => i == j ? smaller : r)]);
            }
        }
    }

    private static IEnumerable<NaiveGbnfPart> Shrink(NaiveGbnfPart expression)
    {
        switch (expression)
        {
            case NaiveGbnfPart.Text { Value: "" } or NaiveGbnfPart.Letter or NaiveGbnfPart.Reference:
                return [new NaiveGbnfPart.Text("a")];
            case NaiveGbnfPart.Text { Value.Length: 1 }:
                return [];
            case NaiveGbnfPart.Text text:
                return [new NaiveGbnfPart.Text(text.Value[..1])];
            case NaiveGbnfPart.Sequence sequence:
                return [.. sequence.Parts, .. Smaller(sequence.Parts).Select(p => new NaiveGbnfPart.Sequence(p))];
            case NaiveGbnfPart.Choice choice:
                return [.. choice.Parts, .. Smaller(choice.Parts).Where(p => p.Count > 0).Select(p => new NaiveGbnfPart.Choice(p))];
            case NaiveGbnfPart.Repeat repeat:
                return [repeat.Inner, .. Shrink(repeat.Inner).Select(p => new NaiveGbnfPart.Repeat(p, repeat.Min, repeat.Max))];
            default:
                throw new NotSupportedException();
        }
    }

    private static IEnumerable<IReadOnlyList<NaiveGbnfPart>> Smaller(IReadOnlyList<NaiveGbnfPart> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            yield return [.. parts.Take(i), .. parts.Skip(i + 1)];
            foreach (NaiveGbnfPart smaller in Shrink(parts[i]))
            {
                yield return [.. parts.Take(i), smaller, .. parts.Skip(i + 1)];
            }
        }
    }

    private static NaiveGbnfPart Without(NaiveGbnfPart expression, int rule) => expression switch
    {
        NaiveGbnfPart.Reference reference when reference.Rule == rule => new NaiveGbnfPart.Text("a"),
        NaiveGbnfPart.Sequence sequence => new NaiveGbnfPart.Sequence([.. sequence.Parts.Select(p => Without(p, rule))]),
        NaiveGbnfPart.Choice choice => new NaiveGbnfPart.Choice([.. choice.Parts.Select(p => Without(p, rule))]),
        NaiveGbnfPart.Repeat repeat => new NaiveGbnfPart.Repeat(Without(repeat.Inner, rule), repeat.Min, repeat.Max),
        _ => expression,
    };
}
