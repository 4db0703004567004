// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;

namespace Constrain.Frontends.Patterns;

/// <summary>Quantifiers, greedy and lazy, which are the same language.</summary>
internal sealed partial class PatternParser
{
    private Pattern ParseQuantifier(Pattern atom, int atomStart)
    {
        int start = _pos;
        if (!TryReadQuantifier(out int min, out int max))
        {
            return atom;
        }

        if (_dialect == RegexDialect.Ecma262 && TakesNoText(atomStart))
        {
            throw Syntax(
                "ECMA-262 does not repeat what takes no text",
                start,
                _text[start.._pos],
                "drop the quantifier");
        }

        if (_dialect == RegexDialect.DotNet
            && atom is Pattern.Set { Chars.Ranges: [{ First: > char.MaxValue } only] } && only.First == only.Last
            && _text[atomStart] != '(')
        {
            throw Unsupported(
                "in .NET the quantifier repeats the second half of this character",
                start,
                _text[atomStart.._pos],
                "put the character into a group (?:…)");
        }

        if (Peek('?'))
        {
            _pos++;
        }
        else if (Peek('+'))
        {
            throw Unsupported("possessive quantifiers are not supported", start, _text[start..(_pos + 1)], "drop the second +");
        }

        int again = _pos;
        if (TryReadQuantifier(out _, out _))
        {
            throw Syntax("a quantifier follows a quantifier", again, _text[again.._pos], "put the first part into a group (?:…)");
        }

        return min == 1 && max == 1 ? atom
            : max == 0 || atom == Pattern.Empty ? Pattern.Empty
            : new Pattern.Repeat(atom, min, max, start);
    }

    private bool TryReadQuantifier(out int min, out int max)
    {
        (min, max) = (0, Pattern.Repeat.Unbounded);
        switch (AtEnd ? '\0' : _text[_pos])
        {
            case '*':
                break;
            case '+':
                min = 1;
                break;
            case '?':
                max = 1;
                break;
            case '{' when TryReadBraces(out min, out max, out int end):
                _pos = end;
                return true;
            default:
                return false;
        }

        _pos++;
        return true;
    }

    /// <summary><c>{m}</c>, <c>{m,}</c> or <c>{m,n}</c>, without moving on; anything else is literal text in every dialect.</summary>
    private bool TryReadBraces(out int min, out int max, out int end)
    {
        (min, max) = (0, Pattern.Repeat.Unbounded);
        end = _pos + 1;
        if (!TrySkipDigits(ref end))
        {
            return false;
        }

        int minEnd = end;
        int maxStart = -1;
        if (end < _text.Length && _text[end] == ',')
        {
            maxStart = ++end;
            TrySkipDigits(ref end);
        }

        if (end == _text.Length || _text[end] != '}')
        {
            return false;
        }

        end++;
        min = ParseCount(_pos + 1, minEnd, end);
        max = maxStart < 0 ? min : maxStart == end - 1 ? Pattern.Repeat.Unbounded : ParseCount(maxStart, end - 1, end);
        return min <= max
            ? true
            : throw Syntax($"the quantifier asks for at least {min} and at most {max}", _pos, _text[_pos..end], "swap the bounds");
    }

    private bool TrySkipDigits(ref int pos)
    {
        int start = pos;
        while (pos < _text.Length && char.IsAsciiDigit(_text[pos]))
        {
            pos++;
        }

        return pos > start;
    }

    private int ParseCount(int start, int end, int quantifierEnd)
    {
        ReadOnlySpan<char> digits = _text.AsSpan(start, end - start).TrimStart('0');
        return digits.IsEmpty ? 0
            : digits.Length <= 10
                && long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) is < Pattern.Repeat.Unbounded and long count
            ? (int)count
            : throw new GrammarException(
                GrammarError.LimitExceeded,
                "the quantifier counts too far",
                SourceLocation.AtOffset(_pos),
                _text[_pos..quantifierEnd],
                $"counts go up to {Pattern.Repeat.Unbounded - 1}");
    }

    private bool TakesNoText(int start)
    {
        ReadOnlySpan<char> atom = _text.AsSpan(start);
        return atom is ['^' or '$', ..] or ['\\', 'b' or 'B', ..] or ['(', '?', '=' or '!', ..] or ['(', '?', '<', '=' or '!', ..];
    }
}
