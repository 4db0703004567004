// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Constrain.TestKit.MaskBench;

/// <summary>Writes a JSON value as Python's <c>json.dumps(json.loads(text), ensure_ascii=False)</c> does.</summary>
/// <remarks>
/// That is the text which MaskBench feeds to an engine.
/// Separators are <c>", "</c> and <c>": "</c>; members keep their order, and of two with one name the last value stands at the first
/// place, as in a dict. A number with a point or an exponent is a double and written as <c>repr</c> does; others keep their digits.
/// </remarks>
public static class PythonJson
{
    /// <summary>The text of a value.</summary>
    public static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    /// <summary>Python's <c>repr</c> of a double: the fewest digits that read back as the same, fixed from 1e-4 up to below 1e16.</summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        (string digits, int point) = Shortest(Math.Abs(value));
        string sign = double.IsNegative(value) ? "-" : string.Empty;
        if (point is <= -4 or > 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
            int exponent = point - 1;
            string power = exponent.ToString("+00;-00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{power}";
        }

        if (point <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }

        return digits.Length <= point
            ? $"{sign}{digits.PadRight(point, '0')}.0"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    /// <summary>The fewest digits d and the p with value = 0.d × 10^p that read back as the value, which is not negative.</summary>
    private static (string Digits, int Point) Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        string significant = digits.TrimStart('0');
        return significant.Length == 0 ? ("0", 1) : (significant.TrimEnd('0'), point - (digits.Length - significant.Length));
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, text);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach ((int i, JsonElement item) in value.EnumerateArray().Index())
                {
                    text.Append(i == 0 ? string.Empty : ", ");
                    Write(item, text);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetRawText()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement value, StringBuilder text)
    {
        var members = new OrderedDictionary<string, JsonElement>();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        text.Append('{');
        foreach ((int i, (string name, JsonElement member)) in members.Index())
        {
            text.Append(i == 0 ? string.Empty : ", ");
            WriteString(name, text);
            text.Append(": ");
            Write(member, text);
        }

        text.Append('}');
    }

    private static string Number(string raw)
    {
        if (raw.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return Repr(double.Parse(raw, CultureInfo.InvariantCulture));
        }

        return raw == "-0" ? "0" : raw;
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\f' => text.Append(@"\f"),
                '\b' => text.Append(@"\b"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
