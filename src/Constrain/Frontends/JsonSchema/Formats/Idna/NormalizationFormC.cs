// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Whether a text of allowed code points is in normalization form C (UAX #15); the runtime's own has no data where globalization is invariant.</summary>
/// <remarks>Hangul is left out: the letters that its syllables are composed of are no allowed code points.</remarks>
internal static class NormalizationFormC
{
    private static readonly Lazy<Dictionary<int, (int First, int Second)>> Parts =
        new(() => IdnaTable.CompositeOf.ToDictionary(pair => pair.Value, pair => pair.Key));

    /// <summary>Takes the text apart, orders its marks, puts it together again and compares.</summary>
    public static bool Contains(ReadOnlySpan<int> text)
    {
        var parts = new List<int>();
        foreach (int codePoint in text)
        {
            Decompose(codePoint, parts);
        }

        Reorder(parts);
        return Compose(parts).AsSpan().SequenceEqual(text);
    }

    private static void Decompose(int codePoint, List<int> parts)
    {
        if (Parts.Value.TryGetValue(codePoint, out (int First, int Second) pair))
        {
            Decompose(pair.First, parts);
            parts.Add(pair.Second);
        }
        else
        {
            parts.Add(codePoint);
        }
    }

    private static void Reorder(List<int> parts)
    {
        for (int i = 1; i < parts.Count; i++)
        {
            int own = IdnaTable.CombiningClassOf(parts[i]);
            for (int j = i; own > 0 && j > 0 && IdnaTable.CombiningClassOf(parts[j - 1]) > own; j--)
            {
                (parts[j - 1], parts[j]) = (parts[j], parts[j - 1]);
            }
        }
    }

    private static int[] Compose(List<int> parts)
    {
        var text = new List<int>();
        int starter = -1;
        int lastClass = -1;
        foreach (int part in parts)
        {
            int own = IdnaTable.CombiningClassOf(part);
            if (starter >= 0 && lastClass < own && IdnaTable.CompositeOf.TryGetValue((text[starter], part), out int composite))
            {
                text[starter] = composite;
                continue;
            }

            (starter, lastClass) = own == 0 ? (text.Count, -1) : (starter, own);
            text.Add(part);
        }

        return [.. text];
    }
}
