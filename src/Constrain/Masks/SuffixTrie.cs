// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Masks;

/// <summary>The distinct suffixes of the tokens that end a regex and go on, as a prefix tree laid flat in preorder.</summary>
/// <remarks>
/// Shape as that of <see cref="Vocabularies.TokenTrie"/>, but without a node for the root: depths begin at 1, and siblings are
/// in no particular order. The tokens of a node are those whose suffix ends there, duplicates included where a token can be cut
/// in several ways.
/// </remarks>
internal sealed class SuffixTrie(SuffixNode[] nodes, int[] tokens, int[] counts)
{
    /// <summary>No suffix.</summary>
    public static readonly SuffixTrie Empty = new([], [], []);

    public ReadOnlySpan<SuffixNode> Nodes => nodes;

    /// <summary>The memory it takes, in bytes.</summary>
    public int Size => (16 * nodes.Length) + (4 * tokens.Length) + (4 * counts.Length);

    /// <summary>The token at an index, which a node names.</summary>
    public int TokenAt(int index) => tokens[index];

    /// <summary>How often the token went through the repeated part of the regex before it ended it; 0 where nobody counts.</summary>
    public int CountOf(int index) => counts.Length == 0 ? 0 : counts[index];

    /// <summary>The greatest count of a token.</summary>
    public int MaxCount => counts.Length == 0 ? 0 : counts.Max();

    /// <summary>Collects suffixes and lays them out.</summary>
    internal sealed class Builder
    {
        private readonly List<Branch> _branches = [];
        private readonly List<(int Token, int Count, int Next)> _tokens = [];
        private bool _isCounted;

        public Builder() => Clear();

        /// <summary>How many tokens were added.</summary>
        public int Count => _tokens.Count;

        public void Clear()
        {
            _branches.Clear();
            _tokens.Clear();
            _isCounted = false;
            _branches.Add(new Branch(0));
        }

        /// <summary>Adds a token with what is left of it, which is not empty, and its count.</summary>
        public void Add(ReadOnlySpan<byte> suffix, int token, int count = 0)
        {
            int branch = 0;
            foreach (byte value in suffix)
            {
                branch = Child(branch, value);
            }

            _tokens.Add((token, count, _branches[branch].Token));
            _isCounted |= count > 0;
            _branches[branch] = _branches[branch] with { Token = _tokens.Count - 1 };
        }

        public SuffixTrie Build()
        {
            if (_tokens.Count == 0)
            {
                return Empty;
            }

            var nodes = new SuffixNode[_branches.Count - 1];
            int[] tokens = new int[_tokens.Count];
            int[] counts = new int[_isCounted ? tokens.Length : 0];
            int nextNode = 0;
            int nextToken = 0;
            Lay(0, 0);
            return new SuffixTrie(nodes, tokens, counts);

            // As deep as the longest token.
            void Lay(int parent, int depth)
            {
                for (int child = _branches[parent].FirstChild; child >= 0; child = _branches[child].NextSibling)
                {
                    int node = nextNode++;
                    int firstToken = nextToken;
                    for (int entry = _branches[child].Token; entry >= 0; entry = _tokens[entry].Next)
                    {
                        tokens[nextToken] = _tokens[entry].Token;
                        if (_isCounted)
                        {
                            counts[nextToken] = _tokens[entry].Count;
                        }

                        nextToken++;
                    }

                    int count = nextToken - firstToken;
                    Lay(child, depth + 1);
                    nodes[node] = new SuffixNode(nextNode, firstToken, count, (ushort)(depth + 1), _branches[child].Byte);
                }
            }
        }

        private int Child(int parent, byte value)
        {
            for (int child = _branches[parent].FirstChild; child >= 0; child = _branches[child].NextSibling)
            {
                if (_branches[child].Byte == value)
                {
                    return child;
                }
            }

            _branches.Add(new Branch(value) { NextSibling = _branches[parent].FirstChild });
            _branches[parent] = _branches[parent] with { FirstChild = _branches.Count - 1 };
            return _branches.Count - 1;
        }

        private readonly record struct Branch(byte Byte)
        {
            public int FirstChild { get; init; } = -1;

            public int NextSibling { get; init; } = -1;

            public int Token { get; init; } = -1;
        }
    }
}

/// <summary>A node of a <see cref="SuffixTrie"/>.</summary>
/// <param name="End">The index just past the node's subtree.</param>
/// <param name="FirstToken">Where its tokens begin.</param>
/// <param name="TokenCount">How many they are.</param>
/// <param name="Depth">The length of the suffix; at least 1.</param>
/// <param name="Byte">Its last byte.</param>
internal readonly record struct SuffixNode(int End, int FirstToken, int TokenCount, ushort Depth, byte Byte);
