// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>One label of a host name, as IDNA 2008 judges it.</summary>
/// <param name="Octets">Its length as it is looked up, in which a U-label is an A-label.</param>
/// <param name="IsRightToLeft">Whether it has a character of the classes R, AL or AN.</param>
/// <param name="HasBidiOrder">Whether it satisfies the Bidi rule (RFC 5893, section 2).</param>
internal readonly record struct IdnaLabel(int Octets, bool IsRightToLeft, bool HasBidiOrder)
{
    private const int MaxOctets = 63;
    private const string Prefix = "xn--";

    private static readonly CodePointSet Greek = ScriptTable.Find("Greek")!;
    private static readonly CodePointSet Hebrew = ScriptTable.Find("Hebrew")!;
    private static readonly CodePointSet Kana = ScriptTable.Find("Hiragana")!.Union(ScriptTable.Find("Katakana")!).Union(ScriptTable.Find("Han")!);

    /// <summary>A label as it is written; null when it is none.</summary>
    /// <param name="text">Letters, digits and hyphens, or what may be a U-label.</param>
    /// <param name="kind">What names are asked of.</param>
    public static IdnaLabel? Parse(string text, HostNameKind kind)
    {
        bool isAscii = Ascii.IsValid(text);
        if (text.Length == 0 || text[0] == '-' || text[^1] == '-' || (isAscii && text.Length > MaxOctets))
        {
            return null;
        }

        if (!isAscii)
        {
            return ParseUnicode([.. text.EnumerateRunes().Select(r => r.Value)], kind != HostNameKind.Mail);
        }

        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            string tail = text[Prefix.Length..].ToLowerInvariant();
            return Punycode.Decode(tail) is { } decoded && Array.Exists(decoded, c => c >= 128) && Punycode.Encode(decoded) == tail
                ? ParseUnicode(decoded, true)
                : null;
        }

        bool isReserved = text.AsSpan(2 < text.Length ? 2 : text.Length).StartsWith("--");
        return isReserved && kind == HostNameKind.International
            ? null
            : new IdnaLabel(text.Length, false, HasOrder([.. text.ToLowerInvariant().Select(c => IdnaTable.Of(c).Bidi)]));
    }

    /// <summary>RFC 5891, section 5.4, and the length of section 4.4.</summary>
    private static IdnaLabel? ParseUnicode(int[] label, bool isNormalized)
    {
        IdnaTraits[] traits = [.. label.Select(IdnaTable.Of)];
        if (label[0] == '-' || label[^1] == '-' || (label.Length > 3 && label[2] == '-' && label[3] == '-') || traits[0].IsMark
            || !Enumerable.Range(0, label.Length).All(i => IsAllowed(label, traits, i))
            || (isNormalized && !NormalizationFormC.Contains(label)))
        {
            return null;
        }

        int octets = Prefix.Length + Punycode.Encode(label).Length;
        BidiClass[] directions = Array.ConvertAll(traits, t => t.Bidi);
        bool isRightToLeft = Array.Exists(directions, d => d is BidiClass.R or BidiClass.AL or BidiClass.AN);
        bool hasOrder = HasOrder(directions);
        return octets > MaxOctets || (isRightToLeft && !hasOrder) ? null : new IdnaLabel(octets, isRightToLeft, hasOrder);
    }

    private static bool IsAllowed(int[] label, IdnaTraits[] traits, int index) => traits[index].Class switch
    {
        IdnaClass.Valid => true,
        IdnaClass.Joiner => IsJoinerAllowed(label, traits, index),
        IdnaClass.Contextual => IsContextAllowed(label, index),
        _ => false,
    };

    /// <summary>RFC 5892, appendices A.1 and A.2.</summary>
    private static bool IsJoinerAllowed(int[] label, IdnaTraits[] traits, int index)
    {
        const int NonJoiner = 0x200C;
        const int Virama = 9;
        if (index > 0 && IdnaTable.CombiningClassOf(label[index - 1]) == Virama)
        {
            return true;
        }

        int before = index - 1;
        int after = index + 1;
        while (before >= 0 && traits[before].Joining == JoiningType.Transparent)
        {
            before--;
        }

        while (after < label.Length && traits[after].Joining == JoiningType.Transparent)
        {
            after++;
        }

        return label[index] == NonJoiner && before >= 0 && after < label.Length
            && traits[before].Joining is JoiningType.Left or JoiningType.Dual && traits[after].Joining is JoiningType.Right or JoiningType.Dual;
    }

    /// <summary>RFC 5892, appendices A.3 to A.9.</summary>
    private static bool IsContextAllowed(int[] label, int index)
    {
        int before = index > 0 ? label[index - 1] : -1;
        int after = index + 1 < label.Length ? label[index + 1] : -1;
        return label[index] switch
        {
            0xB7 => before == 'l' && after == 'l',
            0x375 => Greek.Contains(after),
            0x5F3 or 0x5F4 => Hebrew.Contains(before),
            0x30FB => Array.Exists(label, c => c != 0x30FB && Kana.Contains(c)),
            <= 0x669 => !Array.Exists(label, c => c is >= 0x6F0 and <= 0x6F9),
            _ => !Array.Exists(label, c => c is >= 0x660 and <= 0x669),
        };
    }

    /// <summary>RFC 5893, section 2.</summary>
    private static bool HasOrder(BidiClass[] label)
    {
        bool isRightToLeft = label[0] is BidiClass.R or BidiClass.AL;
        int last = Array.FindLastIndex(label, d => d != BidiClass.NSM);
        if (last < 0 || !(isRightToLeft || label[0] == BidiClass.L))
        {
            return false;
        }

        return isRightToLeft
            ? !Array.Exists(label, d => d == BidiClass.L)
                && label[last] is BidiClass.R or BidiClass.AL or BidiClass.EN or BidiClass.AN
                && !(Array.Exists(label, d => d == BidiClass.EN) && Array.Exists(label, d => d == BidiClass.AN))
            : !Array.Exists(label, d => d is BidiClass.R or BidiClass.AL or BidiClass.AN) && label[last] is BidiClass.L or BidiClass.EN;
    }
}

/// <summary>Whose rules a host name is judged by.</summary>
internal enum HostNameKind
{
    /// <summary>RFC 1123, section 2.1: letters, digits and hyphens, with A-labels of RFC 5891.</summary>
    Ascii,

    /// <summary>RFC 5890, section 2.3.2.3: U-labels as well, and the dots of RFC 3490, section 3.1.</summary>
    International,

    /// <summary>RFC 6531, section 3.3: U-labels as well, in any normalization form.</summary>
    Mail,
}
