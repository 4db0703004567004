// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>Union, intersection and complement in normal form.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>A word of any of these.</summary>
    public Regex Union(params ReadOnlySpan<Regex> regexes)
    {
        if (regexes.Length == 2 && (regexes[0] == regexes[1] || regexes[1] == Nothing))
        {
            return regexes[0];
        }

        var parts = new SortedSet<Regex>(ById.Instance);
        ByteSet letters = ByteSet.None;
        foreach (Regex regex in regexes)
        {
            foreach (Regex part in regex is Regex.Union union ? union.Parts : [regex])
            {
                if (part == Everything)
                {
                    return Everything;
                }

                if (part is Regex.Bytes bytes)
                {
                    letters |= bytes.Set;
                }
                else if (part != Nothing)
                {
                    parts.Add(part);
                }
            }
        }

        if (letters != ByteSet.None)
        {
            parts.Add(Bytes(letters));
        }

        if (parts.Contains(Epsilon) && parts.Any(p => p != Epsilon && p.IsNullable))
        {
            parts.Remove(Epsilon);
        }

        if (parts.Any(p => p is Regex.Complement c && parts.Contains(c.Inner)))
        {
            return Everything;
        }

        return parts.Count switch
        {
            0 => Nothing,
            1 => parts.Min!,
            _ => Intern(new Regex.Union([.. parts])),
        };
    }

    /// <summary>A word of all of these.</summary>
    public Regex Intersect(params ReadOnlySpan<Regex> regexes)
    {
        var parts = new SortedSet<Regex>(ById.Instance);
        ByteSet letters = ByteSet.All;
        bool anyLetters = false;
        foreach (Regex regex in regexes)
        {
            foreach (Regex part in regex is Regex.Intersection intersection ? intersection.Parts : [regex])
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

        if (parts.Contains(Nothing) || parts.Any(p => p is Regex.Complement c && parts.Contains(c.Inner)))
        {
            return Nothing;
        }

        if (parts.Contains(Epsilon))
        {
            return parts.All(p => p.IsNullable) ? Epsilon : Nothing;
        }

        return parts.Count switch
        {
            0 => Everything,
            1 => parts.Min!,
            _ => CommonLetter(parts) ?? Intern(new Regex.Intersection([.. parts])),
        };
    }

    /// <summary>Every word that the regex does not hold.</summary>
    public Regex Complement(Regex regex) => regex switch
    {
        Regex.Complement complement => complement.Inner,
        Regex.Nothing => Everything,
        _ when regex == Everything => Nothing,
        _ => Intern(new Regex.Complement(regex)),
    };

    /// <summary>The words of the first that are not in the second.</summary>
    public Regex Except(Regex regex, Regex without) => Intersect(regex, Complement(without));

    /// <summary>Parts that all begin with one letter share that letter: Ax &amp; By = (A&amp;B)(x&amp;y).</summary>
    /// <remarks>It decides most contradictions between words (enumerations, constants) at once. Null when it does not apply.</remarks>
    private Regex? CommonLetter(SortedSet<Regex> parts)
    {
        ByteSet letters = ByteSet.All;
        foreach (Regex part in parts)
        {
            if ((part is Regex.Concat concat ? concat.Head : part) is not Regex.Bytes head)
            {
                return null;
            }

            letters &= head.Set;
        }

        return letters == ByteSet.None
            ? Nothing
            : Concat(Bytes(letters), Intersect([.. parts.Select(p => p is Regex.Concat concat ? concat.Tail : Epsilon)]));
    }

    private sealed class ById : IComparer<Regex>
    {
        public static readonly ById Instance = new();

        public int Compare(Regex? x, Regex? y) => x!.Id.CompareTo(y!.Id);
    }
}
