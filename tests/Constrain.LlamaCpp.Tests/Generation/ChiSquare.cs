// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Tests.Generation;

/// <summary>Pearson's test that counts come from a distribution.</summary>
internal static class ChiSquare
{
    /// <summary>The probability of counts that fit as badly as these or worse, if they do come from the distribution.</summary>
    /// <param name="counts">How often each outcome came.</param>
    /// <param name="probabilities">Of each outcome; an outcome of probability 0 that came gives 0.</param>
    public static double PValue(int[] counts, double[] probabilities)
    {
        double total = counts.Sum();
        double statistic = 0;
        int outcomes = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (probabilities[i] == 0)
            {
                if (counts[i] > 0)
                    return 0;
                continue;
            }

            outcomes++;
            double expected = total * probabilities[i];
            Assert.True(expected >= 5, "too few draws for the test to hold");
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        }

        return outcomes < 2 ? 1 : UpperGamma((outcomes - 1) / 2.0, statistic / 2);
    }

    /// <summary>The regularised upper incomplete gamma function Q(a, x), for a a multiple of 1/2, by Q(a + 1, x) = Q(a, x) + x^a e^-x / Γ(a + 1).</summary>
    private static double UpperGamma(double a, double x)
    {
        bool isWhole = a == Math.Floor(a);
        double at = isWhole ? 1 : 0.5;
        double term = isWhole ? Math.Exp(-x) : Math.Sqrt(x / Math.PI) * 2 * Math.Exp(-x);
        double sum = isWhole ? term : ErrorFunctionComplement(Math.Sqrt(x));
        while (at < a)
        {
            if (isWhole)
                term *= x / at;
            sum += term;
            if (!isWhole)
                term *= x / (at + 1);
            at++;
        }

        return sum;
    }

    // Abramowitz and Stegun 7.1.26 is too coarse in the tail; this is the continued fraction, which is good for x of 1 and more.
    private static double ErrorFunctionComplement(double x)
    {
        if (x < 1)
        {
            double term = x, series = x;
            for (int n = 1; n < 60; n++)
            {
                term *= -x * x / n;
                series += term / ((2 * n) + 1);
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * series);
        }

        double fraction = 0;
        for (int n = 200; n > 0; n--)
            fraction = n / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}
