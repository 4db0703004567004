// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.Regexes;

/// <summary>What was found out about a node after it was made. Apart from the node, since most nodes are passed once and never asked.</summary>
/// <remarks>Threads: every field is written whole and holds what any thread would find; a lost write costs the finding again.</remarks>
internal sealed class RegexMemo
{
    /// <summary>The bytes that no derivative tells apart; null until asked for.</summary>
    public ByteClasses? Classes { get; set; }

    /// <summary>The derivative by each byte class; an entry is null until asked for.</summary>
    public Regex?[]? Derivatives { get; set; }

    /// <summary>The bytes that a word may begin with; null until asked for.</summary>
    public StrongBox<ByteSet>? FirstBytes { get; set; }

    /// <summary>Whether there are surely many words; null until asked for.</summary>
    public StrongBox<bool>? HasMany { get; set; }

    /// <summary>The exact length of the shortest word in bytes; -1 until asked for.</summary>
    public long MinLength { get; set; } = -1;
}
