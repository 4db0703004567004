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
            _ => _table.Intern(new RegexKeys.Union([.. parts])),
        };
    }

    /// <summary>A word of all of these.</summary>
    public Regex Intersect(params ReadOnlySpan<Regex> regexes)
    {
        // Parts that all begin with one letter share that letter: Ax & By = (A&B)(x&y). It decides most contradictions between
        // words (enumerations, constants) at once; by a loop, since the words may be long.
        Stack<ByteSet>? letters = null;
        Regex? rest;
        while ((rest = Meet(regexes, out SortedSet<Regex> parts)) is null)
        {
            if (CommonLetter(parts) is not { } letter)
            {
                rest = _table.Intern(new RegexKeys.Intersection([.. parts]));
                break;
            }

            if (letter == ByteSet.None)
            {
                return Nothing;
            }

            (letters ??= new Stack<ByteSet>()).Push(letter);
            regexes = parts.Select(p => p is Regex.Concat concat ? concat.Tail : Epsilon).ToArray();
        }

        while (letters is not null && letters.TryPop(out ByteSet letter))
        {
            rest = Concat(Bytes(letter), rest);
        }

        return rest;
    }

    /// <summary>The intersection where it is no node of its own; otherwise null, and the two or more parts that it has.</summary>
    private Regex? Meet(ReadOnlySpan<Regex> regexes, out SortedSet<Regex> parts)
    {
        parts = new SortedSet<Regex>(ById.Instance);
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

        SortedSet<Regex> all = parts;
        if (all.Contains(Nothing) || all.Any(p => p is Regex.Complement c && all.Contains(c.Inner)))
        {
            return Nothing;
        }

        if (all.Contains(Epsilon))
        {
            return all.All(p => p.IsNullable) ? Epsilon : Nothing;
        }

        return all.Count switch
        {
            0 => Everything,
            1 => all.Min,
            _ => null,
        };
    }

    /// <summary>The letters that all parts may begin with; null where some part does not begin with a letter.</summary>
    private static ByteSet? CommonLetter(SortedSet<Regex> parts)
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

        return letters;
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

    private sealed class ById : IComparer<Regex>
    {
        public static readonly ById Instance = new();

        public int Compare(Regex? x, Regex? y) => x!.Id.CompareTo(y!.Id);
    }
}
