// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.TestKit;

/// <summary>Draws documents of a constraint token by token, every allowed token alike: the harshest model there is.</summary>
public static class DocumentSampler
{
    /// <summary>The 256 single bytes and a token that ends generation.</summary>
    public static Vocabulary Bytes { get; } = Vocabulary.FromTokens([.. Enumerable.Range(0, 256).Select(b => (ReadOnlyMemory<byte>)new[] { (byte)b }), "end"u8.ToArray()], [256]);

    /// <summary>One document of at most so many tokens, and the tokens it was drawn as.</summary>
    /// <exception cref="InvalidOperationException">There was a state without an allowed token.</exception>
    public static (string Text, List<int> Tokens) Sample(Constraint constraint, Vocabulary vocabulary, Random random, int maxTokens)
    {
        Matcher matcher = constraint.CreateMatcher(vocabulary);
        var tokens = new List<int>();
        var bytes = new List<byte>();
        while (tokens.Count < maxTokens || !matcher.IsAccepting)
        {
            int left = maxTokens - tokens.Count;
            int token = Pick(matcher.Mask, random);
            if (!vocabulary.IsEndOfGeneration(token) && matcher.MinimumBytesAfter(token) > left - 1)
            {
                token = Pick(matcher.MaskWithin(Math.Max(left - 1, 0)), random);
            }

            if (!matcher.TryAccept(token))
            {
                throw new InvalidOperationException($"token {token} is in the mask and refused after: {Encoding.UTF8.GetString([.. bytes])}");
            }

            if (matcher.IsFinished)
            {
                break;
            }

            tokens.Add(token);
            bytes.AddRange(vocabulary.GetBytes(token));
        }

        return (new UTF8Encoding(false, true).GetString([.. bytes]), tokens);
    }

    private static int Pick(TokenMask mask, Random random)
    {
        int[] allowed = mask.ToArray();
        return allowed.Length > 0 ? allowed[random.Next(allowed.Length)] : throw new InvalidOperationException("a state without an allowed token");
    }
}
