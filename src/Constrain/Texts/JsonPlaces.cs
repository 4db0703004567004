// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Texts;

/// <summary>Where the parts of a JSON text stand in the text that it was made of.</summary>
/// <remarks>Invariant: offsets ascend; a place holds until the offset of the next. 12 bytes for each value, name and closing bracket.</remarks>
internal sealed class JsonPlaces
{
    private readonly List<(int Offset, int Line, int Column)> _all = [];

    /// <summary>Says where what begins at an offset stands.</summary>
    public void Add(int offset, int line, int column)
    {
        Debug.Assert(_all.Count == 0 || _all[^1].Offset < offset, "a JSON text is written from its beginning to its end");
        _all.Add((offset, line, column));
    }

    /// <summary>Says that a part of the JSON is written again at an offset: what is in it stands where it stood, its first byte aside.</summary>
    public void AddInside(int start, int end, int offset)
    {
        int count = _all.Count;
        for (int i = LastUpTo(start) + 1; i < count && _all[i].Offset < end; i++)
        {
            Add(_all[i].Offset - start + offset, _all[i].Line, _all[i].Column);
        }
    }

    /// <summary>How many places lie inside a part, its first byte aside.</summary>
    public int CountInside(int start, int end) => LastUpTo(end - 1) - LastUpTo(start);

    /// <summary>The place of what a byte is a part of.</summary>
    public SourceLocation At(int offset)
    {
        (_, int line, int column) = _all[Math.Max(LastUpTo(offset), 0)];
        return SourceLocation.AtLine(line, column);
    }

    /// <summary>The index of the last place at or before an offset; -1 when there is none.</summary>
    private int LastUpTo(int offset)
    {
        int low = 0, high = _all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _all[middle].Offset <= offset ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
