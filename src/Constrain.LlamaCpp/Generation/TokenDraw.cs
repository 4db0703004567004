// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Generation;

/// <summary>Draws the next token from the allowed ones, and needs the mask for it only where the model alone does not decide.</summary>
/// <remarks>
/// What is to be drawn: a token of the sampler chain over the allowed tokens A, all others taken out first. Two ways around the mask:
/// <list type="number">
/// <item>
/// The draw is certain. Let a be the token with the largest logit, l the logits. Greedy sampling takes the largest logit of A (the
/// first of equals), so if a is in A it takes a. Min-p, which works on the logits before the temperature, drops every token t
/// with l(t) &lt; l(a) + ln(min-p) when a is among its candidates; top-k and top-p, which come before it, always keep the largest. So if
/// the second largest of all logits is below that bound and a is in A, whatever A is, a alone is left, and it is drawn. The same
/// holds for k = 1. The chain still runs, over a alone, so that its random numbers go on as they would behind the mask:
/// the document is the same, byte for byte. Typical-p may drop the most probable token, and penalties change logits, so there the mask comes first.
/// </item>
/// <item>
/// The chain keeps every token: penalties and temperature, no truncation. Then it draws t from A with p(t) / p(A), where p is its
/// distribution over all tokens and p(A) the sum over A, since neither penalties nor temperature look at other tokens. Draw t from
/// p; if it is in A, take it; if not, draw from p(·) / p(A) with new random numbers. A token t of A is taken with probability
/// p(t) + (1 - p(A)) · p(t) / p(A) = p(t) / p(A): the same. With a truncation that would be wrong: the tokens that
/// it keeps depend on the set that it sees.
/// </item>
/// </list>
/// </remarks>
internal sealed class TokenDraw(LlamaSamplerChain sampler, Matcher matcher, CheckFirst rule, MaskAhead masks)
{
    /// <summary>How many draws needed no mask.</summary>
    public int Unmasked { get; private set; }

    /// <summary>Draws a token. The matcher and the sampler are not told.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <returns>The token; -1 where none is allowed.</returns>
    public int Draw(ReadOnlySpan<float> logits)
    {
        masks.Settle();
        if (rule != CheckFirst.Never && sampler.CertainDraw(logits) is int certain and >= 0 && IsAllowed(certain))
        {
            Unmasked++;
            return sampler.SampleOnly(certain, logits[certain]);
        }

        if (rule == CheckFirst.SameDistribution && sampler.KeepsAllTokens && sampler.Sample(logits) is int drawn && IsAllowed(drawn))
        {
            Unmasked++;
            return drawn;
        }

        TokenMask mask = masks.Take();
        return mask.Count == 0 ? -1 : sampler.Sample(logits, mask.Words);
    }

    private bool IsAllowed(int token) => matcher.MinimumBytesAfter(token) is not null;
}
