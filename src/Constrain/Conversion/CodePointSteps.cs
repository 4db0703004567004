// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Conversion;

/// <summary>The derivatives of a byte regex by whole characters, for grammars that know no bytes.</summary>
/// <remarks>The words of the regex are well-formed UTF-8, so a character is a path of up to four bytes; ranges whose paths end alike are one.</remarks>
internal sealed class CodePointSteps(RegexBuilder regexes)
{
    private const int ContinuationBits = 6;
    private const int Continuations = 1 << ContinuationBits;

    private readonly Dictionary<Regex, List<(CodePointSet Characters, Regex Next)>> _known = [];

    /// <summary>The first characters of the words, by what follows them; null when a word does not begin with a whole character.</summary>
    public List<(CodePointSet Characters, Regex Next)>? Of(Regex regex)
    {
        if (_known.TryGetValue(regex, out List<(CodePointSet, Regex)>? known))
        {
            return known;
        }

        Effort.Spend();
        var ranges = new Dictionary<Regex, List<CodePointRange>>();
        for (int lead = 0; lead < 256; lead++)
        {
            Regex next = regexes.Derivative(regex, (byte)lead);
            if (regexes.IsEmpty(next))
            {
                continue;
            }

            int more = lead switch { < 0x80 => 0, >= 0xC2 and < 0xE0 => 1, >= 0xE0 and < 0xF0 => 2, >= 0xF0 and < 0xF5 => 3, _ => -1 };
            if (more < 0 || !Add(next, more, (more == 0 ? lead : lead & (0x3F >> more)) << (ContinuationBits * more), ranges))
            {
                return null;
            }
        }

        return _known[regex] = [.. ranges.OrderBy(r => r.Value[0].First).Select(r => (CodePointSet.OfRanges([.. r.Value]), r.Key))];
    }

    /// <summary>Adds what follows so many more bytes of a character whose first bits are known.</summary>
    private bool Add(Regex regex, int more, int first, Dictionary<Regex, List<CodePointRange>> ranges)
    {
        if (more == 0)
        {
            Append(regex, first, ranges);
            return true;
        }

        if (regex.IsNullable)
        {
            return false;
        }

        for (int i = 0; i < Continuations; i++)
        {
            Regex next = regexes.Derivative(regex, (byte)(0x80 | i));
            if (!regexes.IsEmpty(next) && !Add(next, more - 1, first | (i << (ContinuationBits * (more - 1))), ranges))
            {
                return false;
            }
        }

        return true;
    }

    private static void Append(Regex regex, int character, Dictionary<Regex, List<CodePointRange>> ranges)
    {
        if (!ranges.TryGetValue(regex, out List<CodePointRange>? list))
        {
            ranges.Add(regex, list = []);
        }

        if (list.Count > 0 && list[^1].Last == character - 1)
        {
            list[^1] = list[^1] with { Last = character };
        }
        else
        {
            list.Add(new CodePointRange(character, character));
        }
    }
}
