// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using System.Text;

namespace Constrain.TestKit.Yaml;

/// <summary>A state without an allowed token before the document was complete, or a mask that allows what is not accepted.</summary>
public sealed class DeadEndException(string message) : InvalidOperationException(message);

/// <summary>Draws documents under masks: every allowed token alike, or by random weights that a document keeps.</summary>
/// <remarks>
/// A budget of tokens ends documents: once it is short, only tokens are taken that leave a completion within it, as a generator does.
/// Weights make documents that uniform choice does not: few kinds of tokens again and again, long runs of one thing, early ends.
/// </remarks>
public sealed class MaskedSampler(Vocabulary vocabulary)
{
    private const int Tries = 24;

    /// <summary>Tokens that go on with a collection, which weights favour in some documents: else most would be one scalar.</summary>
    private readonly bool[] _structure = [.. Enumerable.Range(0, vocabulary.Count).Select(t => IsStructure(vocabulary.GetBytes(t)))];

    /// <summary>After a budget that could not be kept, so many more tokens.</summary>
    private const int Overrun = 2000;

    /// <summary>Documents that did not end within their budget, as one may where items or names must differ.</summary>
    public int Overruns { get; private set; }

    /// <summary>One document.</summary>
    /// <param name="constraint">What it satisfies.</param>
    /// <param name="random">The dice.</param>
    /// <param name="weighted">Whether tokens have weights.</param>
    /// <param name="maxTokens">At least the constraint's least length in bytes.</param>
    /// <exception cref="DeadEndException">There was no next token.</exception>
    public string Sample(Constraint constraint, Random random, bool weighted, int maxTokens)
    {
        Matcher matcher = constraint.CreateMatcher(vocabulary);
        var bytes = new List<byte>();
        var weights = new Weights(random, weighted, _structure);
        for (int left = maxTokens; ; left--)
        {
            if (left <= 0 && matcher.IsAccepting)
            {
                break;
            }

            if (left < -Overrun)
            {
                throw new DeadEndException($"no end within {maxTokens + Overrun} tokens: {Show(bytes)}");
            }

            int token = Next(matcher, weights, random, Math.Max(left, 0), bytes);
            if (!matcher.TryAccept(token))
            {
                throw new DeadEndException($"token {token} is in the mask and refused after: {Show(bytes)}");
            }

            if (matcher.IsFinished)
            {
                break;
            }

            Overruns += left == 0 ? 1 : 0;
            bytes.AddRange(vocabulary.GetBytes(token));
        }

        return new UTF8Encoding(false, true).GetString([.. bytes]);
    }

    private int Next(Matcher matcher, Weights weights, Random random, int left, List<byte> bytes)
    {
        TokenMask mask = matcher.Mask;
        if (mask.Count == 0)
        {
            throw new DeadEndException($"nothing may follow: {Show(bytes)}");
        }

        for (int i = 0; i < Tries; i++)
        {
            int token = weights.Pick(mask, random);
            if (vocabulary.IsEndOfGeneration(token) || matcher.MinimumBytesAfter(token) <= left - 1)
            {
                return token;
            }
        }

        // Where items must differ the bytes that are missing are an estimate, and what seems to lead to the end may lead around it.
        if (left == 0 && random.Next(8) == 0)
        {
            return Weights.Nth(mask, random.Next(mask.Count));
        }

        TokenMask within = matcher.MaskWithin(Math.Max(Math.Min(left, matcher.MinimumBytes) - 1, 0));
        return weights.Pick(within.Count > 0 ? within : mask, random);
    }

    private static bool IsStructure(ReadOnlySpan<byte> token) => token.Contains((byte)'\n') || token.IndexOf(": "u8) >= 0 || token.IndexOf("- "u8) >= 0;

    private static string Show(List<byte> bytes) => Encoding.UTF8.GetString([.. bytes]).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A weight for each token by its number and a seed; drawn from by rejection, so that a step need not look at all tokens.</summary>
    private sealed class Weights(Random random, bool weighted, bool[] structure)
    {
        private const int Rejections = 60;

        private readonly ulong _seed = (ulong)random.NextInt64();

        // The higher, the fewer tokens have nearly all the weight.
        private readonly double _power = weighted ? random.Next(1, 13) : 0;

        // Roots of weights are near to 1; the other tokens are as many times rarer.
        private readonly bool _isStructured = weighted && random.Next(2) == 0;
        private readonly double _others = random.Next(2) == 0 ? 0.3 : 0.03;

        public int Pick(TokenMask mask, Random random)
        {
            int best = Nth(mask, random.Next(mask.Count));
            for (int i = 0; i < Rejections && _power > 0; i++)
            {
                int token = Nth(mask, random.Next(mask.Count));
                double weight = Of(token);
                if (random.NextDouble() < weight)
                {
                    return token;
                }

                best = weight > Of(best) ? token : best;
            }

            return best;
        }

        private double Of(int token)
        {
            // SplitMix64's last steps: neighbours have nothing in common.
            ulong bits = _seed + ((ulong)token * 0x9E3779B97F4A7C15);
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            double even = ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
            return _isStructured ? (structure[token] ? Math.Pow(even, _power / 8) : Math.Pow(even, _power) * _others) : Math.Pow(even, _power);
        }

        public static int Nth(TokenMask mask, int n)
        {
            ReadOnlySpan<ulong> words = mask.Words;
            for (int i = 0; ; i++)
            {
                int count = BitOperations.PopCount(words[i]);
                if (n < count)
                {
                    ulong word = words[i];
                    for (; n > 0; n--)
                    {
                        word &= word - 1;
                    }

                    return (i << 6) + BitOperations.TrailingZeroCount(word);
                }

                n -= count;
            }
        }
    }
}
