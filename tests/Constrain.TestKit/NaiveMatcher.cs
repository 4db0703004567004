// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.TestKit;

/// <summary>Whether a word is in the language of a regex, straight from the definition of each operator: by splits, without derivatives.</summary>
/// <remarks>Cost: polynomial in the word, since a verdict on (node, span) is found once; no other cleverness.</remarks>
internal sealed class NaiveMatcher
{
    private readonly byte[] _word;
    private readonly Dictionary<(RegexTerm, int, int), bool> _verdicts = [];

    private NaiveMatcher(ReadOnlySpan<byte> word) => _word = word.ToArray();

    /// <summary>Whether the word is in the language of a node of the engine, taken as it stands.</summary>
    public static bool Accepts(Regex regex, ReadOnlySpan<byte> word) => Accepts(RegexTerm.Of(regex), word);

    /// <summary>Whether the word is in the language of the tree.</summary>
    public static bool Accepts(RegexTerm term, ReadOnlySpan<byte> word) => new NaiveMatcher(word).Matches(term, 0, word.Length);

    private bool Matches(RegexTerm term, int start, int end)
    {
        if (!_verdicts.TryGetValue((term, start, end), out bool verdict))
        {
            _verdicts.Add((term, start, end), verdict = Decide(term, start, end));
        }

        return verdict;
    }

    private bool Decide(RegexTerm term, int start, int end) => term switch
    {
        RegexTerm.Epsilon => start == end,
        RegexTerm.Letters letters => end == start + 1 && letters.Set.Contains(_word[start]),
        RegexTerm.Concat concat =>
            Enumerable.Range(start, end - start + 1).Any(split => Matches(concat.Head, start, split) && Matches(concat.Tail, split, end)),
        RegexTerm.Union union => Matches(union.Left, start, end) || Matches(union.Right, start, end),
        RegexTerm.Intersection both => Matches(both.Left, start, end) && Matches(both.Right, start, end),
        RegexTerm.Complement complement => !Matches(complement.Inner, start, end),
        RegexTerm.Repeat repeat => Repeated(repeat, start, end),
        _ => throw new ArgumentException($"a tree that the oracle does not know: {term.GetType()}", nameof(term)),
    };

    /// <summary>The places that so many words can reach; past the minimum a further word matters only if it moves one.</summary>
    private bool Repeated(RegexTerm.Repeat repeat, int start, int end)
    {
        var reached = new HashSet<int> { start };
        for (int count = 0; count < repeat.Min; count++)
        {
            reached = OneMore(repeat.Inner, reached, end);
        }

        long rest = Math.Min((long)repeat.Max - repeat.Min, end - start);
        for (long count = 0; count < rest; count++)
        {
            reached.UnionWith(OneMore(repeat.Inner, reached, end));
        }

        return reached.Contains(end);
    }

    private HashSet<int> OneMore(RegexTerm inner, HashSet<int> places, int end)
    {
        var next = new HashSet<int>();
        foreach (int place in places)
        {
            next.UnionWith(Enumerable.Range(place, end - place + 1).Where(to => Matches(inner, place, to)));
        }

        return next;
    }
}
