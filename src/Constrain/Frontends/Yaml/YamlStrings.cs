// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text;
using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.Yaml;

/// <summary>Which strings may be written in which style, as regexes over their UTF-8.</summary>
/// <remarks>
/// What any parser takes for something else is not plain: YAML 1.2.2, chapters 5 to 8 and 10.3; the type repository of YAML 1.1
/// with its wider numbers, truth values, sexagesimals and time stamps; and what parsers add to them. One for each builder.
/// Threads: any.
/// </remarks>
internal sealed class YamlStrings
{
    /// <summary>Characters of a plain key: with what is around it, a key takes 1024 of its line (YAML 1.2.2, section 7.4.2).</summary>
    public const int MaxPlainKey = 1000;

    /// <summary>Characters of a key in quotes, of which each may take six of the line.</summary>
    public const int MaxQuotedKey = 160;

    /// <summary>The bytes of a form that are escaped in double quotes; the last begins a character that cannot be shown.</summary>
    public const string EscapedBytes = "\"\\\b\t\n\f\r\u0010";

    /// <summary>The bytes of a form that stand for nothing that can be shown on one line.</summary>
    public const string BytesOfOtherLines = "\b\t\n\f\r\u0010";

    /// <summary>The letter behind the backslash of each of them.</summary>
    public const string EscapeLetters = "\"\\btnfru";

    // Each pattern is of whole strings; the letters of words have either case, as in YAML 1.1 and its looser readers.
    private static readonly string[] ReadAsOthers =
    [
        "~|[Nn][Uu][Ll][Ll]",
        "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]",
        @"[-+]?\.?([Ii][Nn][Ff]([Ii][Nn][Ii][Tt][Yy])?|[Nn][Aa][Nn])",

        // Decimal and octal integers, fractions, several points (YAML 1.1's float allows them), digits in groups.
        "[-+]?[0-9_.,]*[0-9.][0-9_.,]*([Ee][-+]?[0-9_]*)?",

        // Some parsers take what has an exponent and no digits before it for a number.
        "[-+]?[0-9_.,]*[Ee][-+]?[0-9]+",
        "[-+]?0([Xx][0-9A-Fa-f_]*|[Oo][0-7_]*|[Bb][01_]*)",

        // Base 60, and with it times of day.
        @"[-+]?[0-9_]+(:[0-9]+)+(\.[0-9_]*)?",
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][-+0-9:.Tt Zz]*)?",

        // The merge key and the default value of YAML 1.1.
        "<<|=",

        // Marks between documents.
        @"(---|\.\.\.).*",
    ];

    /// <summary>Characters that are printable, neither white space nor a line break of any version, nor the byte order mark.</summary>
    public static CodePointSet Visible { get; } = CodePointSet.Range('!', '~')
        .Union(CodePointSet.Range(0xA0, 0x2027))
        .Union(CodePointSet.Range(0x202A, 0xD7FF))
        .Union(CodePointSet.Range(0xE000, 0xFEFE))
        .Union(CodePointSet.Range(0xFF00, 0xFFFD))
        .Union(CodePointSet.Range(0x10000, 0x10FFFF));

    private static readonly ConditionalWeakTable<RegexBuilder, YamlStrings> Known = [];

    private static readonly YamlStrings Own = new(new RegexBuilder());

    private readonly RegexBuilder _regexes;

    private YamlStrings(RegexBuilder regexes)
    {
        _regexes = regexes;
        var utf8 = new Utf8(regexes);
        var encoding = new Utf8CharEncoding(utf8, regexes);
        Regex others = regexes.Union([.. ReadAsOthers.Select(p => RegexFrontend.Full(p, RegexDialect.Ecma262, encoding))]);
        Plain = regexes.Except(OneLine(regexes, utf8, regexes.Literal(":"), CodePointSet.OfChars(":#")), others);

        // Where the first key of a mapping is looked ahead for, YamlDotNet takes what begins with an asterisk for an alias, with the colon.
        PlainKey = regexes.Except(OneLine(regexes, utf8, regexes.Nothing, CodePointSet.OfChars(":#*")), others);

        CodePointSet printable = Visible.Union(CodePointSet.Of(' '));
        SingleQuoted = regexes.Star(utf8.Of(printable));

        // A line that is not empty has a character that is seen; the first line begins with one, so that it tells the indentation,
        // and no line begins with a tab.
        Regex anywhere = utf8.Of(printable.Union(CodePointSet.Of('\t')));
        Regex blanks = regexes.Concat(regexes.Literal(" "), regexes.Star(regexes.Bytes(ByteSet.OfAscii(" \t"))));
        Regex visible = utf8.Of(Visible);
        Regex afterIndent = regexes.Concat(visible, regexes.Star(anywhere));
        Regex line = regexes.Concat(regexes.Optional(blanks), afterIndent);
        Regex lineBreak = regexes.Literal("\n");
        Regex more = regexes.Concat(lineBreak, regexes.Star(lineBreak), line);

        // Some parsers forget that a block is a string: a single line is none that without the block would be anything else.
        Regex single = regexes.Except(afterIndent, regexes.Concat(others, regexes.Star(regexes.Bytes(ByteSet.OfAscii(" \t")))));
        LiteralLines = regexes.Union(single, regexes.Concat(afterIndent, more, regexes.Star(more)));
    }

    /// <summary>Strings that every parser reads as themselves without quotes, as a value on one line.</summary>
    public Regex Plain { get; }

    /// <summary>The same for keys, which in addition have no colon, so that one always ends them, and no asterisk after a space.</summary>
    public Regex PlainKey { get; }

    /// <summary>Strings of one line that can be shown.</summary>
    public Regex SingleQuoted { get; }

    /// <summary>The lines of a literal block, without the line break at their end.</summary>
    public Regex LiteralLines { get; }

    /// <summary>The strings of a builder.</summary>
    public static YamlStrings For(RegexBuilder regexes) => Known.GetValue(regexes, static r => new YamlStrings(r));

    /// <summary>Whether a string may be a plain value.</summary>
    public static bool IsPlain(string value) => Own.Holds(Own.Plain, value);

    /// <summary>Whether a string may be a plain key.</summary>
    public static bool IsPlainKey(string value) => Own.Holds(Own.PlainKey, value);

    /// <summary>Whether a string may stand in single quotes.</summary>
    public static bool IsSingleQuoted(string value) => Own.Holds(Own.SingleQuoted, value);

    /// <summary>Whether a string may be a literal block: its lines, with one line break at their end or none.</summary>
    public static bool IsLiteral(string value) => Own.Holds(Own.LiteralLines, value.EndsWith('\n') ? value[..^1] : value);

    /// <summary>No indicator first; no colon before a space or at the end; no number sign after a space; no space at the ends.</summary>
    private static Regex OneLine(RegexBuilder regexes, Utf8 utf8, Regex colon, CodePointSet notAfterSpace)
    {
        Regex word = utf8.Of(Visible.Except(CodePointSet.Of(':')));
        Regex afterColons = regexes.Concat(regexes.Star(colon), word);
        Regex spaces = regexes.Concat(regexes.Literal(" "), regexes.Star(regexes.Literal(" ")));
        Regex afterSpaces = regexes.Union(
            utf8.Of(Visible.Except(notAfterSpace)), regexes.Concat(colon, afterColons));
        Regex first = regexes.Union(
            utf8.Of(Visible.Except(CodePointSet.OfChars("-?:,[]{}#&*!|>'\"%@`"))), regexes.Concat(regexes.Literal("-"), afterColons));
        return regexes.Concat(first, regexes.Star(regexes.Union(afterColons, regexes.Concat(spaces, afterSpaces))));
    }

    /// <summary>A string in double quotes, from its form (<see cref="YamlStringEncoding"/>).</summary>
    public static byte[] DoubleQuoted(ReadOnlySpan<byte> form)
    {
        var text = new List<byte>(form.Length + 2) { (byte)'"' };
        foreach (byte letter in form)
        {
            int index = EscapedBytes.IndexOf((char)letter);
            if (index < 0)
            {
                text.Add(letter);
            }
            else
            {
                text.AddRange([(byte)'\\', (byte)EscapeLetters[index]]);
            }
        }

        text.Add((byte)'"');
        return [.. text];
    }

    private bool Holds(Regex regex, string value)
    {
        foreach (byte letter in Encoding.UTF8.GetBytes(value))
        {
            regex = _regexes.Derivative(regex, letter);
        }

        return regex.IsNullable;
    }
}
