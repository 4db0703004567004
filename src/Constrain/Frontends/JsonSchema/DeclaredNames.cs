// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The declared names of an object as JSON text.</summary>
/// <remarks>
/// A name with one spelling is the bytes of its body and the closing quote, so none is a prefix of another and they make a
/// prefix tree as they are sorted. Names with several spellings are kept apart.
/// </remarks>
internal sealed class DeclaredNames
{
    public DeclaredNames(Property[] properties, JsonStringEncoding encoding)
    {
        Bytes = new byte[properties.Length][];
        var sorted = new List<int>(properties.Length);
        List<int>? others = null;
        for (int i = 0; i < properties.Length; i++)
        {
            Bytes[i] = WithQuote(properties[i].Name);
            (encoding.HasOneSpelling(properties[i].Name) ? sorted : others ??= []).Add(i);
        }

        sorted.Sort((a, b) => Bytes[a].AsSpan().SequenceCompareTo(Bytes[b]));
        Sorted = [.. sorted];
        SeveralSpellings = others is null ? [] : [.. others];
    }

    /// <summary>The canonical body of each name and the closing quote, by the index of the property.</summary>
    public byte[][] Bytes { get; }

    /// <summary>The properties whose names have one spelling, ascending by their bytes.</summary>
    public int[] Sorted { get; }

    /// <summary>The properties whose names have several spellings.</summary>
    public int[] SeveralSpellings { get; }

    private static byte[] WithQuote(string name)
    {
        if (name.AsSpan().ContainsAnyExcept(JsonStringEncoding.PlainAscii))
        {
            return [.. JsonStringEncoding.Canonical(name), (byte)'"'];
        }

        byte[] bytes = new byte[name.Length + 1];
        Encoding.ASCII.GetBytes(name, bytes);
        bytes[^1] = (byte)'"';
        return bytes;
    }
}
