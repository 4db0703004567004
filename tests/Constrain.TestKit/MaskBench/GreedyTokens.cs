// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit.MaskBench;

/// <summary>Writes a text in tokens by greedy longest match, as MaskBench does.</summary>
public static class GreedyTokens
{
    /// <summary>The tokens of a text.</summary>
    /// <param name="vocabulary">The tokens to choose from.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text has a byte that no token of the vocabulary begins with.</exception>
    public static int[] Of(Vocabulary vocabulary, ReadOnlySpan<byte> text)
    {
        var tokens = new List<int>();
        for (int at = 0; at < text.Length;)
        {
            int length = vocabulary.Trie.LongestMatch(text[at..], out int token);
            if (length == 0)
            {
                throw new ArgumentException($"no token begins with the byte {text[at]} at offset {at}", nameof(vocabulary));
            }

            tokens.Add(token);
            at += length;
        }

        return [.. tokens];
    }
}
