// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Constrain.LlamaCpp.Generation;

namespace Constrain.LlamaCpp;

/// <content>Documents as they are written.</content>
public sealed partial class Generator
{
    /// <summary>Generates one document, piece by piece; put together, the pieces are what <see cref="Generate"/> returns.</summary>
    /// <remarks>
    /// What was given out is never taken back: every piece is a part of a document that satisfies the constraint, JSON or YAML. Decoding
    /// runs on a thread of the pool and does not wait for whoever reads. Leaving the loop early ends the generation; the generator may
    /// be used again once it was left.
    /// </remarks>
    /// <param name="prompt">What is asked of the model.</param>
    /// <param name="constraint">What the document must satisfy.</param>
    /// <param name="options">Defaults when null.</param>
    /// <param name="cancellationToken">Ends the generation within one decode step.</param>
    /// <returns>Pieces of text, none of them empty, with whole characters.</returns>
    /// <exception cref="GenerationException">The budget or the context is too small for a complete document.</exception>
    /// <exception cref="GrammarException">The constraint grew past its limits.</exception>
    /// <exception cref="LlamaException">llama.cpp failed.</exception>
    /// <exception cref="NotSupportedException">llama.cpp does not know the model's chat template.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IAsyncEnumerable<string> StreamAsync(
        string prompt, Constraint constraint, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(constraint);
        return Pieces(prompt, constraint, options ?? new GenerationOptions(), cancellationToken);
    }

    private async IAsyncEnumerable<string> Pieces(
        string prompt, Constraint constraint, GenerationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pieces = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var text = new TextPieces(_model.Vocabulary);
        var generation = Task.Run(
            () =>
            {
                try
                {
                    Write(prompt, constraint, options, token => Give(text.Add(token)), left.Token);
                }
                finally
                {
                    pieces.Writer.Complete();
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (string piece in pieces.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return piece;
            }

            await generation.ConfigureAwait(false);
        }
        finally
        {
            // The context belongs to the generation until it has ended.
            await left.CancelAsync().ConfigureAwait(false);
            await generation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Give(string piece)
        {
            if (piece.Length > 0)
            {
                pieces.Writer.TryWrite(piece);
            }
        }
    }
}
