// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>The declared names of an object as they are written.</summary>
/// <remarks>
/// A name with one spelling has a text that is no prefix of another's, so they make a prefix tree as they are sorted. Names with
/// several spellings are kept apart.
/// </remarks>
internal sealed class DeclaredNames
{
    public DeclaredNames(Property[] properties, Notation notation)
    {
        Bytes = new byte[properties.Length][];
        var sorted = new List<int>(properties.Length);
        List<int>? others = null;
        for (int i = 0; i < properties.Length; i++)
        {
            Bytes[i] = notation.NameText(properties[i].Name);
            (notation.HasOneSpelling(properties[i].Name) ? sorted : others ??= []).Add(i);
        }

        sorted.Sort((a, b) => Bytes[a].AsSpan().SequenceCompareTo(Bytes[b]));
        Sorted = [.. sorted];
        SeveralSpellings = others is null ? [] : [.. others];
    }

    /// <summary>The canonical text of each name with what ends it, by the index of the property.</summary>
    public byte[][] Bytes { get; }

    /// <summary>The properties whose names have one spelling, ascending by their bytes.</summary>
    public int[] Sorted { get; }

    /// <summary>The properties whose names have several spellings.</summary>
    public int[] SeveralSpellings { get; }
}
