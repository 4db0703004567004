// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

namespace Constrain.Vocabularies;

/// <summary>One node of a <see cref="TokenTrie"/>: 12 bytes, so that a walk that visits it touches one cache line.</summary>
/// <param name="end">See <see cref="End"/>.</param>
/// <param name="token">See <see cref="Token"/>.</param>
/// <param name="depth">See <see cref="Depth"/>.</param>
/// <param name="value">See <see cref="Byte"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TrieNode(int end, int token, int depth, byte value)
{
    /// <summary>The index just past the node's subtree: where a walk goes on when this byte leads nowhere.</summary>
    public readonly int End = end;

    /// <summary>The first token whose bytes end here, or -1. Others with the same bytes follow by <see cref="TokenTrie.NextToken"/>.</summary>
    public readonly int Token = token;

    /// <summary>The number of bytes from the root to here, this one included; 0 for the root alone.</summary>
    public readonly ushort Depth = (ushort)depth;

    /// <summary>The byte on the edge that leads here; 0 for the root.</summary>
    public readonly byte Byte = value;
}
