// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Tests.Texts;

/// <summary>Values whose strings are what some parser of YAML would read as something else if they were written carelessly.</summary>
internal sealed class NastyValues(Random random)
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "7", "-12", "0.5", "-0.0", "1.50", "1e5", "1E308", "-2.5e-3", "12.0E+05", "0e0", "123456789012345678901234567890", "1E-400", "9007199254740993",
    ];

    private static readonly string[] Pieces =
    [
        " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", ":", ": ", " #", "#", "-", "- ", "?", "? ", ",", "[", "]", "{", "}", "&a", "*a", "!", "!!str", "|", ">", "'", "''",
        "\"", "%", "@", "`", "~", "<<", "=", ".", "..", "...", "---", "0", "1", "8", "9", "e", "x", "o", "b", "_", "+", "n", "y", "no", "on", "inf", "nan", "null", "true",
        "a", "é", "ü", "中", "😀", "\\", "\\n", "\0", "\u001b", "\u007f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\u200b", "word", "of the ",
    ];

    /// <summary>Strings that people and tools met.</summary>
    public static readonly string[] Strings =
    [
        "", " ", "   ", "\t", "\n", "\n\n", " a", "a ", "\na", "a\n", "a\n\n", "a\n\nb", "a\n b\n", " a\nb", "a\n\tb", "a \nb", "a\r\nb", "a\rb", "\r\n", "a\tb", "\ta",
        "no", "No", "NO", "n", "y", "yes", "Yes", "on", "off", "OFF", "true", "True", "TRUE", "false", "tRUE", "null", "Null", "NULL", "~", "nULL",
        "0", "007", "0o17", "017", "0x1F", "-0x1F", "0b11", "1_000", "1,000", "+1", "-1", "--1", "1.", ".5", "-.5", "1e3", "1E3", "1.5e3", "1.5e+3", "1e", "e3", "1.2.3", "192.168.0.1",
        ".inf", "-.inf", "+.INF", ".nan", ".NaN", "inf", "-inf", "nan", "Infinity", "1:30", "1:30:15", "190:20:30.15", "12:30:45", "0:0",
        "2001-12-14", "2001-12-14T21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2001-1-1", "12/14/2001",
        "-", "- ", "- a", "-a", "--", "---", "--- a", "---a", "...", "... a", "?", "? ", "? a", "?a", ":", ": ", ":a", "a:", "a: b", "a:b", "a :b", "http://x.org:80/", "::", "a::", ",", ",a", "a,b",
        "[", "]", "[]", "[a]", "{", "}", "{}", "{a: b}", "&a", "*a", "!a", "!!int 1", "|", ">", "|-", "'", "''", "'a'", "it's", "\"", "\"a\"", "a\"b'c", "say \"hi\"", "C:\\dir", "%", "%YAML 1.2", "@a", "`a", "#", "# a", "a #b", "a#b", "a # b",
        "<<", "=", "<", "<<<", "==", "\\", "\\n", "\0", "a\0b", "\u0007", "\u001b[0m", "\u007f", "\u0085", "a\u0085b", "\u00a0", "a\u00a0", "\u2028", "a\u2028b", "\u2029", "\ufeff", "\ufeffa", "a\ufeff", "\ufffe", "\uffff", "\ud83d\ude00", "a\ud83d\ude00\ufe0f", "\u200b", "\u3000", "\u1680",
        "é", "日本", "မြန်မာ", "null ", " null", "1 ", " 1", "key: |", "a\n---\nb", "---\na", "a\n...\n", "%a\nb", "#a\nb", "- a\n- b\n", "a: 1\nb: 2\n", "\"a\nb\"",
    ];

    /// <summary>A value.</summary>
    public JsonNode? Value(int depth)
    {
        switch (random.Next(depth > 0 ? 9 : 6))
        {
            case 0:
                return random.Next(3) switch { 0 => null, 1 => true, _ => false };
            case 1:
                return JsonNode.Parse(Numbers[random.Next(Numbers.Length)]);
            case 2 or 3 or 4 or 5:
                return Text();
            case 6:
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1))]);
            default:
                var members = new JsonObject();
                for (int i = random.Next(4); i > 0; i--)
                {
                    members[Text()] = Value(depth - 1);
                }

                return members;
        }
    }

    /// <summary>A string.</summary>
    public string Text() => random.Next(3) == 0
        ? Strings[random.Next(Strings.Length)]
        : string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    /// <summary>Options of any kind.</summary>
    public YamlOptions Options() => new()
    {
        Indent = random.Next(1, 6),
        IndentSequences = random.Next(2) == 0,
        ScalarStyles = (YamlScalarStyles)random.Next(8),
        DocumentStart = random.Next(2) == 0,
        IsStream = random.Next(4) == 0,
    };

    /// <summary>Whether two JSON texts say the same, numbers to their last digit.</summary>
    public static bool AreSame(string a, string b)
    {
        var deep = new JsonDocumentOptions { MaxDepth = 10_000 };
        using JsonDocument left = JsonDocument.Parse(a, deep), right = JsonDocument.Parse(b, deep);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}
