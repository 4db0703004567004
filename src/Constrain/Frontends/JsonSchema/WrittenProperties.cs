// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What was written of an object: which declared properties, as bits by their index, and how many members in all.</summary>
/// <remarks>
/// In the schema's order everything before the last declared one is settled, so <see cref="Settled"/> alone says which may
/// still come. The count is kept as far as a minimum or maximum needs it. What is left of the shape's guard is kept with it.
/// </remarks>
internal readonly record struct WrittenProperties(int Settled, BigInteger Bits, int Count, Formula Guard)
{
    public static readonly WrittenProperties None = new(0, BigInteger.Zero, 0, Formula.True);

    /// <summary>Whether a declared property was written, or passed over in the schema's order.</summary>
    public bool IsSettled(int index) => index < Settled || !(Bits >> index).IsEven;
}
