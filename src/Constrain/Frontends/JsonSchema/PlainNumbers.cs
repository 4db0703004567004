// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Text;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A JSON text with its exponents written out, and the way back to where things stood.</summary>
/// <remarks>
/// A number in scientific notation shows what it is only at its end, where no automaton remembers its digits. Where every
/// spelling of a value is as good as every other, a text may be checked with its numbers spelt plainly. What is no JSON, or a
/// number past the limits of <see cref="JsonDecimal"/>, is left as it is.
/// </remarks>
internal sealed class PlainNumbers
{
    private static readonly SearchValues<byte> InNumbers = SearchValues.Create("0123456789+-.eE"u8);

    private readonly List<(int Plain, int PlainLength, int Original, int Length)> _changes = [];

    private PlainNumbers(byte[] text) => Text = text;

    /// <summary>The text.</summary>
    public byte[] Text { get; private set; }

    /// <summary>Writes out the exponents of a text; null when it has none.</summary>
    public static PlainNumbers? Of(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.ContainsAny((byte)'e', (byte)'E'))
        {
            return null;
        }

        var plain = new ArrayBufferWriter<byte>(utf8.Length);
        var numbers = new PlainNumbers([]);
        bool isInString = false;
        for (int i = 0; i < utf8.Length;)
        {
            int length = 1;
            if (isInString)
            {
                isInString = utf8[i] != (byte)'"';
                length = utf8[i] == (byte)'\\' ? Math.Min(2, utf8.Length - i) : 1;
            }
            else if (utf8[i] is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            {
                int end = utf8[i..].IndexOfAnyExcept(InNumbers);
                length = end < 0 ? utf8.Length - i : end;
                if (Respell(utf8.Slice(i, length)) is { } respelled)
                {
                    numbers._changes.Add((plain.WrittenCount, respelled.Length, i, length));
                    plain.Write(respelled);
                    i += length;
                    continue;
                }
            }
            else
            {
                isInString = utf8[i] == (byte)'"';
            }

            plain.Write(utf8.Slice(i, length));
            i += length;
        }

        numbers.Text = plain.WrittenSpan.ToArray();
        return numbers._changes.Count == 0 ? null : numbers;
    }

    /// <summary>Where a place in the plain text stands in the original; inside a number that was respelt, where that begins.</summary>
    public int OriginalOffset(int offset)
    {
        int shift = 0;
        foreach ((int plain, int plainLength, int original, int length) in _changes)
        {
            if (plain > offset)
            {
                break;
            }

            if (offset < plain + plainLength)
            {
                return original;
            }

            shift = original + length - plain - plainLength;
        }

        return offset + shift;
    }

    private static byte[]? Respell(ReadOnlySpan<byte> number)
    {
        return number.ContainsAny((byte)'e', (byte)'E') && JsonDecimal.TryParse(Encoding.ASCII.GetString(number), out JsonDecimal? value)
            ? Encoding.ASCII.GetBytes(value.ToString())
            : null;
    }
}
