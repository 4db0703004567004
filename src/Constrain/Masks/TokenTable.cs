// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Masks;

/// <summary>What the tokens of a vocabulary do to one regex, whatever follows it. Immutable.</summary>
/// <remarks>
/// <see cref="Inside"/> holds the tokens that the regex takes whole and after which it can still be completed; they are allowed
/// in every state that has the regex. The tokens that end it and go on are found by what is left of them after the end: few
/// distinct suffixes, or, below prefixes that very many tokens begin with, whole subtrees of the token trie.
/// </remarks>
/// <param name="inside">The tokens that stay inside.</param>
/// <param name="crossing">The tokens that cross the end, by their suffixes.</param>
/// <param name="subtrees">Nodes of the token trie where the regex may end and below which all that follows must be looked at.</param>
/// <param name="size">The memory that it does not share with others, in bytes.</param>
internal sealed class TokenTable(TokenMask inside, SuffixSet[] crossing, int[] subtrees, int size)
{
    public TokenMask Inside { get; } = inside;

    public SuffixSet[] Crossing { get; } = crossing;

    public int[] Subtrees { get; } = subtrees;

    public int Size { get; } = size;
}

/// <summary>The suffixes of a trie that matter to one regex.</summary>
/// <param name="Trie">The suffixes, which other regexes may share.</param>
/// <param name="MinCount">The least count (<see cref="SuffixTrie.CountOf"/>) of a token that matters.</param>
/// <param name="MaxCount">The greatest.</param>
internal readonly record struct SuffixSet(SuffixTrie Trie, int MinCount, int MaxCount)
{
    /// <summary>All suffixes of a trie.</summary>
    public SuffixSet(SuffixTrie trie)
        : this(trie, 0, int.MaxValue)
    {
    }

    /// <summary>Whether the token at an index of the trie matters.</summary>
    public bool Holds(int index)
    {
        int count = Trie.CountOf(index);
        return count >= MinCount && count <= MaxCount;
    }
}
