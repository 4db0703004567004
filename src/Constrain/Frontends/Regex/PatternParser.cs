// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Parses the text of a regex by the rules of a dialect: recursive descent over UTF-16 units, one pass.</summary>
/// <remarks>
/// What the dialects share is parsed the same; where they differ, the dialect decides. Every error carries the offset and the
/// text at fault. Here: alternatives, sequences and atoms; quantifiers, groups, escapes and classes are in the other parts.
/// </remarks>
internal sealed partial class PatternParser
{
    /// <summary>The longest regex in UTF-16 units: longer than any that a person wrote, and small enough to be compiled at once.</summary>
    public const int MaxLength = 1 << 16;

    private readonly string _text;
    private readonly RegexDialect _dialect;
    private readonly DialectClasses _classes;
    private Pattern? _word;
    private Pattern? _foldedWord;
    private int _pos;

    private PatternParser(string text, RegexDialect dialect)
    {
        _text = text;
        _dialect = dialect;
        _classes = DialectClasses.For(dialect);
    }

    /// <summary>What the inline flags change; those that change no language are read and dropped.</summary>
    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        Multiline = 2,
        DotAll = 4,
    }

    private bool AtEnd => _pos == _text.Length;

    private string DialectName => _dialect switch
    {
        RegexDialect.Ecma262 => "ECMA-262",
        RegexDialect.DotNet => ".NET",
        _ => "RE2",
    };

    /// <summary>Parses a regex.</summary>
    /// <exception cref="GrammarException">It is malformed, refused or too long.</exception>
    public static Pattern Parse(string text, RegexDialect dialect)
    {
        if (text.Length > MaxLength)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"the regex has {text.Length} characters and {MaxLength} are allowed",
                SourceLocation.AtOffset(MaxLength),
                hint: "split it up, or write a long enumeration as an enumeration");
        }

        var parser = new PatternParser(text, dialect);
        Flags flags = Flags.None;
        Pattern pattern = parser.ParseAlternation(ref flags);
        return parser.AtEnd ? pattern : throw Syntax("\")\" closes no group", parser._pos, ")", "escape it as \\)");
    }

    /// <summary>Up to the end of the group or of the text; flags set inside hold to there.</summary>
    private Pattern ParseAlternation(ref Flags flags)
    {
        StackGuard.Ensure("the regex");
        Pattern first = ParseSequence(ref flags);
        if (!Peek('|'))
        {
            return first;
        }

        var parts = new List<Pattern> { first };
        while (Peek('|'))
        {
            _pos++;
            parts.Add(ParseSequence(ref flags));
        }

        return Pattern.AnyOf(parts);
    }

    private Pattern ParseSequence(ref Flags flags)
    {
        var parts = new List<Pattern>();
        while (!AtEnd && _text[_pos] is not ('|' or ')'))
        {
            if (_dialect == RegexDialect.Re2 && At("\\Q"))
            {
                ParseQuoted(parts, flags);
                continue;
            }

            int start = _pos;
            if (ParseAtom(ref flags) is { } atom)
            {
                Pattern part = ParseQuantifier(atom, start);
                if (part != Pattern.Empty)
                {
                    parts.Add(part);
                }
            }
        }

        return Pattern.Sequence(parts);
    }

    /// <summary>One atom; null when it was a setting and not a part of the language: flags, a comment.</summary>
    private Pattern? ParseAtom(ref Flags flags)
    {
        int start = _pos;
        char c = _text[_pos];
        switch (c)
        {
            case '(':
                return ParseGroup(ref flags);
            case '[':
                return Pattern.OfSet(ParseClass(flags));
            case '\\':
                return ParseEscape(flags);
            case '.':
                _pos++;
                return Pattern.OfSet(flags.HasFlag(Flags.DotAll) ? CodePointSet.All : _classes.LineEnd.Complement());
            case '^':
                _pos++;
                return flags.HasFlag(Flags.Multiline) ? LineEdge(false, start) : Pattern.TextStart(start, "^");
            case '$':
                _pos++;
                return flags.HasFlag(Flags.Multiline) ? LineEdge(true, start)
                    : _dialect == RegexDialect.DotNet ? EndOrLastNewline(start, "$")
                    : Pattern.TextEnd(start, "$");
            case '*' or '+' or '?':
                throw Syntax($"\"{c}\" has nothing to repeat", start, c.ToString(), $"escape it as \\{c}");
            case '{' when TryReadBraces(out _, out _, out int end):
                throw Syntax("the quantifier has nothing to repeat", start, _text[start..end], "escape the brace as \\{");
            default:
                return Literal(ReadCodePoint(), start, flags);
        }
    }

    private Pattern Literal(int codePoint, int start, Flags flags)
    {
        if (codePoint is >= 0xD800 and <= 0xDFFF)
        {
            throw Unsupported(
                "a lone surrogate is in no well-formed text",
                start,
                _text[start.._pos],
                _dialect == RegexDialect.Ecma262 ? "write the character as \\u{…} or as a pair" : "write both halves of the character");
        }

        CodePointSet set = CodePointSet.Of(codePoint);
        return Pattern.OfSet(flags.HasFlag(Flags.IgnoreCase) ? CaseFolding.Close(set, _dialect) : set);
    }

    /// <summary>The character here, be it one unit or two.</summary>
    private int ReadCodePoint()
    {
        char c = _text[_pos++];
        if (!char.IsSurrogate(c))
        {
            return c;
        }

        return char.IsHighSurrogate(c) && !AtEnd && char.IsLowSurrogate(_text[_pos])
            ? char.ConvertToUtf32(c, _text[_pos++])
            : throw Syntax("the regex holds half of a surrogate pair", _pos - 1, null, "it is not well-formed text; check how it was read");
    }

    /// <summary><c>^</c> and <c>$</c> under the flag m: no character but a line end on that side.</summary>
    private Pattern.Look LineEdge(bool isAhead, int start) =>
        new(Pattern.OfSet(_classes.LineEnd.Complement()), isAhead, isNegated: true, start, isAhead ? "$" : "^");

    /// <summary>.NET's <c>$</c> and <c>\Z</c>: at the end, or before a newline that ends the text.</summary>
    private static Pattern.Look EndOrLastNewline(int start, string text)
    {
        Pattern newline = new Pattern.Repeat(Pattern.OfSet(CodePointSet.Of('\n')), 0, 1, start);
        return new Pattern.Look(Pattern.Sequence([newline, Pattern.TextEnd(start, text)]), isAhead: true, isNegated: false, start, text);
    }

    private bool Peek(char c) => !AtEnd && _text[_pos] == c;

    private bool At(string prefix) => string.CompareOrdinal(_text, _pos, prefix, 0, prefix.Length) == 0;

    private static GrammarException Syntax(string problem, int offset, string? construct, string? hint = null) =>
        new(GrammarError.Syntax, problem, SourceLocation.AtOffset(offset), construct, hint);

    private static GrammarException Unsupported(string problem, int offset, string construct, string? hint = null) =>
        new(GrammarError.Unsupported, problem, SourceLocation.AtOffset(offset), construct, hint);
}
