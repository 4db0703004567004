// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Text;

namespace Constrain.LlamaCpp.Generation;

/// <summary>One document being decoded: logits → mask → token, until the document is complete.</summary>
/// <remarks>
/// Budget: a document is always completed within the tokens it was given. Before a token is taken, the shortest completion after
/// it is known in bytes, and a vocabulary with all single bytes needs no more tokens than bytes; so a token whose completion
/// could not be written any more is not taken, and the draw is repeated among those that leave one. There always is one: the
/// first byte of the shortest completion.
/// </remarks>
internal sealed class ConstrainedDecoding(LlamaContext context, Matcher matcher, LlamaSamplerChain sampler, int budget)
{
    private readonly List<int> _tokens = [];
    private readonly int[] _last = new int[1];

    /// <summary>Whether the budget had a say in what was drawn.</summary>
    public bool IsSteered { get; private set; }

    public IReadOnlyList<int> Tokens => _tokens;

    /// <summary>Decodes until the document is complete. The logits behind the prompt are in the context.</summary>
    public void Run(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int position = context.Count();
        while (!IsComplete())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int token = Draw(budget - _tokens.Count);
            sampler.Accept(token);
            bool accepted = matcher.TryAccept(token);
            Debug.Assert(accepted, "a token in the mask is accepted");
            if (matcher.IsFinished)
            {
                return;
            }

            _tokens.Add(token);
            progress?.Report(_tokens.Count);
            if (!IsComplete())
            {
                _last[0] = token;
                context.Decode(_last, position++, 0, cancellationToken);
            }
        }
    }

    /// <summary>The document in UTF-8.</summary>
    public string Text()
    {
        var bytes = new List<byte>();
        foreach (int token in _tokens)
        {
            bytes.AddRange(matcher.Vocabulary.GetBytes(token));
        }

        return new UTF8Encoding(false, true).GetString([.. bytes]);
    }

    /// <summary>Whether nothing but the end can follow, or the budget is spent.</summary>
    private bool IsComplete()
    {
        if (!matcher.IsAccepting)
        {
            return false;
        }

        TokenMask mask = matcher.Mask;
        return _tokens.Count == budget || mask.Count == matcher.Vocabulary.EndOfGenerationTokens.Length;
    }

    private int Draw(int left)
    {
        TokenMask mask = matcher.Mask;
        int token = Draw(mask);
        if (matcher.MinimumBytesAfter(token) <= left - 1 || matcher.Vocabulary.IsEndOfGeneration(token))
        {
            return token;
        }

        IsSteered = true;
        return Draw(matcher.MaskWithin(left - 1));
    }

    private int Draw(TokenMask mask) => mask.Count > 0
        ? sampler.Sample(context.GetLogits(), mask.Words)
        : throw new GenerationException(
            GenerationError.VocabularyIncomplete,
            $"The model's vocabulary has no token for what had to come next after {_tokens.Count} tokens; it lacks single-byte tokens.");
}
