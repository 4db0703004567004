// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Grammars;

/// <summary>Shows that a rule has a word by finding one derivation, whatever its length, in a bounded search.</summary>
/// <remarks>
/// Depth first over the sums of the rules: a sum is finite when all of its symbols have a word, and a rule that is being
/// shown further up the path counts as not shown, so the derivation is finite. What is shown is true and remembered; what is
/// not shown within the bounds may have a word nonetheless, and is left to <see cref="MinimumLengths"/>, which is exact but
/// looks for the shortest.
/// </remarks>
internal sealed class ProductivityProof(RegexBuilder regexes)
{
    /// <summary>Rules on one path; beyond it the exact search, which is no recursion, is the better one.</summary>
    private const int MaxDepth = 64;

    /// <summary>Rules that one proof may expand.</summary>
    private const int MaxRules = 1024;

    private readonly HashSet<Rule> _tried = [];

    /// <summary>Whether a derivation was found.</summary>
    public bool Succeeds(Rule rule)
    {
        if (rule.IsSurelyProductive)
        {
            return true;
        }

        _tried.Clear();
        return Shows(rule, 0);
    }

    private bool Shows(Rule rule, int depth)
    {
        if (rule.MinLength >= 0 || rule.IsKnownProductive || rule.IsSurelyProductive)
        {
            return rule.MinLength < Lengths.Infinite;
        }

        // A rule that was tried before is on the path, or was not shown: without what was on its path then, it might be.
        if (depth == MaxDepth || _tried.Count == MaxRules || !_tried.Add(rule))
        {
            return false;
        }

        Effort.Spend();
        foreach (LengthSum sum in rule.LengthSums())
        {
            if (Shows(sum, depth + 1))
            {
                rule.IsKnownProductive = true;
                return true;
            }
        }

        return false;
    }

    private bool Shows(LengthSum sum, int depth)
    {
        foreach ((Symbol symbol, _) in sum.Terms)
        {
            bool isShown = symbol switch { Terminal terminal => !regexes.IsEmpty(terminal.Regex), Rule rule => Shows(rule, depth), _ => true };
            if (!isShown)
            {
                return false;
            }
        }

        return true;
    }
}
