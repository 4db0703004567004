// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>A part and its whole, as one case contributes them to a ratio.</summary>
internal readonly record struct Fraction(double Part, double Whole)
{
    /// <summary>The ratio; null where there is no whole.</summary>
    public double? Value => Whole > 0 ? Part / Whole : null;

    public static Fraction operator +(Fraction a, Fraction b) => new(a.Part + b.Part, a.Whole + b.Whole);

    public static Fraction Sum(IEnumerable<Fraction> all) => all.Aggregate(default(Fraction), (sum, each) => sum + each);
}

/// <summary>Percentile bootstrap over cases: draw as many cases as there are, with replacement, and see how the statistic varies.</summary>
/// <remarks>
/// The case is the unit because the fields of one document, and the documents of one prompt, are right or wrong together;
/// an interval that took them as independent would be too narrow. The draws are seeded, so the same documents give
/// the same interval. Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
/// </remarks>
internal static class Bootstrap
{
    private const int Resamples = 1000;
    private const ulong Seed = 20_240_211;

    /// <summary>The interval of a ratio of sums; null for no cases.</summary>
    public static Interval? OfRatio(IReadOnlyList<Fraction> cases)
    {
        Fraction[] all = [.. cases];
        return Of(all.Length, sample =>
        {
            double part = 0, whole = 0;
            foreach (int index in sample)
            {
                part += all[index].Part;
                whole += all[index].Whole;
            }

            return whole > 0 ? part / whole : null;
        });
    }

    /// <summary>The interval of a statistic of cases, which are given by their indices.</summary>
    /// <param name="cases">How many cases there are.</param>
    /// <param name="statistic">Null where a sample has nothing to measure; such a sample does not count.</param>
    public static Interval? Of(int cases, Func<int[], double?> statistic)
    {
        ulong state = Seed;
        int[] sample = new int[cases];
        var values = new List<double>(Resamples);
        for (int i = 0; i < Resamples && cases > 0; i++)
        {
            for (int j = 0; j < cases; j++)
            {
                sample[j] = (int)Math.BigMul(Next(ref state), (ulong)cases, out _);
            }

            if (statistic(sample) is double value)
            {
                values.Add(value);
            }
        }

        values.Sort();
        return values.Count == 0 ? null : new Interval(Percentile(values, 0.025), Percentile(values, 0.975));
    }

    /// <summary>SplitMix64: the same numbers on every platform and in every version of the framework.</summary>
    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static double Percentile(List<double> sorted, double share) => sorted[(int)Math.Round(share * (sorted.Count - 1))];
}
