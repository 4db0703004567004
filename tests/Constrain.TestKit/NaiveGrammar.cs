// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.TestKit;

/// <summary>The language of a grammar, by fixpoints that follow the definition: no automaton, no states, no order of rules.</summary>
internal sealed class NaiveGrammar(GrammarTerm grammar)
{
    /// <summary>For each rule whether it derives the empty word.</summary>
    public bool[] Nullable()
    {
        bool[] nullable = new bool[grammar.Rules.Length];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < nullable.Length; i++)
            {
                bool now = grammar.Rules[i].Any(p => p.All(item => item.Regex is { } regex ? NaiveMatcher.Accepts(regex, []) : nullable[item.Rule]));
                changed |= now != nullable[i];
                nullable[i] = now;
            }
        }

        return nullable;
    }

    /// <summary>For each rule the length of its shortest word, <see cref="Lengths.Infinite"/> without one.</summary>
    public long[] MinLengths(RegexBuilder builder)
    {
        long[] lengths = new long[grammar.Rules.Length];
        Array.Fill(lengths, Lengths.Infinite);
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < lengths.Length; i++)
            {
                foreach (GrammarTerm.Item[] production in grammar.Rules[i])
                {
                    long length = production.Aggregate(0L, (sum, item) => Lengths.Add(sum, item.Regex is { } regex ? builder.MinLength(regex.Build(builder)) : lengths[item.Rule]));
                    changed |= length < lengths[i];
                    lengths[i] = Math.Min(length, lengths[i]);
                }
            }
        }

        return lengths;
    }

    /// <summary>The words of the root in a scope: the least sets that the productions reproduce.</summary>
    public WordScope.Language Words(WordScope scope)
    {
        var terminals = new Dictionary<RegexTerm, WordScope.Language>();
        WordScope.Language[] rules = [.. grammar.Rules.Select(_ => scope.Nothing)];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < rules.Length; i++)
            {
                WordScope.Language words = grammar.Rules[i].Aggregate(scope.Nothing, (all, p) => all | p.Aggregate(scope.Epsilon, (before, item) => before.Then(Of(item))));
                changed |= words != rules[i];
                rules[i] = words;
            }
        }

        return rules[0];

        WordScope.Language Of(GrammarTerm.Item item)
        {
            if (item.Regex is not { } regex)
            {
                return rules[item.Rule];
            }

            if (!terminals.TryGetValue(regex, out WordScope.Language words))
            {
                terminals.Add(regex, words = scope.Of(regex));
            }

            return words;
        }
    }

    /// <summary>Whether the root derives a word of any length: the least set of (rule, span) that the productions reproduce.</summary>
    public bool Accepts(ReadOnlySpan<byte> word)
    {
        byte[] text = word.ToArray();
        bool[,,] derives = new bool[grammar.Rules.Length, text.Length + 1, text.Length + 1];
        var terminals = new Dictionary<(RegexTerm, int, int), bool>();
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < grammar.Rules.Length; i++)
            {
                foreach (GrammarTerm.Item[] production in grammar.Rules[i])
                {
                    for (int start = 0; start <= text.Length; start++)
                    {
                        foreach (int end in Ends(production, start))
                        {
                            changed |= !derives[i, start, end];
                            derives[i, start, end] = true;
                        }
                    }
                }
            }
        }

        return derives[0, 0, text.Length];

        HashSet<int> Ends(GrammarTerm.Item[] production, int start)
        {
            var places = new HashSet<int> { start };
            foreach (GrammarTerm.Item item in production)
            {
                places = [.. places.SelectMany(from => Enumerable.Range(from, text.Length - from + 1).Where(to => Spans(item, from, to)))];
            }

            return places;
        }

        bool Spans(GrammarTerm.Item item, int from, int to)
        {
            if (item.Regex is not { } regex)
            {
                return derives[item.Rule, from, to];
            }

            if (!terminals.TryGetValue((regex, from, to), out bool verdict))
            {
                terminals.Add((regex, from, to), verdict = NaiveMatcher.Accepts(regex, text.AsSpan(from, to - from)));
            }

            return verdict;
        }
    }
}
