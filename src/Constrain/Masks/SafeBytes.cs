// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>Bytes of which every text keeps a regex going: it can be completed after each of them, and nowhere may end.</summary>
/// <remarks>
/// Wider than <see cref="StableBytes"/>: a pattern that is searched for moves on by some letters, but whatever the letters, the
/// text stays inside. Found as a greatest fixpoint: of the bytes by which some derivative that they lead to fails or may end,
/// all are given up, until none is left to give up. Beyond ASCII whole characters count as one letter.
/// </remarks>
internal sealed class SafeBytes(RegexBuilder regexes)
{
    /// <summary>Derivatives to look at before it costs more than it can spare.</summary>
    private const int MaxDerivatives = 12;

    private const int WellFormed = 128;

    private readonly List<Regex> _reached = [];
    private readonly HashSet<Regex> _known = [];

    /// <summary>The safe bytes of a regex: none where it may end itself; null where they lead to too much.</summary>
    public AsciiSet? Of(Regex regex)
    {
        if (regex.IsNullable)
        {
            return default(AsciiSet);
        }

        Span<bool> isSafe = stackalloc bool[WellFormed + 1];
        Propose(regex, isSafe);
        while (!TryClose(regex, isSafe))
        {
            if (_reached.Count > MaxDerivatives)
            {
                return null;
            }
        }

        AsciiSet safe = isSafe[WellFormed] ? AsciiSet.WellFormed : default;
        safe |= isSafe[..32].Contains(false) ? default : AsciiSet.Control;
        for (int letter = 32; letter < WellFormed; letter++)
        {
            safe |= isSafe[letter] ? AsciiSet.Of((byte)letter) : default;
        }

        return safe;
    }

    /// <summary>The bytes to begin with: those after which most others may still come.</summary>
    /// <remarks>A backslash leads on too, but to where few letters do; one of the two must be given up, and it is not the letters.</remarks>
    private void Propose(Regex regex, Span<bool> isSafe)
    {
        ByteSet now = regexes.FirstBytesOf(regex);
        byte[] map = regexes.ClassesOf(regex).Map;
        Span<sbyte> verdicts = stackalloc sbyte[256];
        for (int letter = 0; letter < WellFormed; letter++)
        {
            ref sbyte verdict = ref verdicts[map[letter]];
            if (verdict == 0)
            {
                ByteSet then = regexes.FirstBytesOf(regexes.Derivative(regex, (byte)letter));
                verdict = (sbyte)((now & then).Count * 2 > now.Count ? 1 : -1);
            }

            isSafe[letter] = verdict > 0;
        }

        isSafe[WellFormed] = true;
    }

    /// <summary>Looks at all that the safe bytes lead to; false when some of them had to be given up.</summary>
    private bool TryClose(Regex regex, Span<bool> isSafe)
    {
        _reached.Clear();
        _known.Clear();
        Reach(regex);
        bool isClosed = true;
        Span<sbyte> verdicts = stackalloc sbyte[256];
        for (int i = 0; i < _reached.Count && _reached.Count <= MaxDerivatives; i++)
        {
            Regex from = _reached[i];
            byte[] map = regexes.ClassesOf(from).Map;
            verdicts.Clear();
            for (int letter = 0; letter < WellFormed; letter++)
            {
                if (!isSafe[letter])
                {
                    continue;
                }

                ref sbyte verdict = ref verdicts[map[letter]];
                if (verdict == 0)
                {
                    Regex next = regexes.Derivative(from, (byte)letter);
                    verdict = (sbyte)(GoesOn(next) ? 1 : -1);
                    if (verdict > 0)
                    {
                        Reach(next);
                    }
                }

                if (verdict < 0)
                {
                    isSafe[letter] = isClosed = false;
                }
            }

            if (isSafe[WellFormed] && !ReachCharacters(from))
            {
                isSafe[WellFormed] = isClosed = false;
            }
        }

        return isClosed && _reached.Count <= MaxDerivatives;
    }

    private bool GoesOn(Regex regex) => !regex.IsNullable && !regexes.IsEmpty(regex);

    private void Reach(Regex regex)
    {
        if (_known.Add(regex))
        {
            _reached.Add(regex);
        }
    }

    private bool ReachCharacters(Regex from)
    {
        foreach ((byte first, byte last, Utf8Phase phase) in Utf8Phase.Leads)
        {
            if (!ReachCharacters(from, first, last, phase))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReachCharacters(Regex from, byte first, byte last, Utf8Phase after)
    {
        byte[] map = regexes.ClassesOf(from).Map;
        for (int letter = first; letter <= last; letter++)
        {
            if (letter > first && map[letter] == map[letter - 1])
            {
                continue;
            }

            Regex next = regexes.Derivative(from, (byte)letter);
            if (!GoesOn(next))
            {
                return false;
            }

            if (after.Missing == 0)
            {
                Reach(next);
            }
            else if (!ReachCharacters(next, after.Low, after.High, after.After(after.Low)))
            {
                return false;
            }
        }

        return true;
    }
}
