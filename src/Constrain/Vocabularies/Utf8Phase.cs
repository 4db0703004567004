// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>How far a text is in a character of UTF-8: how many bytes are missing, and between which the next must be.</summary>
/// <remarks>The default stands between two characters. Source: the Unicode Standard, table 3-7.</remarks>
internal readonly record struct Utf8Phase(sbyte Missing, byte Low, byte High)
{
    private static readonly Utf8Phase IllFormedPhase = new(-1, 0, 0);

    /// <summary>The first bytes of characters beyond ASCII, each with what follows it.</summary>
    public static readonly (byte First, byte Last, Utf8Phase Phase)[] Leads =
    [
        (0xC2, 0xDF, new(1, 0x80, 0xBF)),
        (0xE0, 0xE0, new(2, 0xA0, 0xBF)),
        (0xE1, 0xEC, new(2, 0x80, 0xBF)),
        (0xED, 0xED, new(2, 0x80, 0x9F)),
        (0xEE, 0xEF, new(2, 0x80, 0xBF)),
        (0xF0, 0xF0, new(3, 0x90, 0xBF)),
        (0xF1, 0xF3, new(3, 0x80, 0xBF)),
        (0xF4, 0xF4, new(3, 0x80, 0x8F)),
    ];

    /// <summary>Whether the text is no beginning of well-formed UTF-8.</summary>
    public bool IsIllFormed => Missing < 0;

    /// <summary>The phase after a byte.</summary>
    public Utf8Phase After(byte value)
    {
        if (Missing != 0)
        {
            return Missing < 0 || value < Low || value > High ? IllFormedPhase
                : Missing == 1 ? default : new Utf8Phase((sbyte)(Missing - 1), 0x80, 0xBF);
        }

        if (value < 0x80)
        {
            return default;
        }

        foreach ((byte first, byte last, Utf8Phase phase) in Leads)
        {
            if (value >= first && value <= last)
            {
                return phase;
            }
        }

        return IllFormedPhase;
    }
}
