// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>Union, intersection and complement in normal form.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>A word of any of these.</summary>
    public Regex Union(params ReadOnlySpan<Regex> regexes)
    {
        if (regexes.Length == 2 && (regexes[0] == regexes[1] || regexes[0] == Nothing || regexes[1] == Nothing))
        {
            return regexes[0] == Nothing ? regexes[1] : regexes[0];
        }

        if (regexes.Length == 2 && regexes[0].Kind is not (RegexKind.Union or RegexKind.Bytes) && regexes[1].Kind != RegexKind.Union)
        {
            return regexes[0].Id < regexes[1].Id ? UniteSorted([regexes[0], regexes[1]]) : UniteSorted([regexes[1], regexes[0]]);
        }

        Effort.Spend(1 + (regexes.Length / 16));
        var parts = new RegexBuffer();
        parts.AddRange(regexes);
        return Unite(ref parts);
    }

    /// <summary>A word of all of these.</summary>
    public Regex Intersect(params ReadOnlySpan<Regex> regexes)
    {
        Effort.Spend();
        var parts = new RegexBuffer();
        parts.AddRange(regexes);
        return Meet(ref parts);
    }

    /// <summary>Every word that the regex does not hold.</summary>
    public Regex Complement(Regex regex) => regex switch
    {
        Regex.Complement complement => complement.Inner,
        Regex.Nothing => Everything,
        _ when regex == Everything => Nothing,
        _ => _table.Intern(new RegexKeys.Complement(regex)),
    };

    /// <summary>The words of the first that are not in the second.</summary>
    public Regex Except(Regex regex, Regex without) => Intersect(regex, Complement(without));

    /// <summary>A word of any part of the list, which is used up.</summary>
    private Regex Unite(ref RegexBuffer regexes)
    {
        var parts = new RegexBuffer();
        ByteSet letters = ByteSet.None;
        foreach (Regex regex in regexes.Items)
        {
            switch (regex)
            {
                case Regex.Bytes bytes:
                    letters |= bytes.Set;
                    break;
                case Regex.Union union:
                    foreach (Regex part in union.Parts)
                    {
                        if (part is Regex.Bytes several)
                        {
                            letters |= several.Set;
                        }
                        else
                        {
                            parts.Add(part);
                        }
                    }

                    break;
                case Regex.Nothing:
                    break;
                default:
                    parts.Add(regex);
                    break;
            }
        }

        if (letters != ByteSet.None)
        {
            parts.Add(Bytes(letters));
        }

        regexes.Dispose();
        parts.SortDistinct();
        Regex united = UniteSorted(parts.Items);
        parts.Dispose();
        return united;
    }

    /// <summary>The union of parts that ascend, none of them a union, and at most one a letter.</summary>
    private Regex UniteSorted(ReadOnlySpan<Regex> parts)
    {
        bool hasEpsilon = false;
        bool hasOtherNullable = false;
        foreach (Regex part in parts)
        {
            hasEpsilon |= part == Epsilon;
            hasOtherNullable |= part.IsNullable && part != Epsilon;
            if (part == Everything || (part is Regex.Complement complement && Contains(parts, complement.Inner)))
            {
                return Everything;
            }
        }

        if (hasEpsilon && hasOtherNullable)
        {
            // Made before every other part, so it has the least number.
            parts = parts[1..];
        }

        return parts.Length switch
        {
            0 => Nothing,
            1 => parts[0],
            _ => _table.Intern(new RegexKeys.Union(parts)),
        };
    }

    /// <summary>A word of all parts of the list, which is used up.</summary>
    private Regex Meet(ref RegexBuffer regexes)
    {
        // Parts that all begin with one letter share that letter: Ax & By = (A&B)(x&y). It decides most contradictions between
        // words (enumerations, constants) at once; by a loop, since the words may be long.
        List<Prefix>? prefixes = null;
        Regex? rest;
        while ((rest = MeetParts(ref regexes)) is null)
        {
            if (CommonPrefix(regexes.Items) is not { } prefix)
            {
                rest = _table.Intern(new RegexKeys.Intersection(regexes.Items));
            }
            else if (prefix.Letters == ByteSet.None)
            {
                rest = Nothing;
            }
            else
            {
                (prefixes ??= []).Add(prefix);
                foreach (ref Regex part in regexes.Items)
                {
                    part = part is Regex.Concat concat ? concat.After(prefix.Length) : Epsilon;
                }

                continue;
            }

            break;
        }

        regexes.Dispose();
        for (int i = (prefixes?.Count ?? 0) - 1; i >= 0; i--)
        {
            Prefix prefix = prefixes![i];
            rest = prefix.Text is { } text ? Text(text.Text[..prefix.Length], rest) : Concat(Bytes(prefix.Letters), rest);
        }

        return rest;
    }

    /// <summary>The intersection where it is no node of its own; otherwise null, and the list holds the two or more parts that it has.</summary>
    private Regex? MeetParts(ref RegexBuffer regexes)
    {
        var parts = new RegexBuffer();
        ByteSet letters = ByteSet.All;
        bool anyLetters = false;
        foreach (Regex regex in regexes.Items)
        {
            foreach (Regex part in regex is Regex.Intersection intersection ? intersection.Parts : new ReadOnlySpan<Regex>(in regex))
            {
                if (part is Regex.Bytes bytes)
                {
                    letters &= bytes.Set;
                    anyLetters = true;
                }
                else if (part != Everything)
                {
                    parts.Add(part);
                }
            }
        }

        if (anyLetters)
        {
            parts.Add(Bytes(letters));
        }

        parts.SortDistinct();
        regexes.Clear();
        regexes.AddRange(parts.Items);
        parts.Dispose();
        return DecideMeet(regexes.Items);
    }

    private Regex? DecideMeet(ReadOnlySpan<Regex> parts)
    {
        bool allNullable = true;
        bool hasEpsilon = false;
        foreach (Regex part in parts)
        {
            if (part == Nothing || (part is Regex.Complement complement && Contains(parts, complement.Inner)))
            {
                return Nothing;
            }

            allNullable &= part.IsNullable;
            hasEpsilon |= part == Epsilon;
        }

        return hasEpsilon ? allNullable ? Epsilon : Nothing
            : parts.Length == 0 ? Everything
            : parts.Length == 1 ? parts[0]
            : null;
    }

    /// <summary>The letters that all parts begin with; null where some part need not begin with a letter.</summary>
    private static Prefix? CommonPrefix(ReadOnlySpan<Regex> parts)
    {
        if (parts[0] is Regex.Concat { Run: not null } text)
        {
            int length = text.Text.Length;
            foreach (Regex part in parts)
            {
                length = part is Regex.Concat { Run: not null } other ? text.Text[..length].CommonPrefixLength(other.Text) : 0;
            }

            if (length > 0)
            {
                return new Prefix(ByteSet.Of(text.Text[0]), length, text);
            }
        }

        ByteSet letters = ByteSet.All;
        foreach (Regex part in parts)
        {
            if (HeadOf(part) is not Regex.Bytes head)
            {
                return null;
            }

            letters &= head.Set;
        }

        return new Prefix(letters, 1, null);
    }

    /// <summary>Whether a part is among these, which ascend.</summary>
    private static bool Contains(ReadOnlySpan<Regex> parts, Regex part)
    {
        int low = 0;
        int high = parts.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (parts[middle].Id == part.Id)
            {
                return true;
            }

            (low, high) = parts[middle].Id < part.Id ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    /// <summary>What all parts of an intersection begin with: a letter of a set, or so many bytes of a text.</summary>
    private readonly record struct Prefix(ByteSet Letters, int Length, Regex.Concat? Text);
}
