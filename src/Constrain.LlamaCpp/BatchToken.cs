// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>One token of a batch: where it stands, and whether its logits are wanted.</summary>
/// <param name="token">The token.</param>
/// <param name="position">Its place in its sequence, from 0.</param>
/// <param name="sequence">The sequence, from 0.</param>
/// <param name="logits">Whether to compute what may follow it.</param>
public readonly struct BatchToken(int token, int position, int sequence, bool logits)
{
    /// <summary>The token.</summary>
    public int Token { get; } = token;

    /// <summary>Its place in its sequence, from 0.</summary>
    public int Position { get; } = position;

    /// <summary>The sequence, from 0.</summary>
    public int Sequence { get; } = sequence;

    /// <summary>Whether to compute what may follow it.</summary>
    public bool Logits { get; } = logits;
}
