// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.LlamaCpp.Generation;

namespace Constrain.LlamaCpp;

/// <content>Text without a constraint.</content>
public sealed partial class Generator
{
    /// <summary>
    /// Generates text without any constraint, as a plain llama.cpp program does: until the model ends it or
    /// <see cref="GenerationOptions.MaxTokens"/> are written. What a constraint is worth shows beside it.
    /// </summary>
    /// <param name="prompt">What is asked of the model.</param>
    /// <param name="options">Defaults when null. What concerns masks has no meaning here.</param>
    /// <param name="cancellationToken">Ends the generation within one decode step.</param>
    /// <returns>
    /// The text; bytes that are no UTF-8 are U+FFFD in it, and control tokens have no text. It may stop anywhere:
    /// <see cref="GenerationResult.FinishReason"/> is <see cref="FinishReason.TokenLimit"/> where the model did not end it.
    /// </returns>
    /// <exception cref="GenerationException">The prompt does not fit into the context.</exception>
    /// <exception cref="LlamaException">llama.cpp failed.</exception>
    /// <exception cref="NotSupportedException">llama.cpp does not know the model's chat template.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public GenerationResult GenerateText(string prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        options ??= new GenerationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1, "options.MaxTokens");
        int[] tokens = PromptTokens(prompt, options);
        int budget = Math.Min(options.MaxTokens, RoomAfter(tokens.Length));

        using var sampler = new LlamaSamplerChain(_model, options.Sampling);
        long start = Stopwatch.GetTimestamp();
        _context.Clear();
        var decoding = new FreeDecoding(_context, _model.Vocabulary, sampler, tokens, budget, options);
        decoding.Read(cancellationToken);
        long read = Stopwatch.GetTimestamp();
        decoding.Run(cancellationToken);
        return new GenerationResult(
            decoding.Text(),
            [.. decoding.Tokens],
            0,
            tokens.Length,
            decoding.IsEnded ? FinishReason.Stop : FinishReason.TokenLimit,
            sampler.Seed,
            Stopwatch.GetElapsedTime(start, read),
            Stopwatch.GetElapsedTime(read));
    }
}
