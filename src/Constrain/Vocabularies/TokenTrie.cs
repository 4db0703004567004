// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Vocabularies;

/// <summary>The prefix tree of all tokens that text can be made of, laid flat in preorder.</summary>
/// <remarks>
/// Holds the tokens with at least one byte that are normal, user-defined or byte tokens and do not end generation.
/// Shape: node 0 is the root; a node's first child, if any, is the next node, its next sibling is at its <see cref="TrieNode.End"/>;
/// siblings are in ascending order of their bytes. So one forward pass visits every prefix once, and a subtree is skipped by a jump:
/// <code>
/// for (int i = 1; i &lt; nodes.Length;)
/// {
///     ref readonly TrieNode node = ref nodes[i];
///     states[node.Depth] = Step(states[node.Depth - 1], node.Byte);      // states[0] is where the walk begins
///     if (dead) { i = node.End; continue; }
///     for (int t = node.Token; t >= 0; t = trie.NextToken(t)) allow(t);
///     i++;
/// }
/// </code>
/// Invariants: <see cref="CheckInvariants"/>. Tokens of equal bytes end in one node and are chained; byte tokens come last there,
/// then the lower id first: where the vocabulary has a choice, the first is what a tokenizer would write.
/// Cost: 12 bytes a node, about 3 nodes a token, and 257 KiB. Threads: immutable.
/// </remarks>
internal sealed class TokenTrie
{
    /// <summary>The node of the empty prefix.</summary>
    public const int Root = 0;

    private readonly TrieNode[] _nodes;
    private readonly int[] _nextToken;
    // The children of the root by their byte, then those of each child of the root: most of the wide nodes are these.
    private readonly int[] _rootChildren;
    private readonly int[] _grandchildren;

    private TokenTrie(TrieNode[] nodes, int[] nextToken, int tokenCount, int maxDepth)
    {
        _nodes = nodes;
        _nextToken = nextToken;
        TokenCount = tokenCount;
        MaxDepth = maxDepth;
        _rootChildren = new int[256];
        Array.Fill(_rootChildren, -1);
        _grandchildren = new int[256 * 256];
        Array.Fill(_grandchildren, -1);
        for (int child = 1; child < nodes.Length; child = nodes[child].End)
        {
            int first = nodes[child].Byte;
            _rootChildren[first] = child;
            for (int grandchild = child + 1; grandchild < nodes[child].End; grandchild = nodes[grandchild].End)
                _grandchildren[(first << 8) | nodes[grandchild].Byte] = grandchild;
        }
    }

    /// <summary>All nodes in preorder; node 0 is the root.</summary>
    public ReadOnlySpan<TrieNode> Nodes => _nodes;

    /// <summary>The number of tokens in the trie.</summary>
    public int TokenCount { get; }

    /// <summary>The length in bytes of the longest token; a walk needs <c>MaxDepth + 1</c> states.</summary>
    public int MaxDepth { get; }

    /// <summary>What lies below each node.</summary>
    public TrieSubtrees Subtrees { get; private set; } = null!;

    /// <summary>Builds the trie of a vocabulary.</summary>
    public static TokenTrie Build(Vocabulary vocabulary)
    {
        (TrieNode[] nodes, int[] nextToken, int tokenCount, int maxDepth) = TokenTrieBuilder.Build(vocabulary);
        var trie = new TokenTrie(nodes, nextToken, tokenCount, maxDepth);
        trie.CheckInvariants(vocabulary);
        trie.Subtrees = TrieSubtrees.Build(trie);
        return trie;
    }

    /// <summary>Another token with the same bytes as this one, which is in the trie; -1 after the last.</summary>
    public int NextToken(int token) => _nextToken.Length == 0 ? -1 : _nextToken[token];

    /// <summary>The child of a node by its byte, or -1. O(1) at the root and below its children, elsewhere O(children).</summary>
    public int Child(int node, byte value)
    {
        if (_nodes[node].Depth <= 1)
            return node == Root ? _rootChildren[value] : _grandchildren[(_nodes[node].Byte << 8) | value];
        int end = _nodes[node].End;
        for (int child = node + 1; child < end; child = _nodes[child].End)
        {
            if (_nodes[child].Byte >= value)
                return _nodes[child].Byte == value ? child : -1;
        }

        return -1;
    }

    /// <summary>The longest token that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">The token, the first of its chain; -1 when there is none.</param>
    /// <returns>Its length in bytes; 0 when there is none.</returns>
    public int LongestMatch(ReadOnlySpan<byte> text, out int token)
    {
        token = -1;
        int length = 0;
        int node = Root;
        for (int i = 0; i < text.Length; i++)
        {
            node = Child(node, text[i]);
            if (node < 0)
                break;
            if (_nodes[node].Token >= 0)
            {
                token = _nodes[node].Token;
                length = i + 1;
            }
        }

        return length;
    }

    /// <summary>Asserts shape and contents; in debug builds only.</summary>
    [Conditional("DEBUG")]
    private void CheckInvariants(Vocabulary vocabulary)
    {
        Debug.Assert(_nodes[Root] is { Depth: 0, Byte: 0, Token: -1 } && _nodes[Root].End == _nodes.Length, "root");
        byte[] prefix = new byte[MaxDepth];
        int tokens = 0;
        var open = new Stack<int>([Root]);
        for (int i = 1; i < _nodes.Length; i++)
        {
            TrieNode node = _nodes[i];
            int previousSibling = -1;
            while (_nodes[open.Peek()].End == i)
                previousSibling = open.Pop();
            int parent = open.Peek();
            Debug.Assert(node.Depth == _nodes[parent].Depth + 1, "depth is the parent's plus one");
            Debug.Assert(node.End > i && node.End <= _nodes[parent].End, "subtrees nest");
            Debug.Assert(previousSibling < 0 || _nodes[previousSibling].Byte < node.Byte, "siblings ascend");
            Debug.Assert(node.Token >= 0 || node.End > i + 1, "a leaf ends a token");
            open.Push(i);
            prefix[node.Depth - 1] = node.Byte;
            for (int token = node.Token; token >= 0; token = NextToken(token), tokens++)
                Debug.Assert(vocabulary.GetBytes(token).SequenceEqual(prefix.AsSpan(0, node.Depth)), "the path spells the token");
        }

        Debug.Assert(tokens == TokenCount, "each token ends in one node");
    }
}
