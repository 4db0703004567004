// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>Words that nobody has seen before: with them a model learns to copy what stands there, not what it knows.</summary>
internal static class Invented
{
    private static readonly string[] Onsets =
        ["b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pr", "qu", "r", "s", "sh", "st", "t", "tr", "v", "w", "y", "z", ""];

    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou", "ie", "ü", "é", "ö", "á"];

    private static readonly string[] Ends = ["", "", "", "n", "r", "s", "l", "m", "nd", "rt", "ck", "ng", "x", "sk", "ld", "th"];

    public static string Word(Draw draw, int lowest = 2, int highest = 3)
    {
        var word = new StringBuilder();
        for (int syllables = draw.Int(lowest, highest); syllables > 0; syllables--)
            word.Append(draw.Of(Onsets)).Append(draw.Of(Vowels)).Append(syllables == 1 || draw.Chance(25) ? draw.Of(Ends) : "");
        return word.ToString();
    }

    public static string Name(Draw draw)
    {
        string word = Word(draw);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
