// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>The bytes by which a regex stays as it is: its derivative is the regex itself.</summary>
/// <remarks>
/// In the body of a string nearly all characters are such, and then all tokens made of them stay inside, whatever they are.
/// Beyond ASCII whole characters count: well-formed UTF-8 is stable if every character leads back to the regex, and on the way
/// there it neither fails nor may end, nor is it back too soon.
/// </remarks>
internal sealed class StableBytes(RegexBuilder regexes)
{
    /// <summary>The stable bytes of a regex; none where it may end, since what follows it could begin anywhere then.</summary>
    public AsciiSet Of(Regex regex) => regex.IsNullable ? default : OfAny(regex);

    /// <summary>The stable bytes of a regex, whether or not it may end.</summary>
    public AsciiSet OfAny(Regex regex)
    {
        byte[] map = regexes.ClassesOf(regex).Map;
        Span<sbyte> known = stackalloc sbyte[256];
        AsciiSet stable = default;
        bool isControlStable = true;
        for (int letter = 0; letter < 0x80; letter++)
        {
            ref sbyte isStable = ref known[map[letter]];
            if (isStable == 0)
            {
                isStable = (sbyte)(regexes.Derivative(regex, (byte)letter) == regex ? 1 : -1);
            }

            if (letter < 32)
            {
                isControlStable &= isStable > 0;
            }
            else if (isStable > 0)
            {
                stable |= AsciiSet.Of((byte)letter);
            }
        }

        stable = isControlStable ? stable | AsciiSet.Control : stable;
        return stable != default && IsStableBeyondAscii(regex) ? stable | AsciiSet.WellFormed : stable;
    }

    private bool IsStableBeyondAscii(Regex regex)
    {
        foreach ((byte first, byte last, Utf8Phase phase) in Utf8Phase.Leads)
        {
            if (!LeadsBack(regex, regex, first, last, phase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether each byte of a range, then all bytes that are missing after it, lead to the regex.</summary>
    private bool LeadsBack(Regex target, Regex from, byte first, byte last, Utf8Phase after)
    {
        byte[] map = regexes.ClassesOf(from).Map;
        for (int letter = first; letter <= last; letter++)
        {
            if (letter > first && map[letter] == map[letter - 1])
            {
                continue;
            }

            Regex next = regexes.Derivative(from, (byte)letter);
            if (after.Missing == 0)
            {
                if (next != target)
                {
                    return false;
                }
            }
            else if (next.IsNullable || next == target || !LeadsBack(target, next, after.Low, after.High, after.After(after.Low)))
            {
                return false;
            }
        }

        return true;
    }
}
