// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Constrain.LlamaCpp.Generation;

/// <summary>One document being decoded: logits → mask → token, until the document is complete.</summary>
/// <remarks>
/// Budget: a document is always completed within the tokens it was given. Before a token is taken, the shortest completion after
/// it is known in bytes, and a vocabulary with all single bytes needs no more tokens than bytes; so a token whose completion
/// could not be written any more is not taken, and the draw is repeated among those that leave one. There always is one: the
/// first byte of the shortest completion. Forced tokens keep it as well: each has at least as many bytes, all of them part of
/// every completion, as it has tokens.
/// </remarks>
internal sealed class ConstrainedDecoding
{
    private readonly LlamaContext _context;
    private readonly Matcher _matcher;
    private readonly LlamaSamplerChain _sampler;
    private readonly MaskAhead _masks;
    private readonly TokenDraw _draw;
    private readonly ForcedText? _forced;
    private readonly GenerationOptions _options;
    private readonly Action<int>? _onToken;
    private readonly int _promptTokens;
    private readonly int _budget;

    // The prompt, then the document. The context holds the first _decoded of them.
    private readonly List<int> _tokens;
    private int _decoded;

    /// <param name="context">Holds nothing yet.</param>
    /// <param name="matcher">The constraint, at its beginning.</param>
    /// <param name="sampler">Draws the tokens.</param>
    /// <param name="prompt">At least one token.</param>
    /// <param name="budget">The most tokens that the document may take; enough for the shortest one.</param>
    /// <param name="options">What else was asked for.</param>
    /// <param name="onToken">Told each token as it is taken.</param>
    public ConstrainedDecoding(LlamaContext context, Matcher matcher, LlamaSamplerChain sampler, int[] prompt, int budget, GenerationOptions options, Action<int>? onToken)
    {
        (_context, _matcher, _sampler, _options, _budget) = (context, matcher, sampler, options, budget);
        _masks = new MaskAhead(matcher, options.OverlapMasks);
        _draw = new TokenDraw(sampler, matcher, options.CheckFirst, _masks);
        _forced = options.ForceText ? new ForcedText(context.Model, matcher) : null;
        _promptTokens = prompt.Length;
        _onToken = onToken;
        _tokens = [.. prompt];
    }

    /// <summary>Whether the budget had a say in what was drawn.</summary>
    public bool IsSteered { get; private set; }

    /// <summary>How many tokens of the document were not drawn.</summary>
    public int ForcedTokens { get; private set; }

    /// <summary>The tokens of the document.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens)[_promptTokens..];

    private int Left => _budget - (_tokens.Count - _promptTokens);

    /// <summary>Has the model read the prompt, and what the document must begin with.</summary>
    public void ReadPrompt(CancellationToken cancellationToken)
    {
        Force();
        Decode(cancellationToken);
    }

    /// <summary>Decodes until the document is complete.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        while (!IsComplete())
        {
            Decode(cancellationToken);
            Take(Draw(Left));
            if (_matcher.IsFinished)
            {
                return;
            }

            Force();
        }
    }

    /// <summary>The document in UTF-8.</summary>
    public string Text()
    {
        var bytes = new List<byte>();
        foreach (int token in Tokens)
        {
            bytes.AddRange(_matcher.Vocabulary.GetBytes(token));
        }

        return new UTF8Encoding(false, true).GetString(CollectionsMarshal.AsSpan(bytes));
    }

    /// <summary>Whether nothing but the end can follow, or the budget is spent.</summary>
    private bool IsComplete() =>
        _matcher.IsAccepting && (Left == 0 || _masks.Take().Count == _matcher.Vocabulary.EndOfGenerationTokens.Length);

    /// <summary>Takes the tokens that must come next, if there are any; the model reads them together with the one before.</summary>
    private void Force()
    {
        foreach (int token in _forced?.Next(_tokens) ?? [])
        {
            ForcedTokens++;
            Take(token);
        }
    }

    private void Take(int token)
    {
        _sampler.Accept(token);
        _masks.Move();
        bool accepted = _matcher.TryAccept(token);
        Debug.Assert(accepted, "a token in the mask, or a forced one, is accepted");
        if (!_matcher.IsFinished)
        {
            _tokens.Add(token);
            _onToken?.Invoke(token);
            _options.Progress?.Report(_tokens.Count - _promptTokens);
        }
    }

    private void Decode(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_decoded == _tokens.Count)
        {
            return;
        }

        _masks.Begin();
        try
        {
            _context.Decode(CollectionsMarshal.AsSpan(_tokens)[_decoded..], _decoded, 0, cancellationToken);
        }
        finally
        {
            _masks.Settle();
        }

        _decoded = _tokens.Count;
    }

    private int Draw(int left)
    {
        int token = Known(_draw.Draw(_context.GetLogits()));
        if (_matcher.MinimumBytesAfter(token) <= left - 1 || _matcher.Vocabulary.IsEndOfGeneration(token))
        {
            return token;
        }

        IsSteered = true;
        TokenMask within = _matcher.MaskWithin(left - 1);
        return Known(within.Count == 0 ? -1 : _sampler.Sample(_context.GetLogits(), within.Words));
    }

    private int Known(int token) => token >= 0 ? token : throw new GenerationException(
        GenerationError.VocabularyIncomplete,
        $"The model's vocabulary has no token for what had to come next after {_tokens.Count - _promptTokens} tokens; it lacks single-byte tokens.");
}
