// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Sampling;

namespace Constrain.LlamaCpp.Generation;

/// <summary>A running constraint as a sampler chain sees it.</summary>
internal sealed class MatcherFilter(Matcher matcher) : ITokenFilter
{
    public ReadOnlySpan<ulong> Allowed() => matcher.Mask.Words;

    public void Accept(int token)
    {
        if (!matcher.TryAccept(token))
        {
            throw new InvalidOperationException($"Token {token} was accepted by the sampler chain although the constraint does not allow it.");
        }
    }

    public void Reset() => matcher.Rollback(matcher.TokenCount);

    public ITokenFilter Clone() => new MatcherFilter(matcher.Fork());
}
