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
    /// space before them: a third of all spaces.
    /// </summary>
    public static readonly IReadOnlyList<string> SpacedWords =
    [
        "the", "of", "and", "to", "in", "is", "for", "on", "at", "with", "from", "by", "this", "that", "it", "be", "are", "was", "has", "have",
        "will", "we", "you", "your", "our", "my", "his", "her", "an", "as", "or", "not", "can", "if", "please", "been", "they", "their", "but", "so",
        "der", "die", "das", "und", "von", "vom", "zu", "zum", "im", "ist", "wird", "ein", "eine", "mit", "auf", "den", "dem", "bei", "wir", "sich",
        "le", "les", "et", "du", "des", "un", "une", "est", "pour", "dans", "par", "au", "sur", "avec", "nous", "vous", "il", "que", "qui", "pas",
        "el", "los", "las", "y", "del", "una", "es", "por", "para", "con", "se", "su", "al", "lo", "no", "en", "de", "la", "a", "I",
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
