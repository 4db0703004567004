// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;

namespace Constrain.Texts;

/// <summary>Which characters a YAML text may hold unescaped, so that every parser sees the same lines in it.</summary>
internal static class YamlCharacters
{
    // YAML 1.2.2, section 5.1, has no others; of those that it has, YAML 1.1 takes three for line breaks, and a byte order mark stands first.
    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Where(c => c is < ' ' and not ('\t' or '\n' or '\r') or >= 0x7F and < 0xA0 or 0x2028 or 0x2029 or >= 0xD800 and < 0xE000 or 0xFEFF or >= 0xFFFE).Select(c => (char)c)]);

    /// <summary>Refuses a text with another character.</summary>
    /// <exception cref="GrammarException">The text is no YAML, or parsers disagree about it.</exception>
    public static void Check(string text)
    {
        for (int i = 0, next; (next = text.AsSpan(i).IndexOfAny(Suspect)) >= 0; i++)
        {
            i += next;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            char found = text[i];
            SourceLocation place = TextPlace.Of(text.AsSpan(), i);
            string name = $"U+{(int)found:X4}";
            throw char.IsSurrogate(found)
                ? new GrammarException(GrammarError.Syntax, "half a surrogate pair is no character", place, name, "remove it")
                : found is '\u0085' or '\u2028' or '\u2029'
                ? new GrammarException(GrammarError.Unsupported, $"{name} is a line break for some parsers and a character for others", place, name, $"write it in double quotes as \\u{(int)found:x4}")
                : new GrammarException(GrammarError.Syntax, $"{name} may not stand in YAML as it is", place, name, $"remove it, or write it in double quotes as \\u{(int)found:x4}");
        }
    }
}
