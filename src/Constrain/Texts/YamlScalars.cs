// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Frontends.Yaml;

namespace Constrain.Texts;

/// <summary>Strings and numbers as they are written in YAML: of the ways that are safe, the shortest.</summary>
internal static class YamlScalars
{
    /// <summary>Whether a string is written as a literal block.</summary>
    public static bool IsLiteral(string value, YamlScalarStyles styles) =>
        styles.HasFlag(YamlScalarStyles.Literal) && value.Contains('\n', StringComparison.Ordinal) && YamlStrings.IsLiteral(value);

    /// <summary>A string on one line.</summary>
    public static string Line(string value, YamlScalarStyles styles)
    {
        if (styles.HasFlag(YamlScalarStyles.Plain) && YamlStrings.IsPlain(value))
        {
            return value;
        }

        // In single quotes a quote is doubled; in double quotes, of what may stand in single ones, quotes and backslashes get one more.
        int apostrophes = value.AsSpan().Count('\'');
        return styles.HasFlag(YamlScalarStyles.SingleQuoted) && apostrophes < value.AsSpan().Count('"') + value.AsSpan().Count('\\') && YamlStrings.IsSingleQuoted(value)
            ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"
            : DoubleQuoted(value);
    }

    /// <summary>A key; its style is not for the options to choose, except that plain may be forbidden.</summary>
    public static string Key(string name, YamlScalarStyles styles) =>
        styles.HasFlag(YamlScalarStyles.Plain) && YamlStrings.IsPlainKey(name) ? name : DoubleQuoted(name);

    /// <summary>A JSON number with the same value, as YAML 1.1 takes it for one too: an exponent has a point before it and a sign.</summary>
    public static string Number(string json)
    {
        int exponent = json.AsSpan().IndexOfAny('e', 'E');
        if (exponent < 0)
        {
            return json;
        }

        string mantissa = json[..exponent], power = json[(exponent + 1)..];
        string point = mantissa.Contains('.', StringComparison.Ordinal) ? string.Empty : ".0";
        string sign = power[0] is '+' or '-' ? string.Empty : "+";
        return $"{mantissa}{point}e{sign}{power}";
    }

    private static string DoubleQuoted(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (Rune letter in value.EnumerateRunes())
        {
            _ = letter.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\b' => quoted.Append(@"\b"),
                '\f' => quoted.Append(@"\f"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                ' ' => quoted.Append(' '),
                int other when !YamlStrings.Visible.Contains(other) => quoted.Append($"\\u{other:x4}"),
                _ => quoted.Append(letter.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }
}
