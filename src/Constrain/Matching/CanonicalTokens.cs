// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Matching;

/// <summary>The tokens of a text that stay what they are, whatever follows the text.</summary>
/// <remarks>
/// Problem: a text F is known, what follows is not but for its possible first bytes N. Which tokens of F will the tokenizer write?
/// Not all that it writes for F alone: a token may begin in F and end behind it, and then those before it may change as well.
/// <para>
/// Method: pair-merging tokenizers only ever join neighbours, in an order of preference that looks at the pair alone. Hence, if
/// the tokens of X·Y have a boundary between X and Y, no merge ever crossed it, and both sides went on as if alone:
/// tokens(X·Y) = tokens(X)·tokens(Y). Now take any continuation C. Either tokens(F·C) has a boundary behind F, or one token begins
/// at some place q inside F and ends behind it, and then the tokens before q are tokens(F[..q]). Such a token is in the vocabulary,
/// so the possible q are those where the trie holds F[q..] followed by a byte of N. What all the tokens(F[..q]), and tokens(F),
/// begin with is certain; everything that is not is held back.
/// </para>
/// <para>
/// A tokenizer that splits text into words first does so from left to right, and a word's end depends on what follows only where
/// it touches it, which the trie covers, or where its pattern looks ahead: the usual ones do after a run of white space
/// (<c>\s+(?!\S)</c>). So the beginning of a run of white space at the end counts as one more q.
/// </para>
/// Rejected: all but the last token. In F = <c>"internatio</c> it would keep <c>intern</c>, although <c>international</c> may be one
/// token; and it holds back the last token of <c>": </c> where nothing that can follow joins it.
/// </remarks>
internal static class CanonicalTokens
{
    /// <summary>The certain tokens of a text.</summary>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="before">What stands before the text; whole tokens, though not always those that the tokenizer would write.</param>
    /// <param name="text">The text.</param>
    /// <param name="next">The bytes that may follow the text; empty where nothing can.</param>
    /// <param name="tokenize">The model's tokenizer.</param>
    /// <returns>Tokens whose bytes begin the text.</returns>
    public static int[] Of(Vocabulary vocabulary, ReadOnlySpan<byte> before, byte[] text, ByteSet next, Func<byte[], IReadOnlyList<int>> tokenize)
    {
        // The tokenizer reads characters: a half one at either end would become something else.
        before = before[LeadingPartLength(before)..];
        byte[] whole = [.. before, .. text];
        int length = whole.Length - TrailingPartLength(whole);
        if (length <= before.Length)
        {
            return [];
        }

        if (length < whole.Length)
        {
            next = ByteSet.Of(whole[length]);
            whole = whole[..length];
        }

        IReadOnlyList<int> tokens = tokenize(whole);
        if (Boundaries(vocabulary, tokens, whole) is not { } ends || FirstAfter(before.Length) is not { } first)
        {
            // The text so far was cut up differently. A token has ended there all the same, and behind it a text begins anew.
            return before.Length == 0 || IsContinuation(whole[before.Length]) ? [] : Of(vocabulary, [], whole[before.Length..], next, tokenize);
        }

        int certain = tokens.Count;
        foreach (int start in StraddlingStarts(vocabulary.Trie, whole, before.Length, next))
        {
            if (certain <= first)
            {
                break;
            }

            certain = Math.Min(certain, CertainBefore(start));
        }

        return [.. tokens.Skip(first).Take(Math.Max(0, certain - first))];

        // The token that begins behind what stands before; null where none does.
        int? FirstAfter(int position)
        {
            int last = position == 0 ? -1 : Array.BinarySearch(ends, position);
            return last < 0 && position > 0 ? null
                : last < 0 && vocabulary.GetBytes(tokens[0])[0] != whole[0] ? null
                : last + 1;
        }

        // How many of the tokens are also the first of whole[..start].
        int CertainBefore(int start)
        {
            int end = start == 0 ? -1 : Array.BinarySearch(ends, start);
            if (start == 0 || end >= 0)
            {
                return end + 1;
            }

            IReadOnlyList<int> others = tokenize(whole[..start]);
            int common = 0;
            while (common < Math.Min(others.Count, certain) && others[common] == tokens[common])
            {
                common++;
            }

            return common;
        }
    }

    /// <summary>Where in the text, from <paramref name="from"/> on, a token could begin that ends behind it; ascending.</summary>
    private static List<int> StraddlingStarts(TokenTrie trie, byte[] text, int from, ByteSet next)
    {
        var starts = new List<int>();
        if (next == ByteSet.None)
        {
            return starts;
        }

        int space = text.Length;
        while (space > from && text[space - 1] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
        {
            space--;
        }

        for (int start = Math.Max(from, Math.Min(space, text.Length - trie.MaxDepth + 1)); start < text.Length; start++)
        {
            // A token that begins inside a character: what stands before must be whole characters, so it counts from the character on.
            if (start == space || GoesOn(trie, text.AsSpan(start), next))
            {
                int character = start;
                while (character > from && IsContinuation(text[character]))
                {
                    character--;
                }

                starts.Add(character);
            }
        }

        return starts;
    }

    private static bool GoesOn(TokenTrie trie, ReadOnlySpan<byte> text, ByteSet next)
    {
        int node = TokenTrie.Root;
        foreach (byte value in text)
        {
            node = trie.Child(node, value);
            if (node < 0)
            {
                return false;
            }
        }

        ReadOnlySpan<TrieNode> nodes = trie.Nodes;
        for (int child = node + 1; child < nodes[node].End; child = nodes[child].End)
        {
            if (next.Contains(nodes[child].Byte))
            {
                return true;
            }
        }

        return false;
    }

    // Where each token ends in the text; null when the tokens do not spell it. SentencePiece puts a space before every text.
    private static int[]? Boundaries(Vocabulary vocabulary, IReadOnlyList<int> tokens, ReadOnlySpan<byte> text)
    {
        int[] ends = new int[tokens.Count];
        int position = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(tokens[i]);
            if (i == 0 && bytes.Length > 0 && bytes[0] == (byte)' ' && text[0] != (byte)' ')
            {
                bytes = bytes[1..];
            }
            else if (bytes.IsEmpty)
            {
                return null;
            }

            if (!text[position..].StartsWith(bytes))
            {
                return null;
            }

            ends[i] = position += bytes.Length;
        }

        return position == text.Length ? ends : null;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    // Bytes at the beginning that belong to a character which began earlier.
    private static int LeadingPartLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < Math.Min(3, text.Length) && IsContinuation(text[length]))
        {
            length++;
        }

        return length;
    }

    // Bytes at the end that begin a character and do not end it.
    private static int TrailingPartLength(ReadOnlySpan<byte> text)
    {
        for (int back = 1; back <= Math.Min(3, text.Length); back++)
        {
            byte value = text[^back];
            if (!IsContinuation(value))
            {
                int needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC0 ? 2 : 1;
                return needed > back ? back : 0;
            }
        }

        return 0;
    }
}
