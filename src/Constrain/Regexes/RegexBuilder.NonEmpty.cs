// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>A language without the empty word.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>The words of a regex but the empty one.</summary>
    /// <remarks>
    /// By the structure of the node, so that a positive regex stays positive: the first part that is not empty is the first, or
    /// the first is empty and it is a later one.
    /// </remarks>
    public Regex NonEmpty(Regex regex)
    {
        StackGuard.Ensure("the regex");
        switch (regex)
        {
            case { IsNullable: false }:
                return regex;
            case Regex.Epsilon:
                return Nothing;
            case Regex.Concat:
                var ways = new List<Regex>();
                Regex rest = regex;
                for (; rest is Regex.Concat { IsNullable: true } concat; rest = concat.Tail)
                {
                    ways.Add(Concat(NonEmpty(concat.Head), concat.Tail));
                }

                ways.Add(NonEmpty(rest));
                return Union([.. ways]);
            case Regex.Union union:
                return Union([.. union.Parts.Select(NonEmpty)]);
            case Regex.Repeat { Max: Regex.Repeat.Unbounded } repeat:
                return Concat(NonEmpty(repeat.Inner), Star(repeat.Inner));
            case Regex.Repeat repeat:
                return Concat(NonEmpty(repeat.Inner), Repeat(repeat.Inner, 0, repeat.Max - 1));
            default:
                return Except(regex, Epsilon);
        }
    }
}
