// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>Whether a whole text satisfies a constraint and, if not, where it stops being the beginning of one that does.</summary>
public sealed class TextCheck
{
    internal TextCheck(bool isAccepted, int offset, string? reason)
    {
        IsAccepted = isAccepted;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>Whether the text satisfies the constraint.</summary>
    public bool IsAccepted { get; }

    /// <summary>
    /// The 0-based offset, in bytes of UTF-8, of the first byte that no satisfying text has there; the length of the text when
    /// it is accepted or ends too soon.
    /// </summary>
    public int Offset { get; }

    /// <summary>What was expected at <see cref="Offset"/>; null when the text is accepted.</summary>
    public string? Reason { get; }
}
