// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>Which part of the texts a document may be made of.</summary>
internal enum Split
{
    Training,

    /// <summary>Names, phrases and keys that no training document has: what the model is measured on.</summary>
    HeldOut,
}

/// <summary>Divides every list of texts in two, by the spelling of its entries, so that nobody has to keep two lists apart.</summary>
internal static class Splits
{
    private const uint Parts = 8;

    /// <summary>Shorter lists are too small to give entries away, and belong to both sides.</summary>
    private const int ShortestDivided = 16;

    /// <summary>The entries of one side; all of them where the list is too short to divide.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> entries, Split split, Func<T, string> spelling, int shortest = ShortestDivided)
    {
        if (entries.Count < shortest)
            return entries;
        List<T> side = [.. entries.Where(entry => IsHeldOut(spelling(entry)) == (split == Split.HeldOut))];
        return side.Count > 0 ? side : entries;
    }

    // FNV-1a over the characters, and a last mix, since the low bits of FNV follow the last character.
    private static bool IsHeldOut(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = (hash ^ c) * 16777619;
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >> 12;
        return hash % Parts == 0;
    }
}
