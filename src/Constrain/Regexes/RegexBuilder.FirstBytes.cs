// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>The bytes that a regex goes on with.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>The bytes by which the derivative is not <see cref="Nothing"/>; so every first byte of a word is among them.</summary>
    /// <remarks>
    /// Read off the structure, without a derivative, but for conditions and automata: these are asked for one byte of each class.
    /// Exact for positive regexes; elsewhere a derivative may still be empty without being <see cref="Nothing"/>.
    /// </remarks>
    /// <exception cref="GrammarException">As for <see cref="Derivative"/>.</exception>
    public ByteSet FirstBytesOf(Regex regex)
    {
        StackGuard.Ensure("the regex");
        ByteSet set = ByteSet.None;
        for (; regex is Regex.Concat concat; regex = concat.Tail)
        {
            set |= FirstBytesOf(concat.Head);
            if (!concat.Head.IsNullable)
            {
                return set;
            }
        }

        return set | (regex switch
        {
            Regex.Bytes bytes => bytes.Set,
            Regex.Repeat repeat => FirstBytesOf(repeat.Inner),
            Regex.Epsilon or Regex.Nothing => ByteSet.None,
            _ => MemoizedFirstBytesOf(regex),
        });
    }

    private ByteSet MemoizedFirstBytesOf(Regex regex)
    {
        if (regex.Memo?.FirstBytes is { } known)
        {
            return known.Value;
        }

        ByteSet set = ByteSet.None;
        switch (regex)
        {
            case Regex.Union union:
                foreach (Regex part in union.Parts)
                {
                    set |= FirstBytesOf(part);
                }

                break;
            case Regex.Intersection intersection:
                ByteSet common = ByteSet.All;
                foreach (Regex part in intersection.Parts)
                {
                    common &= FirstBytesOf(part);
                }

                set = FirstBytesByClass(regex, common);
                break;
            default:
                set = FirstBytesByClass(regex, ByteSet.All);
                break;
        }

        regex.Remember().FirstBytes = new StrongBox<ByteSet>(set);
        return set;
    }

    private ByteSet FirstBytesByClass(Regex regex, ByteSet among)
    {
        ByteClasses classes = ClassesOf(regex);
        ByteSet set = ByteSet.None;
        for (int i = 0; i < classes.Count; i++)
        {
            byte letter = classes.Representatives[i];
            if (among.Contains(letter) && Derivative(regex, letter) != Nothing)
            {
                set |= classes.SetOf(i);
            }
        }

        return set;
    }
}
