// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.Patterns;

/// <summary>Groups: captures, whose names and numbers no language depends on; lookaround; inline flags.</summary>
internal sealed partial class PatternParser
{
    /// <summary>What begins with a round bracket; null for inline flags and comments.</summary>
    private Pattern? ParseGroup(ref Flags flags)
    {
        int start = _pos++;
        if (!Peek('?'))
        {
            return ParseGroupBody(start, flags);
        }

        _pos++;
        switch (AtEnd ? '\0' : _text[_pos])
        {
            case ':':
                _pos++;
                return ParseGroupBody(start, flags);
            case '=' or '!':
                return ParseLook(start, isAhead: true, flags);
            case '<' when At("<=") || At("<!"):
                _pos++;
                return ParseLook(start, isAhead: false, flags);
            case '<':
                return ParseNamedGroup(start, '>', flags);
            case 'P' when At("P<"):
                _pos++;
                return ParseNamedGroup(start, '>', flags);
            case '\'' when _dialect == RegexDialect.DotNet:
                return ParseNamedGroup(start, '\'', flags);
            case '#' when _dialect == RegexDialect.DotNet:
                SkipComment(start);
                return null;
            case 'P' when At("P="):
                throw BackReference(start, 4);
            case '>':
                throw RefusedGroup(start, 3, "atomic groups are not supported", "write (?:…) if nothing depends on its not giving back");
            case '(':
                throw RefusedGroup(start, 3, "conditional groups are not supported", "write out both cases");
            case '|':
                throw RefusedGroup(start, 3, "branch reset groups are not supported", "write (?:…): captures are not used");
            case 'R' or 'P' or '&' or '+' or (>= '0' and <= '9'):
                throw RefusedGroup(start, 3, "recursion is not supported in a regex", "write a grammar instead");
            default:
                return ParseFlags(start, ref flags);
        }
    }

    /// <summary>From here to the bracket that closes the group; flags set inside end with it.</summary>
    private Pattern ParseGroupBody(int start, Flags flags)
    {
        Pattern body = ParseAlternation(ref flags);
        if (AtEnd)
        {
            throw Syntax("the group is not closed", start, "(", "add \")\", or escape the bracket as \\(");
        }

        _pos++;
        return body;
    }

    private Pattern.Look ParseLook(int start, bool isAhead, Flags flags)
    {
        bool isNegated = _text[_pos++] == '!';
        string text = _text[start.._pos];
        if (_dialect == RegexDialect.Re2)
        {
            throw Syntax("RE2 has no lookaround", start, text, "choose another dialect");
        }

        return new Pattern.Look(ParseGroupBody(start, flags), isAhead, isNegated, start, text);
    }

    private Pattern ParseNamedGroup(int start, char close, Flags flags)
    {
        int nameStart = ++_pos;
        while (!AtEnd && (char.IsLetterOrDigit(_text[_pos]) || char.IsSurrogate(_text[_pos]) || _text[_pos] is '_' or '$'))
        {
            _pos++;
        }

        if (Peek('-') && _dialect == RegexDialect.DotNet)
        {
            throw RefusedGroup(start, _pos + 1 - start, "balancing groups are not supported", "write a grammar instead");
        }

        if (!Peek(close) || _pos == nameStart)
        {
            string construct = _text[start..Math.Min(_pos + 1, _text.Length)];
            throw Syntax("a group name is letters, digits and _", start, construct, "write (?<name>…)");
        }

        _pos++;
        return ParseGroupBody(start, flags);
    }

    /// <summary><c>(?i-s)</c>, which holds to the end of the group around it, or <c>(?i-s:…)</c>, which holds inside.</summary>
    private Pattern? ParseFlags(int start, ref Flags flags)
    {
        Flags changed = flags;
        bool isOn = true;
        for (; !AtEnd && _text[_pos] is not (')' or ':'); _pos++)
        {
            char c = _text[_pos];
            Flags flag = c switch
            {
                'i' => Flags.IgnoreCase,
                'm' => Flags.Multiline,
                's' => Flags.DotAll,
                _ => Flags.None,
            };
            if (c == '-' && isOn)
            {
                isOn = false;
            }
            else if (flag != Flags.None)
            {
                changed = isOn ? changed | flag : changed & ~flag;
            }
            else if (c == 'x' && _dialect == RegexDialect.DotNet)
            {
                if (isOn)
                {
                    throw Unsupported("the flag x is not supported", _pos, "x", "write the regex without blanks and comments");
                }
            }
            else if (!((c == 'n' && _dialect == RegexDialect.DotNet) || (c == 'U' && _dialect == RegexDialect.Re2)))
            {
                throw Syntax(
                    $"\"{_text[start..(_pos + 1)]}\" begins no group of {DialectName}",
                    start,
                    _text[start..(_pos + 1)],
                    "groups are (…), (?:…), (?<name>…), lookaround (?=…) (?!…) (?<=…) (?<!…) and flags (?i)");
            }
        }

        if (AtEnd)
        {
            throw Syntax("the group is not closed", start, "(?", "add \")\"");
        }

        if (_text[_pos++] == ':')
        {
            return ParseGroupBody(start, changed);
        }

        flags = changed;
        return null;
    }

    private void SkipComment(int start)
    {
        int end = _text.IndexOf(')', _pos);
        _pos = end >= 0 ? end + 1 : throw Syntax("the comment is not closed", start, "(?#", "add \")\"");
    }

    private GrammarException BackReference(int start, int length) => Unsupported(
        "back-references are not supported: no finite machine can keep the text they repeat",
        start,
        _text.Substring(start, Math.Min(length, _text.Length - start)),
        "write out the alternatives");

    private GrammarException RefusedGroup(int start, int length, string problem, string hint) =>
        Unsupported(problem, start, _text.Substring(start, Math.Min(length, _text.Length - start)), hint);
}
