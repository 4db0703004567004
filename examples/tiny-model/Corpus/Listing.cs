// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Writes several things as one phrase.</summary>
internal static class Listing
{
    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "nothing",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}",
    };
}
