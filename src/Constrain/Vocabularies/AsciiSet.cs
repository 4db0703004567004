// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>What bytes there are in a text, as far as it pays to tell them apart: ASCII by itself, the rest by its form.</summary>
/// <remarks>Shape: bit b of 128 for the printable ASCII byte b; of the bits below 32 some stand for other kinds.</remarks>
internal readonly record struct AsciiSet(ulong Low, ulong High)
{
    /// <summary>Everything.</summary>
    public static readonly AsciiSet All = new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Control characters.</summary>
    public static readonly AsciiSet Control = new(1, 0);

    /// <summary>Bytes of characters beyond ASCII, well-formed as UTF-8; the last character may be cut short.</summary>
    public static readonly AsciiSet WellFormed = new(2, 0);

    /// <summary>Bytes beyond ASCII that are not.</summary>
    public static readonly AsciiSet IllFormed = new(4, 0);

    /// <summary>Stands for a byte beyond ASCII after which bytes of its character are missing.</summary>
    public static readonly AsciiSet CutShort = new(8, 0);

    /// <summary>The set of one ASCII byte.</summary>
    public static AsciiSet Of(byte ascii) => ascii < 32 ? Control : ascii < 64 ? new(1UL << ascii, 0) : new(0, 1UL << (ascii - 64));

    /// <summary>Whether all of the set is in another.</summary>
    public bool IsIn(AsciiSet other) => (Low & ~other.Low) == 0 && (High & ~other.High) == 0;

    public static AsciiSet operator &(AsciiSet a, AsciiSet b) => new(a.Low & b.Low, a.High & b.High);

    public static AsciiSet operator |(AsciiSet a, AsciiSet b) => new(a.Low | b.Low, a.High | b.High);
}
