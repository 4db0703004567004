// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.JsonSchema.Numbers;

/// <summary>Texts of numbers, and which of them a regex accepts.</summary>
internal static class NumberTexts
{
    /// <summary>Whether the regex accepts the text, by stepping its derivatives.</summary>
    public static bool Accepts(this RegexBuilder regexes, Regex regex, string text)
    {
        foreach (byte letter in Encoding.ASCII.GetBytes(text))
        {
            regex = regexes.Derivative(regex, letter);
        }

        return regex.IsNullable;
    }

    /// <summary>
    /// Walks every text over an alphabet up to a length that one of two regexes may still accept, and hands over each text
    /// with what they say of it.
    /// </summary>
    public static void Walk(RegexBuilder regexes, Regex all, Regex set, string alphabet, int maxLength, Action<string, bool, bool> visit)
    {
        var text = new StringBuilder();
        Visit(all, set);

        void Visit(Regex a, Regex b)
        {
            visit(text.ToString(), a.IsNullable, b.IsNullable);
            if (text.Length == maxLength)
            {
                return;
            }

            foreach (char c in alphabet)
            {
                Regex nextA = regexes.Derivative(a, (byte)c);
                Regex nextB = regexes.Derivative(b, (byte)c);
                if (nextA != regexes.Nothing || nextB != regexes.Nothing)
                {
                    text.Append(c);
                    Visit(nextA, nextB);
                    text.Length--;
                }
            }
        }
    }

    /// <summary>Whether a value is inside the bounds, by comparison.</summary>
    public static bool IsInside(JsonDecimal value, JsonDecimal? min, bool minExclusive, JsonDecimal? max, bool maxExclusive) =>
        (min is null || value > min || (!minExclusive && value == min)) && (max is null || value < max || (!maxExclusive && value == max));

    /// <summary>Texts of one value in plain decimals.</summary>
    public static IEnumerable<string> Plain(JsonDecimal value)
    {
        string text = value.ToString();
        string point = value.IsInteger ? "." : string.Empty;
        return WithZeroSigns(value, [text, text + point + "0", text + point + "000"]);
    }

    /// <summary>Texts of one value in normalised scientific notation, exponents of three digits at most.</summary>
    public static IEnumerable<string> Scientific(JsonDecimal value)
    {
        string sign = value.Sign < 0 ? "-" : string.Empty;
        string digits = value.Digits;
        string fraction = digits.Length == 1 ? string.Empty : "." + digits[1..];
        int[] powers = value.Sign == 0 ? [0, 7, -7, 999] : [value.Magnitude];
        var texts = new List<string>();
        foreach (int power in powers)
        {
            string count = Math.Abs(power).ToString(CultureInfo.InvariantCulture);
            foreach (string exponent in new[] { count, count.PadLeft(2, '0'), count.PadLeft(3, '0') })
            {
                foreach (string mark in power < 0 ? ["-"] : power == 0 ? ["", "+", "-"] : new[] { "", "+" })
                {
                    texts.Add($"{sign}{digits[0]}{fraction}e{mark}{exponent}");
                    texts.Add($"{sign}{digits[0]}{(fraction.Length == 0 ? "." : fraction)}00E{mark}{exponent}");
                }
            }
        }

        return WithZeroSigns(value, texts);
    }

    /// <summary>What Python's json.dumps writes for a double.</summary>
    public static string Python(double value)
    {
        JsonDecimal shortest = Shortest(value);
        string plain = shortest.ToString();
        return Sign(value, shortest.Magnitude is < -4 or >= 16
            ? Exponential(shortest, "e", shortest.Magnitude < 0 ? "-" : "+", 2)
            : plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0");
    }

    /// <summary>What JavaScript's JSON.stringify writes for a double.</summary>
    public static string JavaScript(double value)
    {
        JsonDecimal shortest = Shortest(value);
        return shortest.Magnitude is < -6 or >= 21
            ? Exponential(shortest, "e", shortest.Magnitude < 0 ? "-" : "+", 1)
            : shortest.ToString();
    }

    /// <summary>The shortest digits that read back as the double: all three serialisers write those.</summary>
    private static JsonDecimal Shortest(double value) => JsonDecimal.Parse(value.ToString("R", CultureInfo.InvariantCulture));

    private static string Exponential(JsonDecimal value, string letter, string sign, int width) =>
        (value.Sign < 0 ? "-" : string.Empty) + value.Digits[..1] + (value.Digits.Length > 1 ? "." + value.Digits[1..] : string.Empty)
        + letter + sign + Math.Abs(value.Magnitude).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Sign(double value, string text) => value == 0 && double.IsNegative(value) ? "-" + text : text;

    private static IEnumerable<string> WithZeroSigns(JsonDecimal value, IEnumerable<string> texts) =>
        value.Sign == 0 ? texts.SelectMany(t => new[] { t, "-" + t }) : texts;
}
