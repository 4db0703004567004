// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text;

namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>Splits a text into the words inside which BPE merges. llama.cpp calls this splitting "llama-bpe".</summary>
/// <remarks>
/// The pattern, matched code point by code point:
/// <code>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</code>
/// It is written out by hand because .NET's regexes match UTF-16 units, and a pair of surrogates must count as one here.
/// Source: the tokenizer of Llama 3 (Grattafiori et al., "The Llama 3 herd of models", 2024).
/// </remarks>
internal static class PreTokenizer
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>The words of <paramref name="text"/>; together they are the text again.</summary>
    public static IEnumerable<string> Split(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        for (int start = 0, end; start < runes.Length; start = end)
        {
            end = EndOfWord(runes, start);
            yield return string.Concat(runes[start..end]);
        }
    }

    private static int EndOfWord(Rune[] runes, int start)
    {
        int end = start + Contraction(runes, start);
        if (end > start)
            return end;

        bool mayLead = !IsLetter(runes, start) && !IsNumber(runes, start) && !IsLineBreak(runes, start);
        int letters = mayLead ? start + 1 : start;
        if ((end = While(runes, letters, IsLetter)) > letters)
            return end;
        if (IsNumber(runes, start))
            return Math.Min(While(runes, start, IsNumber), start + 3);

        int symbols = runes[start].Value == ' ' ? start + 1 : start;
        if ((end = While(runes, symbols, IsSymbol)) > symbols)
            return While(runes, end, IsLineBreak);

        end = While(runes, start, IsSpace);
        int lastBreak = Array.FindLastIndex(runes, end - 1, end - start, rune => rune.Value is '\r' or '\n');
        if (lastBreak >= 0)
            return lastBreak + 1;
        // The last of several spaces goes with the word that follows.
        return end < runes.Length && end - start > 1 ? end - 1 : end;
    }

    private static int Contraction(Rune[] runes, int start)
    {
        foreach (string contraction in Contractions)
        {
            if (start + contraction.Length <= runes.Length
                && contraction.Index().All(letter => Rune.ToLowerInvariant(runes[start + letter.Index]).Value == letter.Item))
                return contraction.Length;
        }
        return 0;
    }

    private static int While(Rune[] runes, int from, Func<Rune[], int, bool> test)
    {
        while (from < runes.Length && test(runes, from))
            from++;
        return from;
    }

    private static bool IsLetter(Rune[] runes, int at) => Rune.IsLetter(runes[at]);

    // \p{N}: decimal digits, letter numbers and other numbers.
    private static bool IsNumber(Rune[] runes, int at) =>
        Rune.GetUnicodeCategory(runes[at])
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsSpace(Rune[] runes, int at) => Rune.IsWhiteSpace(runes[at]);

    private static bool IsLineBreak(Rune[] runes, int at) => runes[at].Value is '\r' or '\n';

    private static bool IsSymbol(Rune[] runes, int at) => !IsSpace(runes, at) && !IsLetter(runes, at) && !IsNumber(runes, at);
}
