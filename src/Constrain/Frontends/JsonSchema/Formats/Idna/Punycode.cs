// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Unicode texts in the letters, digits and hyphens of host names: RFC 3492, with the parameters of its section 5.</summary>
internal static class Punycode
{
    private const int Radix = 36;
    private const int MinThreshold = 1;
    private const int MaxThreshold = 26;
    private const int FirstBias = 72;
    private const int FirstCodePoint = 0x80;

    /// <summary>The text of code points; in lower case as far as it is not ASCII to begin with.</summary>
    public static string Encode(ReadOnlySpan<int> text)
    {
        var output = new StringBuilder();
        foreach (int codePoint in text)
        {
            if (codePoint < FirstCodePoint)
            {
                output.Append((char)codePoint);
            }
        }

        int basic = output.Length;
        int handled = basic;
        if (basic > 0)
        {
            output.Append('-');
        }

        long delta = 0;
        for (int next = FirstCodePoint, bias = FirstBias; handled < text.Length; delta++, next++)
        {
            int least = int.MaxValue;
            foreach (int codePoint in text)
            {
                least = codePoint >= next ? Math.Min(least, codePoint) : least;
            }

            delta += (least - next) * (handled + 1L);
            next = least;
            foreach (int codePoint in text)
            {
                if (codePoint < next)
                {
                    delta++;
                }
                else if (codePoint == next)
                {
                    Append(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }

        return output.ToString();
    }

    /// <summary>The code points of a text; null when it is none of any.</summary>
    public static int[]? Decode(ReadOnlySpan<char> input)
    {
        int hyphen = input.LastIndexOf('-');
        var text = new List<int>();
        for (int i = 0; i < hyphen; i++)
        {
            text.Add(input[i]);
        }

        long index = 0;
        long next = FirstCodePoint;
        int bias = FirstBias;
        for (int at = hyphen > 0 ? hyphen + 1 : 0; at < input.Length;)
        {
            long before = index;
            long weight = 1;
            for (int k = Radix; ; k += Radix)
            {
                int digit = at < input.Length ? DigitOf(input[at++]) : -1;
                if (digit < 0 || weight > int.MaxValue)
                {
                    return null;
                }

                index += digit * weight;
                int threshold = Math.Clamp(k - bias, MinThreshold, MaxThreshold);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Radix - threshold;
            }

            bias = Adapt(index - before, text.Count + 1, before == 0);
            next += index / (text.Count + 1);
            index %= text.Count + 1;
            if (next > 0x10FFFF)
            {
                return null;
            }

            text.Insert((int)index++, (int)next);
        }

        return [.. text];
    }

    private static int DigitOf(char character) => character switch
    {
        >= 'a' and <= 'z' => character - 'a',
        >= 'A' and <= 'Z' => character - 'A',
        >= '0' and <= '9' => character - '0' + 26,
        _ => -1,
    };

    private static void Append(StringBuilder output, long value, int bias)
    {
        for (int k = Radix; ; k += Radix)
        {
            int threshold = Math.Clamp(k - bias, MinThreshold, MaxThreshold);
            long digit = value < threshold ? value : threshold + ((value - threshold) % (Radix - threshold));
            output.Append((char)(digit < 26 ? 'a' + digit : '0' + digit - 26));
            if (value < threshold)
            {
                return;
            }

            value = (value - threshold) / (Radix - threshold);
        }
    }

    /// <summary>Section 6.1.</summary>
    private static int Adapt(long delta, int count, bool isFirst)
    {
        const int Skew = 38;
        const int Damp = 700;
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        int k = 0;
        for (; delta > (Radix - MinThreshold) * MaxThreshold / 2; k += Radix)
        {
            delta /= Radix - MinThreshold;
        }

        return (int)(k + ((Radix - MinThreshold + 1) * delta / (delta + Skew)));
    }
}
