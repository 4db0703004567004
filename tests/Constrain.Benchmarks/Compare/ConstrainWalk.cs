// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Benchmarks.Compare;

/// <summary>Walks a text with Constrain: computes each mask, applies it to a row of logits, accepts the token.</summary>
internal sealed class ConstrainWalk(int[] tokens, float[] row)
{
    public StepTimes Masks { get; } = new(tokens.Length);

    public StepTimes MasksApplied { get; } = new(tokens.Length);

    public StepTimes Commits { get; } = new(tokens.Length);

    /// <summary>Walks once.</summary>
    /// <param name="constraint">What is matched.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="seen">Told each mask, outside of the time taken; null for nobody.</param>
    public void Run(Constraint constraint, Vocabulary vocabulary, Action<int, TokenMask>? seen = null)
    {
        Matcher matcher = constraint.CreateMatcher(vocabulary);
        for (int i = 0; i < tokens.Length; i++)
        {
            Array.Fill(row, 1);
            long start = Stopwatch.GetTimestamp();
            TokenMask mask = matcher.Mask;
            long computed = Stopwatch.GetTimestamp();
            mask.ApplyTo(row);
            long applied = Stopwatch.GetTimestamp();
            Masks.Add(i, computed - start);
            MasksApplied.Add(i, applied - start);
            seen?.Invoke(i, mask);

            start = Stopwatch.GetTimestamp();
            bool accepted = matcher.TryAccept(tokens[i]);
            Commits.Add(i, Stopwatch.GetTimestamp() - start);
            if (!accepted)
            {
                throw new ArgumentException($"the grammar refuses the text at token {i}", nameof(constraint));
            }
        }
    }
}
