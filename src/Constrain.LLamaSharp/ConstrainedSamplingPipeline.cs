// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using LLama.Native;
using LLama.Sampling;

namespace Constrain.LLamaSharp;

/// <summary>A LLamaSharp sampling pipeline that lets an inner pipeline choose among the tokens that a constraint allows.</summary>
/// <remarks>
/// For each draw, the logits of the tokens that are not allowed are negative infinity in the context; the inner pipeline samples as
/// it always does, and the logits are put back, since forks of a sequence sample from the same ones. As with LLamaSharp's own
/// pipelines, <see cref="Sample"/> accepts the token it returns; <see cref="Accept"/> is for tokens that came from elsewhere. Where
/// the text may end, the model's end-of-generation tokens are allowed; where it must end, only they are. One pipeline serves one
/// sequence and one thread at a time; <see cref="Reset"/> it between documents (of LLamaSharp's executors, StatelessExecutor does)
/// and after an exception.
/// </remarks>
public sealed class ConstrainedSamplingPipeline : ISamplingPipeline
{
    private readonly ISamplingPipeline _inner;
    private readonly Matcher _matcher;
    private readonly float[] _logits;

    /// <summary>Creates the pipeline.</summary>
    /// <param name="constraint">What the generated text must satisfy.</param>
    /// <param name="vocabulary">The tokens of the model, read by <see cref="Vocabulary.FromGguf"/> from its file.</param>
    /// <param name="inner">
    /// What draws from the allowed tokens, and accepts the token it draws; disposed with this one. It should have no grammar of its
    /// own: where the two have no token in common, llama.cpp may end the process.
    /// </param>
    public ConstrainedSamplingPipeline(Constraint constraint, Vocabulary vocabulary, ISamplingPipeline inner)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        ArgumentNullException.ThrowIfNull(inner);
        _matcher = constraint.CreateMatcher(vocabulary);
        _inner = inner;
        _logits = new float[vocabulary.Count];
    }

    /// <summary>Whether the text so far is complete: it may end here, or has ended. When false after generation, a limit on tokens cut the text.</summary>
    public bool IsComplete => _matcher.IsAccepting || _matcher.IsFinished;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model of the context has another number of tokens than the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The text has ended already, nothing can follow, or the inner pipeline chose a token that is not allowed.</exception>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the constraint grows past every bound here.</exception>
    public LLamaToken Sample(SafeLLamaContextHandle ctx, int index)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        Span<float> logits = ctx.GetLogitsIth(index);
        if (logits.Length != _logits.Length)
        {
            throw new ArgumentException(
                $"The model has {logits.Length} tokens and the vocabulary {_logits.Length}; read the vocabulary from the file of this model.",
                nameof(ctx));
        }

        TokenMask mask = MaskOrThrow();
        logits.CopyTo(_logits);
        try
        {
            mask.ApplyTo(logits);
            LLamaToken token = _inner.Sample(ctx, index);
            AcceptOrThrow(token);
            return token;
        }
        finally
        {
            _logits.CopyTo(logits);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A candidate is no token of the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The text has ended already, or no candidate is allowed.</exception>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the constraint grows past every bound here.</exception>
    public void Apply(SafeLLamaContextHandle ctx, LLamaTokenDataArray data)
    {
        TokenMask mask = MaskOrThrow();
        bool anyAllowed = false;
        foreach (ref LLamaTokenData candidate in data.Data.Span)
        {
            if (mask[(int)candidate.ID])
            {
                anyAllowed = true;
            }
            else
            {
                candidate.Logit = float.NegativeInfinity;
            }
        }

        if (!anyAllowed)
        {
            throw new InvalidOperationException("None of the candidates is allowed here.");
        }

        data.Sorted = false;
        _inner.Apply(ctx, data);
    }

    /// <summary>Goes back to the beginning of a document, and resets the inner pipeline.</summary>
    public void Reset()
    {
        _matcher.Rollback(_matcher.TokenCount);
        _inner.Reset();
    }

    /// <summary>Goes on after a token that did not come from <see cref="Sample"/>.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    /// <exception cref="InvalidOperationException">The constraint does not allow the token here; nothing has changed.</exception>
    public void Accept(LLamaToken token)
    {
        AcceptOrThrow(token);
        _inner.Accept(token);
    }

    /// <summary>Disposes the inner pipeline.</summary>
    public void Dispose() => _inner.Dispose();

    private TokenMask MaskOrThrow()
    {
        TokenMask mask = _matcher.Mask;
        return mask.Count > 0 ? mask : throw new InvalidOperationException(
            _matcher.IsFinished
                ? "The text has ended; reset the pipeline before the next one."
                : "Nothing can follow, and the vocabulary has no token that ends the text.");
    }

    private void AcceptOrThrow(LLamaToken token)
    {
        if (!_matcher.TryAccept((int)token))
        {
            throw new InvalidOperationException($"The constraint does not allow token {(int)token} here.");
        }
    }
}
