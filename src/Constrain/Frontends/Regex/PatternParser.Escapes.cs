// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Escapes: of one character, of a class, of a place.</summary>
internal sealed partial class PatternParser
{
    /// <summary>An escape outside a class.</summary>
    private Pattern ParseEscape(Flags flags)
    {
        int start = _pos;
        char c = EscapedChar();
        switch (c)
        {
            case 'b' or 'B':
                _pos += 2;
                return WordBoundary(start, c == 'B', flags);
            case 'A' when _dialect != RegexDialect.Ecma262:
                _pos += 2;
                return Pattern.TextStart(start, "\\A");
            case 'z' when _dialect != RegexDialect.Ecma262:
                _pos += 2;
                return Pattern.TextEnd(start, "\\z");
            case 'Z' when _dialect == RegexDialect.DotNet:
                _pos += 2;
                return EndOrLastNewline(start, "\\Z");
            case 'A' or 'z' or 'Z':
                throw Syntax($"{DialectName} has no anchor \\{c}", start, $"\\{c}", c == 'A' ? "write ^" : "write $");
            case 'k' or (>= '1' and <= '9') when !IsOctal(c):
                throw BackReference(start, 2);
        }

        return TryParseClassEscape(flags) is { } set ? Pattern.OfSet(set) : Literal(ParseCharEscape(), start, flags);
    }

    /// <summary><c>\d \D \w \W \s \S \p{…} \P{…}</c>; null when it is none of these.</summary>
    private CodePointSet? TryParseClassEscape(Flags flags)
    {
        char c = EscapedChar();
        bool isNegated = char.IsAsciiLetterUpper(c);
        CodePointSet set;
        switch (c)
        {
            case 'd' or 'D':
                _pos += 2;
                set = _classes.Digit;
                break;
            case 'w' or 'W':
                _pos += 2;
                set = _classes.Word;
                break;
            case 's' or 'S':
                _pos += 2;
                set = _classes.Space;
                break;
            case 'p' or 'P':
                set = ParseProperty(flags, ref isNegated);
                break;
            default:
                return null;
        }

        // To ignore case, ECMA-262 looks at what \P{…} leaves over and RE2 at what it takes away; .NET looks at three categories alone.
        bool ignoreCase = flags.HasFlag(Flags.IgnoreCase) && _dialect != RegexDialect.DotNet;
        bool foldsAfter = _dialect == RegexDialect.Ecma262 && c == 'P';
        if (ignoreCase && !foldsAfter)
        {
            set = CaseFolding.Close(set, _dialect);
        }

        set = isNegated ? set.Complement() : set;
        return ignoreCase && foldsAfter ? CaseFolding.Close(set, _dialect) : set;
    }

    private CodePointSet ParseProperty(Flags flags, ref bool isNegated)
    {
        int start = _pos;
        _pos += 2;
        string expression;
        if (Peek('{'))
        {
            int end = _text.IndexOf('}', _pos);
            if (end < 0)
            {
                throw Syntax("the property has no closing brace", start, _text[start.._pos], "write \\p{Lu}");
            }

            expression = _text[(_pos + 1)..end];
            _pos = end + 1;
        }
        else if (_dialect == RegexDialect.Re2 && !AtEnd)
        {
            expression = _text[_pos++].ToString();
        }
        else
        {
            throw Syntax("a property is named in braces", start, _text[start.._pos], "write \\p{Lu}");
        }

        if (_dialect == RegexDialect.Re2 && expression.StartsWith('^'))
        {
            isNegated = !isNegated;
            expression = expression[1..];
        }

        return UnicodeProperties.Find(expression, _dialect, flags.HasFlag(Flags.IgnoreCase), out string problem)
            ?? throw Unsupported(problem, start, _text[start.._pos], "general categories such as \\p{Lu} are known in every dialect");
    }

    /// <summary>An escape of one character, in a class or outside; may be a surrogate.</summary>
    private int ParseCharEscape()
    {
        int start = _pos;
        char c = EscapedChar();
        _pos += 2;
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'a' when _dialect != RegexDialect.Ecma262:
                return '\a';
            case 'e' when _dialect == RegexDialect.DotNet:
                return 0x1B;
            case 'c' when _dialect != RegexDialect.Re2:
                return ParseControl(start);
            case 'x' when _dialect == RegexDialect.Re2 && Peek('{'):
            case 'u' when _dialect == RegexDialect.Ecma262 && Peek('{'):
                return ParseBracedHex(start);
            case 'x':
                return ParseHex(start, 2);
            case 'u' when _dialect != RegexDialect.Re2:
                return ParseUnit(start);
            case '0' when _dialect == RegexDialect.Ecma262:
                return !AtEnd && char.IsAsciiDigit(_text[_pos])
                    ? throw Syntax("ECMA-262 has no octal escapes", start, _text[start..(_pos + 1)], "write \\x00")
                    : 0;
            case >= '0' and <= '7' when _dialect != RegexDialect.Ecma262:
                _pos--;
                return ParseOctal();
            case 'G' or 'K' or 'R' or 'X' or 'C':
                throw Unsupported($"\\{c} is not supported", start, $"\\{c}", "write the characters that it stands for");
            default:
                _pos--;
                return IsIdentityEscape(c)
                    ? ReadCodePoint()
                    : throw Syntax($"\\{c} is no escape of {DialectName}", start, $"\\{c}", "drop the backslash to mean the character");
        }
    }

    /// <summary>Whether the character may be escaped to mean itself.</summary>
    /// <remarks>Real schemas escape all sorts of punctuation; a letter or digit would rather be a misspelt escape.</remarks>
    private bool IsIdentityEscape(char c) => _dialect switch
    {
        RegexDialect.Ecma262 => !char.IsAsciiLetterOrDigit(c),
        RegexDialect.DotNet => !_classes.BoundaryWord.Contains(c),
        _ => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c),
    };

    private int ParseControl(int start)
    {
        // .NET takes @ to _ as well: the character with bit 6 off.
        char c = AtEnd ? '\0' : char.ToUpperInvariant(_text[_pos]);
        if (!char.IsAsciiLetterUpper(c) && !(_dialect == RegexDialect.DotNet && c is >= '@' and <= '_'))
        {
            throw Syntax("\\c is followed by a letter", start, "\\c", "write \\x and two hexadecimal digits");
        }

        _pos++;
        return c & 0x1F;
    }

    private int ParseHex(int start, int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; i++, _pos++)
        {
            value = !AtEnd && char.IsAsciiHexDigit(_text[_pos])
                ? (value << 4) | Convert.ToInt32(_text[_pos].ToString(), 16)
                : throw Syntax(
                    $"{_text[start..(start + 2)]} is followed by {digits} hexadecimal digits",
                    start,
                    _text[start.._pos],
                    "add leading zeros");
        }

        return value;
    }

    /// <summary><c>\uHHHH</c>, and a second one when the two are the halves of one character.</summary>
    private int ParseUnit(int start)
    {
        int value = ParseHex(start, 4);
        if (value is >= 0xD800 and <= 0xDBFF && At("\\u") && _pos + 6 <= _text.Length
            && int.TryParse(_text.AsSpan(_pos + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int low)
            && low is >= 0xDC00 and <= 0xDFFF)
        {
            _pos += 6;
            return char.ConvertToUtf32((char)value, (char)low);
        }

        return value;
    }

    private int ParseBracedHex(int start)
    {
        int end = _text.IndexOf('}', _pos);
        ReadOnlySpan<char> digits = end < 0 ? default : _text.AsSpan(_pos + 1, end - _pos - 1).TrimStart('0');
        if (end <= _pos + 1 || digits.Length > 6
            || !int.TryParse(digits.IsEmpty ? "0" : digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            || value > CodePointSet.MaxCodePoint)
        {
            string construct = _text[start..Math.Max(_pos, end + 1)];
            throw Syntax("the braces hold a code point in hexadecimal", start, construct, "it goes up to 10FFFF");
        }

        _pos = end + 1;
        return value;
    }

    /// <summary>Up to three octal digits.</summary>
    private int ParseOctal()
    {
        int value = 0;
        for (int i = 0; i < 3 && !AtEnd && _text[_pos] is >= '0' and <= '7'; i++)
        {
            value = (value << 3) | (_text[_pos++] - '0');
        }

        return value & 0xFF;
    }

    /// <summary>Whether a digit after a backslash begins an octal escape; RE2 tells it from a back-reference by a second digit.</summary>
    private bool IsOctal(char digit) =>
        _dialect == RegexDialect.Re2 && digit is >= '1' and <= '7' && _pos + 2 < _text.Length && _text[_pos + 2] is >= '0' and <= '7';

    /// <summary>A word character on exactly one side, or, negated, on both or neither.</summary>
    private Pattern WordBoundary(int start, bool isNegated, Flags flags)
    {
        string text = _text[start.._pos];
        bool folds = flags.HasFlag(Flags.IgnoreCase) && _dialect == RegexDialect.Ecma262;
        Pattern word = folds
            ? _foldedWord ??= Pattern.OfSet(CaseFolding.Close(_classes.BoundaryWord, _dialect))
            : _word ??= Pattern.OfSet(_classes.BoundaryWord);
        Pattern.Look Look(bool isAhead, bool negated) => new(word, isAhead, negated, start, text);
        return Pattern.AnyOf(
        [
            Pattern.Sequence([Look(isAhead: false, negated: false), Look(isAhead: true, negated: !isNegated)]),
            Pattern.Sequence([Look(isAhead: false, negated: true), Look(isAhead: true, negated: isNegated)]),
        ]);
    }

    private char EscapedChar() => _pos + 1 < _text.Length
        ? _text[_pos + 1]
        : throw Syntax("the regex ends in a backslash", _pos, "\\", "write \\\\ for the character itself");
}
