// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>The score interval of a proportion. Unlike the textbook's ±, it says something at 0 % and 100 % too.</summary>
/// <remarks>
/// Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
/// L. Kish, "Survey sampling" (1965), for the design effect;
/// A. Agresti and B. A. Coull, "Approximate is better than 'exact'", The American Statistician 52 (1998), for the imagined observations.
/// </remarks>
internal static class Wilson
{
    /// <summary>The 97.5th percentile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The interval of 95 % for the probability behind some successes in trials that have nothing to do with each other.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1; a fraction where trials count for less than they are.</param>
    public static Interval Of(double successes, double trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        double n = trials, p = successes / n, spread = Z * Z / n;
        double middle = (p + (spread / 2)) / (1 + spread);
        double half = Z * Math.Sqrt(((p * (1 - p)) + (spread / 4)) / n) / (1 + spread);
        // In exact arithmetic the ends are 0 and 1 here; rounding must not put the rate outside of its own interval.
        return new Interval(successes == 0 ? 0 : Math.Max(0, middle - half), successes == trials ? 1 : Math.Min(1, middle + half));
    }

    /// <summary>The interval of 95 % for a share of documents, where those of one case are right or wrong together to some degree.</summary>
    /// <param name="cases">How many documents of each case there are, at least 1, and how many of them are right; one case or more.</param>
    public static Interval OfCases(IReadOnlyList<Fraction> cases)
    {
        Fraction sum = Fraction.Sum(cases);
        double effect = DesignEffect(cases, sum);
        // Divided after the comparison with 0 and with all, which must stay exact.
        double trials = sum.Whole / effect;
        return Of(sum.Part == sum.Whole ? trials : Math.Min(sum.Part / effect, trials), trials);
    }

    /// <summary>How many documents count for one: 1 where those of a case are as different as those of several, all of a case's where they are alike.</summary>
    /// <remarks>
    /// The variance of the share as its cases scatter, divided by what it would be with independent documents. Two cases are imagined as well,
    /// one all right and one all wrong: where nearly everything is right, or wrong, the data cannot tell how alike the documents
    /// of a case are, and then they are taken as alike, so that an evaluation without a failure claims no more than its cases bear out.
    /// </remarks>
    private static double DesignEffect(IReadOnlyList<Fraction> cases, Fraction sum)
    {
        // How many documents stand by a document, itself included, on average: the most that the effect can be.
        double size = cases.Sum(each => each.Whole * each.Whole) / sum.Whole;
        IEnumerable<Fraction> all = [.. cases, new Fraction(0, size), new Fraction(size, size)];
        int count = cases.Count + 2;
        double n = sum.Whole + (2 * size), p = (sum.Part + size) / n;
        double scatter = all.Sum(each => Math.Pow(each.Part - (p * each.Whole), 2)) * count / (count - 1);
        return Math.Clamp(scatter / (n * p * (1 - p)), 1, size);
    }
}
