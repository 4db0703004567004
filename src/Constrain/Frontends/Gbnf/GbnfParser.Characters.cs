// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>Literals, classes and escapes; names, space and comments.</summary>
internal sealed partial class GbnfParser
{
    private GbnfNode.Literal ParseLiteral()
    {
        int start = _position++;
        var text = new StringBuilder();
        while (!IsClosed('"', start, "the literal is never closed"))
        {
            int at = _position;
            int codePoint = ParseCharacter();
            if (!Rune.IsValid(codePoint))
            {
                throw Syntax(
                    $"U+{codePoint:X4} is half of a surrogate pair, not a character",
                    at,
                    _text[at.._position],
                    HintForSurrogate(codePoint));
            }

            text.Append(new Rune(codePoint).ToString());
        }

        return new GbnfNode.Literal(text.ToString());
    }

    /// <summary>A class: characters and ranges, or with <c>^</c> every character but these.</summary>
    /// <remarks>A "-" before the closing bracket stands for itself, as does one that no character precedes.</remarks>
    private GbnfNode.Class ParseClass()
    {
        int start = _position++;
        bool negated = Current == '^';
        _position += negated ? 1 : 0;
        var ranges = new List<CodePointRange>();
        while (!IsClosed(']', start, "the class is never closed"))
        {
            int at = _position;
            int low = ParseCharacter();
            int high = low;
            if (Current == '-' && _position + 1 < _text.Length && _text[_position + 1] != ']')
            {
                _position++;
                high = ParseCharacter();
            }

            if (high < low)
            {
                throw Syntax("the range ends before it begins", at, _text[at.._position], "exchange its ends");
            }

            ranges.Add(new CodePointRange(low, high));
        }

        if (ranges.Count == 0)
        {
            throw Syntax(
                "the class is empty",
                start,
                _text[start.._position],
                negated ? "write . for any character" : "write \\] for the bracket itself, or \"\" for no text");
        }

        CodePointSet set = CodePointSet.OfRanges(CollectionsMarshal.AsSpan(ranges));
        set = negated ? set.Complement() : set;
        return !set.IsEmpty
            ? new GbnfNode.Class(set)
            : throw Syntax("no character is in the class", start, _text[start.._position], "surrogates are no characters in UTF-8");
    }

    /// <summary>Steps over the closing character if it is next; throws at the end of the text.</summary>
    private bool IsClosed(char closing, int start, string problem)
    {
        if (AtEnd)
        {
            throw Syntax(problem, start, _text[start..(start + 1)], $"write the missing {closing}");
        }

        bool closed = Current == closing;
        _position += closed ? 1 : 0;
        return closed;
    }

    /// <summary>One character of a literal or class, escaped or not; a code point, which may be a surrogate.</summary>
    private int ParseCharacter()
    {
        int start = _position;
        if (Current == '\\')
        {
            return ParseEscape();
        }

        if (Current == '\0')
        {
            throw Syntax("U+0000 ends the text for llama.cpp", start, "U+0000", "write \\x00");
        }

        if (Rune.TryGetRuneAt(_text, start, out Rune rune))
        {
            _position += rune.Utf16SequenceLength;
            return rune.Value;
        }

        throw Syntax($"U+{(int)Current:X4} is half of a surrogate pair, not a character", start, hint: "the text is not valid Unicode");
    }

    private int ParseEscape()
    {
        int start = _position;
        char kind = start + 1 < _text.Length ? _text[start + 1] : '\0';
        _position += 2;
        switch (kind)
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case '\\' or '"' or '[' or ']' or '-':
                return kind;
            case 'x':
                return ParseHexadecimal(start, 2);
            case 'u':
                return ParseHexadecimal(start, 4);
            case 'U':
                return ParseHexadecimal(start, 8);
            default:
                throw Syntax(
                    "there is no such escape",
                    start,
                    _text[start..Math.Min(start + 2, _text.Length)],
                    "the escapes are \\n \\r \\t \\\\ \\\" \\[ \\] \\- \\xHH \\uHHHH \\UHHHHHHHH");
        }
    }

    private int ParseHexadecimal(int start, int digits)
    {
        int end = Math.Min(_position + digits, _text.Length);
        ReadOnlySpan<char> number = _text.AsSpan(_position, end - _position);
        if (number.Length < digits || !uint.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
        {
            throw Syntax($"\"{_text[start.._position]}\" needs {digits} hexadecimal digits", start, _text[start..end]);
        }

        _position = end;
        return value <= 0x10FFFF
            ? (int)value
            : throw Syntax("the greatest character is U+10FFFF", start, _text[start..end]);
    }

    /// <summary>Grammars written with JSON in mind escape a character as a surrogate pair; the hint names that character.</summary>
    private string HintForSurrogate(int codePoint)
    {
        string next = _text[_position..Math.Min(_position + 6, _text.Length)];
        bool isPair = next.StartsWith("\\u", StringComparison.Ordinal)
            && int.TryParse(next.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int low)
            && Rune.TryCreate((char)codePoint, (char)low, out Rune rune)
            && (codePoint = rune.Value) > 0xFFFF;
        return isPair ? $"write \\U{codePoint:X8}" : "write the whole character as \\UHHHHHHHH";
    }

    private string ParseName()
    {
        int start = _position;
        _position = EndOfName(start);
        return _position > start ? _text[start.._position] : throw Unexpected("the name of a rule");
    }

    private int EndOfName(int position)
    {
        while (position < _text.Length && IsNameCharacter(_text[position]))
        {
            position++;
        }

        return position;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    /// <summary>Whether what ends here is the name of a rule that is being defined, and not a reference.</summary>
    private bool FollowedByDefinition(int position)
    {
        while (position < _text.Length && _text[position] is ' ' or '\t')
        {
            position++;
        }

        return _text.AsSpan(position).StartsWith("::=");
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            _position++;
        }
    }

    /// <summary>Skips blanks, newlines and comments.</summary>
    private void SkipSpace()
    {
        for (; Current is ' ' or '\t' or '\r' or '\n' or '#'; _position++)
        {
            if (Current == '#')
            {
                int length = _text.AsSpan(_position).IndexOfAny('\r', '\n');
                _position = length < 0 ? _text.Length - 1 : _position + length;
            }
        }
    }

    private GrammarException Syntax(string problem, int offset, string? construct = null, string? hint = null) =>
        new(GrammarError.Syntax, problem, GbnfErrors.LocationOf(_text, offset), construct, hint);

    private GrammarException Unexpected(string expected)
    {
        if (AtEnd)
        {
            return Syntax($"the text ends where {expected} should be", _position);
        }

        string shown = GbnfErrors.Show(Rune.TryGetRuneAt(_text, _position, out Rune rune) ? rune.Value : Current);
        string? hint = Current switch
        {
            '_' => "names are of letters, digits and \"-\"",
            '=' or ':' => "a rule is written name ::= ...",
            '\'' => "literals stand in double quotes",
            ';' or ',' => "items are separated by space and rules by newlines",
            _ => null,
        };
        return Syntax($"{shown} stands where {expected} should be", _position, shown, hint);
    }
}
