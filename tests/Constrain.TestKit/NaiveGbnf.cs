// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.TestKit;

/// <summary>A context-free grammar whose short words are found by trying: the slow, obvious twin of the GBNF front end.</summary>
/// <remarks>Rule 0 is the root. Words are texts of the letters a and b.</remarks>
public sealed record NaiveGbnf(IReadOnlyList<NaiveGbnfPart> Rules)
{
    /// <summary>The words of the root that are no longer than so many letters.</summary>
    /// <remarks>
    /// The least fixpoint: at first no rule has a word; as long as any rule gains one, each is evaluated anew with what the
    /// others have. Nothing is known about left recursion or empty words, and nothing needs to be.
    /// </remarks>
    public IReadOnlySet<string> Words(int maxLength)
    {
        HashSet<string>[] words = [.. Rules.Select(_ => new HashSet<string>())];
        bool grew = true;
        while (grew)
        {
            grew = false;
            for (int i = 0; i < words.Length; i++)
            {
                int before = words[i].Count;
                words[i].UnionWith(Rules[i].Words(words, maxLength));
                grew |= words[i].Count > before;
            }
        }

        return words[0];
    }

    /// <summary>Whether the root has a word of any length.</summary>
    public bool IsProductive()
    {
        bool[] productive = new bool[Rules.Count];
        for (int round = 0; round <= productive.Length; round++)
        {
            for (int i = 0; i < productive.Length; i++)
            {
                productive[i] |= Rules[i].IsProductive(productive);
            }
        }

        return productive[0];
    }

    /// <summary>The same grammar as GBNF; its rules are root, r1, r2, ...</summary>
    public string ToGbnf()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Rules.Count; i++)
        {
            text.Append(NaiveGbnfPart.NameOf(i)).Append(" ::= ").Append(Rules[i].ToGbnf()).Append('\n');
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => ToGbnf();
}

/// <summary>The right-hand side of a rule, or a part of it.</summary>
public abstract record NaiveGbnfPart
{
    /// <summary>A text.</summary>
    public sealed record Text(string Value) : NaiveGbnfPart;

    /// <summary>Any one of these letters.</summary>
    public sealed record Letter(string Of) : NaiveGbnfPart;

    /// <summary>A word of a rule.</summary>
    public sealed record Reference(int Rule) : NaiveGbnfPart;

    /// <summary>Parts one after the other.</summary>
    public sealed record Sequence(IReadOnlyList<NaiveGbnfPart> Parts) : NaiveGbnfPart;

    /// <summary>Any one of the parts.</summary>
    public sealed record Choice(IReadOnlyList<NaiveGbnfPart> Parts) : NaiveGbnfPart;

    /// <summary>So many of the inner expression; null is no maximum.</summary>
    public sealed record Repeat(NaiveGbnfPart Inner, int Min, int? Max) : NaiveGbnfPart;

    /// <summary>The words, given those of the rules.</summary>
    public HashSet<string> Words(IReadOnlyList<IReadOnlySet<string>> rules, int maxLength)
    {
        switch (this)
        {
            case Text text:
                return text.Value.Length <= maxLength ? [text.Value] : [];
            case Letter letter:
                return maxLength > 0 ? [.. letter.Of.Select(c => c.ToString())] : [];
            case Reference reference:
                return [.. rules[reference.Rule]];
            case Sequence sequence:
                return sequence.Parts.Aggregate<NaiveGbnfPart, HashSet<string>>([""], (w, p) => Join(w, p.Words(rules, maxLength), maxLength));
            case Choice choice:
                return [.. choice.Parts.SelectMany(p => p.Words(rules, maxLength))];
            case Repeat repeat:
                HashSet<string> item = repeat.Inner.Words(rules, maxLength);
                HashSet<string> times = [""];
                HashSet<string> words = repeat.Min == 0 ? [""] : [];
                for (int i = 1; i <= (repeat.Max ?? int.MaxValue); i++)
                {
                    HashSet<string> more = Join(times, item, maxLength);
                    words.UnionWith(i >= repeat.Min || more.SetEquals(times) ? more : []);
                    if (more.SetEquals(times))
                    {
                        break;
                    }

                    times = more;
                }

                return words;
            default:
                throw new NotSupportedException();
        }
    }

    /// <summary>Whether there is a word of any length, given which rules have one.</summary>
    public bool IsProductive(IReadOnlyList<bool> rules) => this switch
    {
        Reference reference => rules[reference.Rule],
        Sequence sequence => sequence.Parts.All(p => p.IsProductive(rules)),
        Choice choice => choice.Parts.Any(p => p.IsProductive(rules)),
        Repeat repeat => repeat.Min == 0 || repeat.Inner.IsProductive(rules),
        _ => true,
    };

    /// <summary>The expression as GBNF.</summary>
    public string ToGbnf() => this switch
    {
        Text text => $"\"{text.Value}\"",
        Letter letter => $"[{letter.Of}]",
        Reference reference => NameOf(reference.Rule),
        Sequence sequence => $"({string.Join(" ", sequence.Parts.Select(p => p.ToGbnf()))})",
        Choice choice => $"({string.Join(" | ", choice.Parts.Select(p => p.ToGbnf()))})",
        Repeat { Min: 0, Max: null } repeat => $"({repeat.Inner.ToGbnf()})*",
        Repeat { Min: 1, Max: null } repeat => $"({repeat.Inner.ToGbnf()})+",
        Repeat { Min: 0, Max: 1 } repeat => $"({repeat.Inner.ToGbnf()})?",
        Repeat repeat when repeat.Min == repeat.Max => $"({repeat.Inner.ToGbnf()}){{{repeat.Min}}}",
        Repeat repeat => $"({repeat.Inner.ToGbnf()}){{{repeat.Min},{repeat.Max}}}",
        _ => throw new NotSupportedException(),
    };

    internal static string NameOf(int rule) => rule == 0 ? "root" : $"r{rule}";

    private static HashSet<string> Join(HashSet<string> first, HashSet<string> second, int maxLength) =>
        [.. from a in first from b in second where a.Length + b.Length <= maxLength select a + b];
}
