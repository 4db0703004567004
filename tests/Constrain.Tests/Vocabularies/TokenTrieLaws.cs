// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit;
using Constrain.Vocabularies;
using FsCheck.Xunit;

namespace Constrain.Tests.Vocabularies;

[Properties(Arbitrary = [typeof(VocabularyGenerators)], MaxTest = 1000)]
public class TokenTrieLaws
{
    [Property]
    public bool Walk_SpellsExactlyTheTokensThatTextIsMadeOf(AnyVocabulary any)
    {
        Vocabulary vocabulary = any.Build();
        var expected = Enumerable.Range(0, vocabulary.Count)
            .Where(token => !vocabulary.IsEndOfGeneration(token) && !vocabulary.GetBytes(token).IsEmpty)
            .Select(token => (token, Convert.ToHexString(vocabulary.GetBytes(token))))
            .ToHashSet();
        List<(int, string)> walked = [.. Walk(vocabulary.Trie)];

        return walked.Count == expected.Count && expected.SetEquals(walked) && vocabulary.Trie.TokenCount == expected.Count;
    }

    [Property]
    public bool Walk_IsInOrderOfBytes_ThenOfTokens(AnyVocabulary any)
    {
        List<(int Token, string Path)> walked = [.. Walk(any.Build().Trie)];
        return walked.SequenceEqual(walked.OrderBy(step => step.Path, StringComparer.Ordinal).ThenBy(step => step.Token));
    }

    [Property]
    public bool Nodes_AreTheDistinctPrefixes(AnyVocabulary any)
    {
        Vocabulary vocabulary = any.Build();
        var prefixes = new HashSet<string> { string.Empty };
        int longest = 0;
        for (int token = 0; token < vocabulary.Count; token++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
            longest = Math.Max(longest, bytes.Length);
            for (int length = 1; length <= bytes.Length; length++)
                prefixes.Add(Convert.ToHexString(bytes[..length]));
        }

        return vocabulary.Trie.Nodes.Length == prefixes.Count && vocabulary.Trie.MaxDepth == longest;
    }

    [Property]
    public bool End_IsPastAllDescendants(AnyVocabulary any)
    {
        ReadOnlySpan<TrieNode> nodes = any.Build().Trie.Nodes;
        for (int i = 0; i < nodes.Length; i++)
        {
            int end = i + 1;
            while (end < nodes.Length && nodes[end].Depth > nodes[i].Depth)
                end++;
            if (nodes[i].End != end)
                return false;
        }

        return true;
    }

    [Property]
    public bool Child_FindsEachChildAndNoOther(AnyVocabulary any)
    {
        TokenTrie trie = any.Build().Trie;
        for (int node = 0; node < trie.Nodes.Length; node++)
        {
            var children = new Dictionary<byte, int>();
            for (int child = node + 1; child < trie.Nodes[node].End; child = trie.Nodes[child].End)
                children.Add(trie.Nodes[child].Byte, child);
            for (int value = 0; value < 256; value++)
            {
                if (trie.Child(node, (byte)value) != children.GetValueOrDefault((byte)value, -1))
                    return false;
            }
        }

        return true;
    }

    [Property]
    public bool LongestMatch_AgreesWithLookingAtEveryToken(AnyVocabulary any, AnyText text)
    {
        Vocabulary vocabulary = any.Build();
        int expected = -1;
        for (int token = 0; token < vocabulary.Count; token++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
            if (!bytes.IsEmpty && text.Bytes.AsSpan().StartsWith(bytes)
                && (expected < 0 || bytes.Length > vocabulary.GetBytes(expected).Length))
            {
                expected = token;
            }
        }

        int length = vocabulary.Trie.LongestMatch(text.Bytes, out int found);
        return found == expected && length == (expected < 0 ? 0 : vocabulary.GetBytes(expected).Length);
    }

    [Property]
    public bool Skipping_ASubtreeLeavesOutExactlyItsTokens(AnyVocabulary any, AnyText text)
    {
        // A walk that refuses one prefix meets the tokens that do not begin with it.
        string refused = Convert.ToHexString(text.Bytes.AsSpan(0, Math.Min(2, text.Bytes.Length)));
        TokenTrie trie = any.Build().Trie;
        var all = Walk(trie).Where(step => refused.Length == 0 || !step.Path.StartsWith(refused, StringComparison.Ordinal));
        return Walk(trie, path => refused.Length > 0 && path == refused).SequenceEqual(all);
    }

    /// <summary>The walk of the trie's documentation, the states being the paths.</summary>
    private static IEnumerable<(int Token, string Path)> Walk(TokenTrie trie, Func<string, bool>? isDead = null)
    {
        string[] states = new string[trie.MaxDepth + 1];
        states[0] = string.Empty;
        for (int i = 1; i < trie.Nodes.Length;)
        {
            TrieNode node = trie.Nodes[i];
            states[node.Depth] = states[node.Depth - 1] + node.Byte.ToString("X2", null);
            if (isDead is not null && isDead(states[node.Depth]))
            {
                i = node.End;
                continue;
            }

            for (int token = node.Token; token >= 0; token = trie.NextToken(token))
                yield return (token, states[node.Depth]);
            i++;
        }
    }
}
