// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Model;

/// <summary>The sizes of a LLaMA network.</summary>
internal sealed record ModelShape
{
    /// <summary>Width of the residual stream. A multiple of 32, the block of the weight format.</summary>
    public int Width { get; init; } = 160;

    public int Layers { get; init; } = 6;

    public int Heads { get; init; } = 5;

    /// <summary>Heads of keys and values; each serves <see cref="Heads"/> / <see cref="KeyValueHeads"/> query heads.</summary>
    public int KeyValueHeads { get; init; } = 5;

    /// <summary>Width inside the feed-forward part. A multiple of 32.</summary>
    public int FeedForward { get; init; } = 448;

    public int Vocabulary { get; init; } = 4096;

    /// <summary>Longest sequence, in tokens.</summary>
    public int Context { get; init; } = 4096;

    public float RopeBase { get; init; } = 10_000;

    public float NormEpsilon { get; init; } = 1e-5f;

    public int HeadWidth => Width / Heads;
}
