// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using Constrain.Frontends.Yaml;

namespace Constrain.Texts;

/// <summary>Strings and numbers as they are written in YAML: of the ways that are safe, the shortest.</summary>
internal static class YamlSpelling
{
    /// <summary>The power of ten up to which an exponent is worked with, in either direction; doubles reach -324 and 308.</summary>
    private const long MaxExponent = 1_000_000_000;

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

    /// <summary>
    /// A JSON number with the same value, as YAML 1.1 takes it for one too: with an exponent, it has one digit before the point, which is
    /// 0 for zero alone, and a sign before the exponent.
    /// </summary>
    public static string Number(string json)
    {
        int end = json.AsSpan().IndexOfAny('e', 'E');
        if (end < 0)
        {
            return json;
        }

        string sign = json[0] == '-' ? "-" : string.Empty, mantissa = json[sign.Length..end];
        if (!long.TryParse(json.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long power) || Math.Abs(power) > MaxExponent)
        {
            // Smaller than anything is; the digits are kept as they are.
            string point = mantissa.Contains('.', StringComparison.Ordinal) ? string.Empty : ".0";
            return $"{sign}{mantissa}{point}e{(json[end + 1] is '+' or '-' ? string.Empty : "+")}{json[(end + 1)..]}";
        }

        string digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        if (zeros == digits.Length)
        {
            return sign + "0.0e+0";
        }

        int before = mantissa.Contains('.', StringComparison.Ordinal) ? mantissa.IndexOf('.', StringComparison.Ordinal) : mantissa.Length;
        string fraction = digits[(zeros + 1)..].TrimEnd('0');
        power += before - 1 - zeros;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[zeros]}.{(fraction.Length == 0 ? "0" : fraction)}e{(power < 0 ? "" : "+")}{power}");
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
