// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;

namespace Constrain.Cli.Tokens;

/// <summary>Writes a JSON value, spelled as constrained generation spells it.</summary>
/// <remarks>
/// Characters are escaped only where JSON asks for it, with the short escapes; numbers have neither a point nor an exponent where
/// plain digits say the same in few characters. Members keep their order.
/// </remarks>
internal static class JsonWriting
{
    /// <summary>Digits up to which a number is written without an exponent.</summary>
    private const int PlainDigits = 21;

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="colon">What stands between a name and its value.</param>
    /// <param name="comma">What stands between members and between items.</param>
    /// <param name="indent">Spaces a level, with each member and item on a line of its own; null keeps to one line.</param>
    /// <exception cref="InvalidOperationException">A string holds half a surrogate pair.</exception>
    public static string Write(JsonElement value, string colon, string comma, int? indent = null)
    {
        var text = new StringBuilder();
        Write(text, value, new Layout(colon, comma, indent), 0);
        return text.ToString();
    }

    /// <summary>The shortest of the canonical spellings of a number.</summary>
    /// <param name="raw">The number as JSON has it.</param>
    public static string Number(string raw)
    {
        int mark = raw.AsSpan().IndexOfAny('e', 'E');
        int point = raw.IndexOf('.', StringComparison.Ordinal);
        if (mark < 0 && (point < 0 || raw[^1] != '0'))
        {
            return raw;
        }

        // Written out, an exponent of more than a few digits is a number that no document holds; it stays as it is.
        int exponent = 0;
        if (mark >= 0 && !int.TryParse(raw.AsSpan(mark + 1), out exponent))
        {
            return raw;
        }

        string mantissa = mark < 0 ? raw : raw[..mark];
        string sign = mantissa.StartsWith('-') ? "-" : "";
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        exponent += digits.Length - digits.TrimEnd('0').Length;
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? sign + "0" : sign + Plain(digits, exponent);
    }

    // Digits without zeros at their ends, times a power of ten.
    private static string Plain(string digits, int exponent)
    {
        int before = digits.Length + exponent;
        if (exponent >= 0 && before <= PlainDigits)
        {
            return digits + new string('0', exponent);
        }

        if (before > 0 && exponent < 0 && digits.Length <= PlainDigits)
        {
            return $"{digits[..before]}.{digits[before..]}";
        }

        if (before <= 0 && -exponent <= PlainDigits)
        {
            return $"0.{new string('0', -before)}{digits}";
        }

        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{digits[0]}{fraction}e{(before - 1 < 0 ? "" : "+")}{before - 1}";
    }

    private static void Write(StringBuilder text, JsonElement value, Layout layout, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Enclose(text, '{', '}', value.EnumerateObject(), layout, depth, member =>
                {
                    Quote(text, member.Name);
                    text.Append(layout.Colon);
                    Write(text, member.Value, layout, depth + 1);
                });
                break;
            case JsonValueKind.Array:
                Enclose(text, '[', ']', value.EnumerateArray(), layout, depth, item => Write(text, item, layout, depth + 1));
                break;
            case JsonValueKind.String:
                Quote(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetRawText()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Enclose<T>(StringBuilder text, char open, char close, IEnumerable<T> parts, Layout layout, int depth, Action<T> write)
    {
        text.Append(open);
        bool isEmpty = true;
        foreach (T part in parts)
        {
            text.Append(isEmpty ? "" : layout.Comma).Append(layout.Line(depth + 1));
            write(part);
            isEmpty = false;
        }

        text.Append(isEmpty ? "" : layout.Line(depth)).Append(close);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private sealed record Layout(string Colon, string Comma, int? Indent)
    {
        /// <summary>What begins a line at a depth.</summary>
        public string Line(int depth) => Indent is int spaces ? "\n" + new string(' ', spaces * depth) : "";
    }
}
