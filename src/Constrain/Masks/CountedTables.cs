// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>The tables of a regex that begins with a counted repeat, for all of its bounds at once.</summary>
/// <remarks>
/// A bounded string has a regex of its own at each of its characters; what the tokens do to it differs by their rounds alone:
/// how many words of the repeated regex they begin. So the vocabulary is walked once, without the bounds, and the tokens are
/// grouped by their rounds and by what is left of the regex after them. A table for bounds then leaves out whole groups: those
/// with too many rounds; those that left the repeat after too few; and, where other conditions on the text ask for more than
/// the bounds leave room for, those for which no word is left. The shortest word without the bounds has at most as many rounds
/// as bytes, so mostly no search is needed to know.
/// </remarks>
internal sealed class CountedTables
{
    private readonly ulong[] _bits;
    private readonly int _count;
    private readonly SuffixTrie _suffixes;
    private readonly Group[] _groups;
    private readonly int _vocabularySize;
    private readonly long _mostRounds;
    private readonly TokenTable _all;

    private CountedTables(ulong[] bits, int count, SuffixTrie suffixes, Group[] groups, int vocabularySize)
    {
        _bits = bits;
        _count = count;
        _suffixes = suffixes;
        _groups = groups;
        _vocabularySize = vocabularySize;
        _mostRounds = Math.Max(suffixes.MaxCount, groups.Length == 0 ? 0 : groups.Max(group => Lengths.Add(group.Rounds, group.Shortest)));
        _all = new TokenTable(new TokenMask(bits, count, [], [], vocabularySize), CrossingOf(0, int.MaxValue), [], 0);
    }

    /// <summary>The memory it takes, in bytes.</summary>
    public int Size => (8 * _bits.Length) + (4 * _count) + (64 * _groups.Length) + _suffixes.Size;

    /// <summary>The table for some bounds.</summary>
    /// <param name="min">The least number of rounds.</param>
    /// <param name="max">The greatest.</param>
    /// <param name="tailLength">The length of the shortest word of what follows the repeat.</param>
    /// <param name="isInside">Whether a token leaves a word of the regex with these bounds; asked where the counts do not say it.</param>
    public TokenTable Of(int min, int max, long tailLength, Func<int, bool> isInside)
    {
        if (min == 0 && max >= _mostRounds)
        {
            return _all;
        }

        Group[] without = Array.FindAll(_groups, group => !group.IsWithin(min, max, tailLength, isInside));
        int less = without.Sum(group => group.Tokens.Length);
        SuffixSet[] crossing = CrossingOf(min, max);
        if (less <= _bits.Length / 2)
        {
            int[] list = [.. without.SelectMany(group => group.Tokens)];
            return new TokenTable(new TokenMask(_bits, _count, list, [], _vocabularySize), crossing, [], 4 * less);
        }

        if (_count - less <= _bits.Length)
        {
            int[] list = [.. _groups.Except(without).SelectMany(group => group.Tokens)];
            return new TokenTable(new TokenMask([], 0, [], list, _vocabularySize), crossing, [], 4 * list.Length);
        }

        ulong[] bits = (ulong[])_bits.Clone();
        foreach (Group group in without)
        {
            foreach (int token in group.Tokens)
            {
                bits[token >> 6] &= ~(1UL << (token & 63));
            }
        }

        return new TokenTable(new TokenMask(bits, _count - less, [], [], _vocabularySize), crossing, [], 8 * bits.Length);
    }

    private SuffixSet[] CrossingOf(int min, int max) => _suffixes == SuffixTrie.Empty ? [] : [new SuffixSet(_suffixes, min, max)];

    /// <summary>Groups the tokens of a walk.</summary>
    internal sealed class Builder(Vocabulary vocabulary)
    {
        private readonly Dictionary<(int State, int InRound), List<int>?[]> _groups = [];
        private (int State, int InRound) _lastKey;
        private List<int>?[]? _last;

        /// <summary>Adds the tokens of a node.</summary>
        /// <param name="trie">The trie of the node.</param>
        /// <param name="token">Its first token, or -1.</param>
        /// <param name="state">The number of what is left of the regex.</param>
        /// <param name="inRound">The number of what is left of the rounds; 0 when the token is past them.</param>
        /// <param name="rounds">The rounds begun.</param>
        public void Add(TokenTrie trie, int token, int state, int inRound, int rounds)
        {
            if (token < 0)
            {
                return;
            }

            List<int> group = Find(trie.MaxDepth, state, inRound)[rounds] ??= [];
            for (; token >= 0; token = trie.NextToken(token))
            {
                group.Add(token);
            }
        }

        /// <summary>Adds the tokens of a subtree in which all characters leave the regex as it is and are one round each.</summary>
        /// <remarks>
        /// Tokens that end inside of a character are grouped with those that end after it: what they lack is begun already, and
        /// every way to complete it leads to the same.
        /// </remarks>
        /// <param name="subtrees">The tokens below each node.</param>
        /// <param name="node">The root of the subtree; its own tokens are added too.</param>
        /// <param name="end">The node after the subtree.</param>
        /// <param name="state">The number of what is left of the regex.</param>
        /// <param name="inRound">The number of what is left of the rounds.</param>
        /// <param name="rounds">The rounds begun at the root.</param>
        /// <param name="characters">The characters up to the root.</param>
        public void AddSubtree(TrieSubtrees subtrees, int node, int end, int state, int inRound, int rounds, int characters)
        {
            List<int>?[] groups = Find(vocabulary.Trie.MaxDepth, state, inRound);
            for (int i = subtrees.FirstToken(node); i < subtrees.FirstToken(end); i++)
            {
                (groups[rounds + subtrees.Characters[i] - characters] ??= []).Add(subtrees.Tokens[i]);
            }
        }

        private List<int>?[] Find(int longest, int state, int inRound)
        {
            if (_last is null || _lastKey != (state, inRound))
            {
                _lastKey = (state, inRound);
                _last = CollectionsMarshal.GetValueRefOrAddDefault(_groups, _lastKey, out _) ??= new List<int>?[longest + 1];
            }

            return _last;
        }

        /// <summary>The tables.</summary>
        /// <param name="bits">All tokens that were added.</param>
        /// <param name="count">How many they are.</param>
        /// <param name="suffixes">The tokens that cross the end.</param>
        /// <param name="shortest">The length of the shortest word of a state.</param>
        public CountedTables Build(ulong[] bits, int count, SuffixTrie suffixes, Func<int, long> shortest) => new(
            bits,
            count,
            suffixes,
            [.. from states in _groups
                from rounds in Enumerable.Range(0, states.Value.Length)
                where states.Value[rounds] is not null
                select new Group([.. states.Value[rounds]!], rounds, states.Key.InRound == 0, shortest(states.Key.State))],
            vocabulary.Count);
    }

    /// <summary>Tokens that do the same to the regex.</summary>
    /// <param name="Tokens">The tokens.</param>
    /// <param name="Rounds">The rounds that they begin.</param>
    /// <param name="IsPast">Whether they are past the repeat.</param>
    /// <param name="Shortest">The length of the shortest word that is left without the bounds.</param>
    private sealed record Group(int[] Tokens, int Rounds, bool IsPast, long Shortest)
    {
        public bool IsWithin(int min, int max, long tailLength, Func<int, bool> isInside)
        {
            if (IsPast || Rounds > max)
            {
                return Rounds >= min && Rounds <= max;
            }

            return (Rounds >= min && Rounds + Shortest - tailLength <= max) || isInside(Tokens[0]);
        }
    }
}
