// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.Vocabularies;

/// <summary>Builds the nodes of a <see cref="TokenTrie"/>: sorts the tokens by their bytes, then lays out what each adds.</summary>
/// <remarks>
/// In sorted order the tokens are the preorder of the trie, and a token adds a node for each byte past the prefix that it shares
/// with the one before. Cost: linear in the bytes of the vocabulary.
/// </remarks>
internal static class TokenTrieBuilder
{
    /// <summary>The nodes, the chain of tokens with equal bytes (empty when no two are equal), the tokens, the deepest node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (TrieNode[] Nodes, int[] NextToken, int TokenCount, int MaxDepth) Build(Vocabulary vocabulary)
    {
        int[] tokens = TokenSort.Sort(vocabulary);
        int[] shared = SharedPrefixes(vocabulary, tokens, out int nodeCount, out int maxDepth, out bool anyEqual);
        int[] nextToken = [];
        if (anyEqual)
        {
            nextToken = new int[vocabulary.Count];
            Array.Fill(nextToken, -1);
        }

        var nodes = new TrieNode[nodeCount];
        // The nodes from the root to the last one written, by depth; End is known once the subtree is left.
        int[] open = new int[maxDepth + 1];
        int depth = 0;
        int next = 1;
        for (int i = 0; i < tokens.Length; i++)
        {
            int token = tokens[i];
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
            if (shared[i] == bytes.Length)
            {
                // In sorted order the token before cannot be longer, so it is equal.
                nextToken[tokens[i - 1]] = token;
                continue;
            }

            for (; depth > shared[i]; depth--)
                Close(nodes, open[depth], next);
            while (depth < bytes.Length)
            {
                byte value = bytes[depth++];
                open[depth] = next;
                nodes[next++] = new TrieNode(0, depth == bytes.Length ? token : -1, depth, value);
            }
        }

        for (; depth > 0; depth--)
            Close(nodes, open[depth], next);
        nodes[TokenTrie.Root] = new TrieNode(next, -1, 0, 0);
        return (nodes, nextToken, tokens.Length, maxDepth);
    }

    private static void Close(TrieNode[] nodes, int node, int end) =>
        nodes[node] = new TrieNode(end, nodes[node].Token, nodes[node].Depth, nodes[node].Byte);

    /// <summary>How many bytes each token shares with the one before it, and what follows from that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] SharedPrefixes(
        Vocabulary vocabulary, ReadOnlySpan<int> tokens, out int nodeCount, out int maxDepth, out bool anyEqual)
    {
        int[] shared = new int[tokens.Length];
        nodeCount = 1;
        maxDepth = 0;
        anyEqual = false;
        ReadOnlySpan<byte> previous = []; // no token is empty, so the first equals nothing
        for (int i = 0; i < tokens.Length; i++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(tokens[i]);
            int common = 0;
            int limit = Math.Min(previous.Length, bytes.Length);
            while (common < limit && previous[common] == bytes[common])
                common++;
            shared[i] = common;
            nodeCount += bytes.Length - common;
            maxDepth = Math.Max(maxDepth, bytes.Length);
            anyEqual |= common == bytes.Length && common == previous.Length;
            previous = bytes;
        }

        return shared;
    }
}
