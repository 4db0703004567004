// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>Which bytes may stand in one token: letters with letters, marks and spaces with each other, digits alone.</summary>
internal static class MergeRule
{
    private enum ByteClass
    {
        Letter,
        Digit,
        Other,
    }

    /// <summary>
    /// Words that tell nothing by themselves and are hardly ever the beginning of a value, which have a token together with the
    /// space before them. Nearly all have three letters or more: shorter ones begin too many other words.
    /// </summary>
    public static readonly IReadOnlyList<string> SpacedWords =
    [
        "the", "and", "for", "with", "from", "this", "that", "are", "was", "has", "have", "will", "you", "your", "our", "his", "her", "not", "can",
        "please", "been", "they", "their", "but", "of", "to", "is", "in", "der", "die", "das", "und", "von", "vom", "zum", "ist", "wird", "ein",
        "eine", "mit", "auf", "den", "dem", "bei", "wir", "sich", "les", "des", "une", "est", "pour", "dans", "par", "sur", "avec", "nous", "vous",
        "que", "qui", "pas", "los", "las", "del", "una", "por", "para", "con",
    ];

    public static bool Allows(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        Class(left[^1]) is var last and not ByteClass.Digit && last == Class(right[0]);

    // The bytes of characters outside ASCII count as letters: nearly all of them are.
    private static ByteClass Class(byte b) => (char)b switch
    {
        >= '0' and <= '9' => ByteClass.Digit,
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '\x80' => ByteClass.Letter,
        _ => ByteClass.Other,
    };
}
