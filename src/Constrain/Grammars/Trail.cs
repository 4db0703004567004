// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Grammars;

/// <summary>What the way to a state has left behind that the state does not know: which texts were written on it.</summary>
/// <remarks>
/// States are shared by all documents that may go on alike, so what depends on earlier texts (names that may not come twice,
/// items that must differ) is kept beside the state. Immutable, so forking and rolling back cost nothing.
/// </remarks>
internal abstract class Trail
{
    /// <summary>The trail after more bytes, which the state allows; null when they repeat what may not be repeated.</summary>
    public abstract Trail? After(ReadOnlySpan<byte> bytes);
}
