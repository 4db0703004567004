// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json.Nodes;
using Constrain.TestKit.Differential;

namespace Constrain.TestKit.Yaml;

/// <summary>Random JSON values with the strings, names and numbers that YAML goes wrong on.</summary>
public static class YamlValues
{
    private static readonly string[] Strings =
    [
        "", " ", "  ", "a", "b", "ab", "a b", "yes", "No", "ON", "off", "y", "N", "true", "False", "null", "~", "NULL", "0", "-0", "017", "0o17", "0x1F", "0b1", "1_000", "1e3", "1.5e+3", ".5", "1.",
        ".inf", "-.Inf", ".nan", "1:30", "1:30:00", "2001-01-01", "2001-12-14t21:59:43.10-05:00", "<<", "=", "-", "--", "---", "...", "- a", "-a", "?", "? a", "?a", ":", ":a", "a:", "a: b", "a:b",
        "#", "# a", "a #b", "a#b", "&a", "*a", "!a", "!!str a", "%a", "@a", "`a", "|", ">", "'", "\"", "'a'", "\"a\"", "a'b", "a\"b", "{", "}", "{}", "[", "[]", "[a", ",", "a,b", "\\", "a\\nb", "\t", "a\tb",
        "\ta", "a\t", "\n", "a\n", "a\nb", "a\nb\n", "a\n\nb", "a\n\n", "\na", " a\nb", "a\n b\n", "a\n \nb", "a\nb ", "a\n\tb", "# a\n# b", "---\na", "a: 1\nb: 2\n", "\r", "a\r\nb", " a", "a ", "\0", "\u0007",
        "\u001b", "\u007f", "\u0085", "a\u00a0b", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufeffa", "\ufffe", "\uffff", "\ufffd", "\ue000", "é", "日本語", "😀", "a😀b", "😀\n𐍈", "👩‍💻", "http://a.b/c?d=e#f", "C:\\a",
        "key", "name", "12345678901234567890", "+1", "1,000", "1 2", "key: value # comment", "__proto__", "constructor",
    ];

    private static readonly string[] Numbers =
        ["0", "1", "-1", "12", "0.5", "-0.25", "1.0", "1e2", "1E+2", "1.5e300", "-2.5e-300", "100000000000000000000", "12345678901234567890", "0.1", "-0", "1e-7", "3.14159", "9007199254740993", "0.000001"];

    private const string Letters = "ab-:#?,[]{}&*!|>'\"%@`~=<.0123456789exoyn_+ \n\té😀";

    /// <summary>The next value.</summary>
    public static JsonNode? Next(Random random) => Value(random, random.Next(6));

    private static JsonNode? Value(Random random, int depth)
    {
        switch (random.Next(depth > 0 ? 12 : 5))
        {
            case 0:
                return random.OneIn(2) ? null : random.OneIn(2);
            case 1:
                return JsonNode.Parse(random.Any(Numbers));
            case 2 or 3 or 4:
                return Text(random);
            case 5 or 6 or 7 or 8:
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]);
            default:
                var members = new JsonObject();
                for (int i = random.Next(5); i > 0; i--)
                {
                    members[Text(random)] = Value(random, depth - 1);
                }

                return members;
        }
    }

    /// <summary>A string that is likely to be trouble.</summary>
    public static string Text(Random random)
    {
        if (!random.OneIn(4))
        {
            return random.Any(Strings) + (random.OneIn(6) ? random.Any(Strings) : string.Empty);
        }

        var text = new StringBuilder();
        Rune[] letters = [.. Letters.EnumerateRunes()];
        for (int i = random.Next(1, 9); i > 0; i--)
        {
            text.Append(random.Any(letters));
        }

        return text.ToString();
    }
}
