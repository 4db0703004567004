// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;

namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>Turns text into tokens as llama.cpp does for this vocabulary: whole words first, then the merges by rank.</summary>
/// <remarks>Cost: quadratic in the length of a word, which is short. A text never becomes a control token.</remarks>
internal sealed class BpeEncoder
{
    private readonly Dictionary<Merge, (int Rank, int Token)> _merges = [];
    private readonly Dictionary<string, int> _ids;

    public BpeEncoder(BpeVocabulary vocabulary)
    {
        _ids = new(StringComparer.Ordinal);
        foreach ((int id, byte[] token) in vocabulary.Tokens.Index())
            _ids.Add(ByteAlphabet.Spell(token), id);
        foreach ((int rank, Merge merge) in vocabulary.Merges.Index())
            _merges.Add(merge, (rank, _ids[ByteAlphabet.Spell([.. vocabulary.Tokens[merge.Left], .. vocabulary.Tokens[merge.Right]])]));
    }

    public List<int> Encode(string text)
    {
        var tokens = new List<int>(text.Length / 3);
        foreach (string word in PreTokenizer.Split(text))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(word);
            if (_ids.TryGetValue(ByteAlphabet.Spell(bytes), out int whole))
                tokens.Add(whole);
            else
                tokens.AddRange(MergeAll([.. bytes.Select(b => (int)b)]));
        }
        return tokens;
    }

    private List<int> MergeAll(List<int> word)
    {
        while (true)
        {
            (int Rank, int Token) best = (int.MaxValue, -1);
            int at = -1;
            for (int i = 1; i < word.Count; i++)
            {
                if (_merges.TryGetValue(new Merge(word[i - 1], word[i]), out (int Rank, int Token) merge) && merge.Rank < best.Rank)
                    (best, at) = (merge, i);
            }
            if (at < 0)
                return word;
            word[at - 1] = best.Token;
            word.RemoveAt(at);
        }
    }
}
