// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>The language of the words of a regex read backwards.</summary>
/// <remarks>Reversal commutes with the Boolean operations and turns concatenations around.</remarks>
internal sealed class Reversal(RegexBuilder builder)
{
    private readonly Dictionary<Regex, Regex> _memo = [];

    /// <summary>{ w : reversed w ∈ L }.</summary>
    public Regex Of(Regex regex)
    {
        if (!_memo.TryGetValue(regex, out Regex? reversed))
        {
            StackGuard.Ensure("the regex");
            _memo.Add(regex, reversed = regex switch
            {
                Regex.Concat(var head, var tail) => builder.Concat(Of(tail), Of(head)),
                Regex.Union union => builder.Union([.. union.Parts.Select(Of)]),
                Regex.Intersection intersection => builder.Intersect([.. intersection.Parts.Select(Of)]),
                Regex.Complement complement => builder.Complement(Of(complement.Inner)),
                Regex.Repeat repeat => builder.Repeat(Of(repeat.Inner), repeat.Min, repeat.Max),
                _ => regex,
            });
        }

        return reversed;
    }
}
