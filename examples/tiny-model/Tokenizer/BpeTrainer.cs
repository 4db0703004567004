// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;

namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>Learns a byte-level BPE vocabulary: the most frequent adjacent pair becomes a token, again and again.</summary>
/// <remarks>
/// Cost: each round looks at every distinct pair once and rewrites only the words that hold the chosen one.
/// Ties go to the pair with the lower tokens, so the same texts always give the same vocabulary.
/// A token is of one class (<see cref="MergeRule"/>), so that a name has the same tokens after a space in a sentence and after a
/// quotation mark in JSON, and a number the same digits with and without a comma: copying is then copying, token by token.
/// Source: Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword units", ACL 2016.
/// </remarks>
internal sealed class BpeTrainer
{
    private readonly List<byte[]> _tokens = [];
    private readonly List<Merge> _merges = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<int[]> _words = [];
    private readonly List<long> _frequencies = [];
    private readonly Dictionary<Merge, long> _counts = [];
    private readonly Dictionary<Merge, HashSet<int>> _places = [];

    private BpeTrainer(IEnumerable<string> texts)
    {
        for (int b = 0; b < BpeVocabulary.Bytes; b++)
            IdOf([(byte)b]);
        IEnumerable<IGrouping<string, string>> words = texts.SelectMany(PreTokenizer.Split).GroupBy(word => word, StringComparer.Ordinal);
        foreach (IGrouping<string, string> word in words.OrderBy(word => word.Key, StringComparer.Ordinal))
        {
            _words.Add([.. Encoding.UTF8.GetBytes(word.Key).Select(b => (int)b)]);
            _frequencies.Add(word.LongCount());
            CountPairs(_words.Count - 1, +1);
        }
    }

    /// <param name="texts">What to learn from.</param>
    /// <param name="size">How many tokens the vocabulary shall have, control tokens included.</param>
    /// <exception cref="InvalidDataException">The texts hold too few repeated pairs for that size.</exception>
    public static BpeVocabulary Train(IEnumerable<string> texts, int size)
    {
        var trainer = new BpeTrainer(texts);
        while (trainer._tokens.Count + SpecialTokens.All.Count + MergeRule.SpacedWords.Count < size)
            trainer.MergeMostFrequent();
        trainer.MergeSpacedWords();
        while (trainer._tokens.Count + SpecialTokens.All.Count < size)
            trainer.MergeMostFrequent();
        return new BpeVocabulary(trainer._tokens, trainer._merges);
    }

    private void MergeMostFrequent()
    {
        Merge best = default;
        long most = 1;
        foreach ((Merge pair, long count) in _counts)
        {
            if (!MergeRule.Allows(_tokens[pair.Left], _tokens[pair.Right]))
                continue;
            if (count > most || (count == most && (pair.Left, pair.Right).CompareTo((best.Left, best.Right)) < 0))
                (best, most) = (pair, count);
        }
        if (most < 2)
            throw new InvalidDataException($"the corpus gives only {_tokens.Count} tokens: it needs more, or more varied, text");

        Merge(best);
    }

    // After the words themselves, so that a space never takes the first letters of a longer word.
    private void MergeSpacedWords()
    {
        int space = _ids[ByteAlphabet.Spell(" "u8)];
        foreach (string word in MergeRule.SpacedWords)
        {
            if (_ids.TryGetValue(ByteAlphabet.Spell(Encoding.UTF8.GetBytes(word)), out int id))
                Merge(new Merge(space, id));
        }
    }

    private void Merge(Merge pair)
    {
        // Two pairs may spell the same token; the second one is one more merge, but no new token.
        int merged = IdOf([.. _tokens[pair.Left], .. _tokens[pair.Right]]);
        _merges.Add(pair);
        foreach (int word in _places.TryGetValue(pair, out HashSet<int>? places) ? places.ToArray() : [])
        {
            CountPairs(word, -1);
            _words[word] = Rewrite(_words[word], pair, merged);
            CountPairs(word, +1);
        }
    }

    private int IdOf(byte[] bytes)
    {
        string spelling = ByteAlphabet.Spell(bytes);
        if (!_ids.TryGetValue(spelling, out int id))
        {
            _ids.Add(spelling, id = _tokens.Count);
            _tokens.Add(bytes);
        }
        return id;
    }

    private void CountPairs(int word, int sign)
    {
        int[] tokens = _words[word];
        for (int i = 1; i < tokens.Length; i++)
        {
            var pair = new Merge(tokens[i - 1], tokens[i]);
            long count = _counts.GetValueOrDefault(pair) + (sign * _frequencies[word]);
            if (!_places.TryGetValue(pair, out HashSet<int>? places))
                _places.Add(pair, places = []);
            if (sign > 0)
                places.Add(word);
            else
                places.Remove(word);
            if (count == 0)
            {
                _counts.Remove(pair);
                _places.Remove(pair);
            }
            else
            {
                _counts[pair] = count;
            }
        }
    }

    private static int[] Rewrite(int[] tokens, Merge pair, int merged)
    {
        var rewritten = new List<int>(tokens.Length);
        for (int i = 0; i < tokens.Length; i++)
        {
            bool found = i + 1 < tokens.Length && tokens[i] == pair.Left && tokens[i + 1] == pair.Right;
            rewritten.Add(found ? merged : tokens[i]);
            if (found)
                i++;
        }
        return [.. rewritten];
    }
}
