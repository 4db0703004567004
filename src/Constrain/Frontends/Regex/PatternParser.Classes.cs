// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Classes: ranges, escapes, negation; .NET's subtraction and RE2's names of POSIX.</summary>
internal sealed partial class PatternParser
{
    private CodePointSet ParseClass(Flags flags)
    {
        StackGuard.Ensure("the regex");
        int start = _pos++;
        bool isNegated = Peek('^');
        if (isNegated)
        {
            _pos++;
        }

        // Only in ECMA-262 may a class be empty; elsewhere a bracket that comes first is a member.
        int first = _dialect == RegexDialect.Ecma262 ? -1 : _pos;
        var ranges = new List<CodePointRange>();
        CodePointSet named = CodePointSet.Empty;
        CodePointSet? subtracted = null;
        while (true)
        {
            if (AtEnd)
            {
                throw Syntax("the class is not closed", start, "[", "add \"]\", or escape the bracket as \\[");
            }

            if (Peek(']') && _pos != first)
            {
                _pos++;
                break;
            }

            if (IsSubtraction(first))
            {
                _pos++;
                subtracted = ParseClass(flags);
                continue;
            }

            if (subtracted is not null)
            {
                throw Syntax("what a class leaves out stands at its end", _pos, _text[_pos].ToString(), "move it before \"]\"");
            }

            ParseMember(ranges, ref named, flags);
        }

        CodePointSet set = CodePointSet.OfRanges(CollectionsMarshal.AsSpan(ranges));
        set = (flags.HasFlag(Flags.IgnoreCase) ? CaseFolding.Close(set, _dialect) : set).Union(named);
        set = isNegated ? set.Complement() : set;
        return subtracted is null ? set : set.Except(subtracted);
    }

    /// <summary>One character, range or class; two of them where ECMA-262's older syntax reads "[\w-x]" as a list.</summary>
    private void ParseMember(List<CodePointRange> ranges, ref CodePointSet named, Flags flags)
    {
        int start = _pos;
        int low = ParseClassAtom(flags, out CodePointSet? lowSet);
        bool isRange = Peek('-') && _pos + 1 < _text.Length && _text[_pos + 1] != ']' && !IsSubtraction(-1)
            && (lowSet is null || _dialect == RegexDialect.Ecma262);
        if (lowSet is not null)
        {
            named = named.Union(lowSet);
        }

        if (!isRange)
        {
            if (lowSet is null)
            {
                ranges.Add(new CodePointRange(low, low));
            }

            return;
        }

        _pos++;
        int high = ParseClassAtom(flags, out CodePointSet? highSet);
        if (lowSet is null && highSet is null)
        {
            ranges.Add(low <= high
                ? new CodePointRange(low, high)
                : throw Syntax("the range runs backwards", start, _text[start.._pos], "swap its ends, or escape the hyphen as \\-"));
            return;
        }

        if (_dialect != RegexDialect.Ecma262)
        {
            throw Syntax("a range ends in a character, not in a class", start, _text[start.._pos], "escape the hyphen as \\-");
        }

        ranges.Add(new CodePointRange('-', '-'));
        named = highSet is null ? named : named.Union(highSet);
        if (lowSet is null || highSet is null)
        {
            int single = lowSet is null ? low : high;
            ranges.Add(new CodePointRange(single, single));
        }
    }

    /// <summary>One member of a class: a character, or a set when <paramref name="set"/> is not null.</summary>
    private int ParseClassAtom(Flags flags, out CodePointSet? set)
    {
        set = null;
        int start = _pos;
        int codePoint;
        if (Peek('['))
        {
            set = TryParsePosix(flags);
            if (set is not null)
            {
                return 0;
            }
        }

        if (Peek('\\'))
        {
            char c = EscapedChar();
            set = TryParseClassEscape(flags);
            if (set is not null)
            {
                return 0;
            }

            if (c == 'b' && _dialect != RegexDialect.Re2)
            {
                _pos += 2;
                return '\b';
            }

            codePoint = c is 'k' or (>= '1' and <= '9') && _dialect != RegexDialect.DotNet && !IsOctal(c)
                ? throw Syntax($"\\{c} is no escape inside a class", start, $"\\{c}", "write the character itself")
                : ParseCharEscape();
        }
        else
        {
            codePoint = ReadCodePoint();
        }

        // A .NET class holds units, so neither half of a character past U+FFFF is the character.
        return _dialect == RegexDialect.Ecma262 || codePoint is < 0xD800 or (> 0xDFFF and <= char.MaxValue)
            || (_dialect == RegexDialect.Re2 && codePoint > char.MaxValue)
            ? codePoint
            : throw Unsupported(
                _dialect == RegexDialect.DotNet ? "a .NET class holds UTF-16 units" : "a surrogate is in no well-formed text",
                start,
                _text[start.._pos],
                "write the character outside the class, as an alternative");
    }

    /// <summary>RE2's <c>[:alpha:]</c>; refused elsewhere, where it would mean the letters of the name.</summary>
    private CodePointSet? TryParsePosix(Flags flags)
    {
        int end = At("[:") ? _text.IndexOf(":]", _pos + 2, StringComparison.Ordinal) : -1;
        ReadOnlySpan<char> name = end < 0 ? default : _text.AsSpan(_pos + 2, end - _pos - 2);
        bool isNegated = name is ['^', ..];
        name = isNegated ? name[1..] : name;
        if (name.IsEmpty || name.ContainsAnyExceptInRange('a', 'z'))
        {
            return null;
        }

        int start = _pos;
        _pos = end + 2;
        if (_dialect != RegexDialect.Re2)
        {
            throw Unsupported($"{DialectName} has no POSIX classes", start, _text[start.._pos], "write the ranges, such as [A-Za-z]");
        }

        CodePointSet set = DialectClasses.Posix(name)
            ?? throw Syntax("there is no POSIX class of this name", start, _text[start.._pos], "the first are alnum, alpha and digit");
        set = flags.HasFlag(Flags.IgnoreCase) ? CaseFolding.Close(set, _dialect) : set;
        return isNegated ? set.Complement() : set;
    }

    /// <summary>.NET's <c>-[…]</c> at the end of a class; not where the hyphen comes first.</summary>
    private bool IsSubtraction(int first) => _dialect == RegexDialect.DotNet && _pos != first && At("-[");

    /// <summary>RE2's <c>\Q…\E</c>: all of it means itself.</summary>
    private void ParseQuoted(List<Pattern> parts, Flags flags)
    {
        _pos += 2;
        while (!AtEnd && !At("\\E"))
        {
            int start = _pos;
            parts.Add(Literal(ReadCodePoint(), start, flags));
        }

        if (AtEnd)
        {
            return;
        }

        _pos += 2;
        if (parts.Count > 0)
        {
            Pattern last = ParseQuantifier(parts[^1], _pos);
            parts[^1] = last;
        }
    }
}
