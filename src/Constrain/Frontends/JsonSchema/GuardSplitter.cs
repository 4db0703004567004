// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The derivative of a guard by one member: the values that the member may have, split by what they leave to be shown.</summary>
/// <remarks>
/// What a claim asks of a member is a test of its value. A value passes it or not, so the values are split by the tests, one
/// after the other, for as long as a test still matters; those that leave the same formula are put together again.
/// </remarks>
internal sealed class GuardSplitter(Normalizer normalizer)
{
    /// <summary>Parts that the values of one member may be split into; each is a rule of its own.</summary>
    private const int MaxParts = 1 << 12;

    /// <summary>The parts of the values, each with the formula that it leaves. No part is empty as far as that is plain to see.</summary>
    /// <param name="value">The values that the member may have at all.</param>
    /// <param name="guard">What is to be shown.</param>
    /// <param name="effectOf">What a claim asks of the member, and what is left of the claim when it is so and when it is not.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public List<(Term Value, Formula Left)> Split(Term value, Formula guard, Func<Claim, Effect> effectOf)
    {
        var tests = new Dictionary<Term, Dictionary<Claim, Effect>>();
        foreach (Claim claim in guard.Claims)
        {
            Effect effect = effectOf(claim);
            if (!tests.TryGetValue(effect.Test, out Dictionary<Claim, Effect>? alike))
            {
                tests.Add(effect.Test, alike = []);
            }

            alike.Add(claim, effect);
        }

        List<(Term Value, Formula Left)> parts = [(value, guard)];
        foreach ((Term test, Dictionary<Claim, Effect> alike) in tests)
        {
            var next = new List<(Term, Formula)>();
            foreach ((Term part, Formula left) in parts)
            {
                Formula whenIn = normalizer.Formulas.Replace(left, claim => alike.TryGetValue(claim, out Effect effect) ? effect.In : null);
                Formula whenOut = normalizer.Formulas.Replace(left, claim => alike.TryGetValue(claim, out Effect effect) ? effect.Out : null);
                if (whenIn == whenOut)
                {
                    Add(next, part, whenIn);
                    continue;
                }

                bool mayFail = alike.Values.Any(effect => effect.MayFail);
                Add(next, normalizer.Terms.Both(part, test), whenIn);
                Add(next, mayFail ? part : normalizer.Terms.Both(part, normalizer.Terms.Not(test)), whenOut);
            }

            parts = next;
        }

        return [.. parts.GroupBy(p => p.Left).Select(alike => (normalizer.Terms.Either(alike.Select(p => p.Value)), alike.Key))];
    }

    private void Add(List<(Term, Formula)> parts, Term value, Formula left)
    {
        Effort.Spend();
        if (left == Formula.False || value is Term.Nothing || normalizer.IsNothing(value))
        {
            return;
        }

        if (parts.Count == MaxParts)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"the values of one member fall into more than {MaxParts} cases", hint: "combine fewer oneOf, not and if with each other");
        }

        parts.Add((value, left));
    }

    /// <param name="Test">The values that a claim asks for.</param>
    /// <param name="In">What is left of the claim where the value is one of them.</param>
    /// <param name="Out">What is left where it is not.</param>
    /// <param name="MayFail">Whether any value may fail the test, because not all that it must differ from is known.</param>
    internal readonly record struct Effect(Term Test, Formula In, Formula Out, bool MayFail = false);
}
