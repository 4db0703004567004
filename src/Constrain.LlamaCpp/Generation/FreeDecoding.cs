// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Text;

namespace Constrain.LlamaCpp.Generation;

/// <summary>Text being decoded without a constraint: until the model ends it, or the budget is spent.</summary>
internal sealed class FreeDecoding(LlamaContext context, Vocabulary vocabulary, LlamaSamplerChain sampler, int[] prompt, int budget, GenerationOptions options)
{
    private readonly List<int> _tokens = [.. prompt];

    // The context holds the first _decoded of the tokens.
    private int _decoded;

    /// <summary>Whether the model ended the text itself.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The tokens of the text.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens)[prompt.Length..];

    /// <summary>The text; bytes that are no UTF-8 are U+FFFD in it.</summary>
    public string Text()
    {
        var bytes = new List<byte>();
        foreach (int token in Tokens)
        {
            bytes.AddRange(vocabulary.GetBytes(token));
        }

        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
    }

    /// <summary>Has the model read what it has not read yet.</summary>
    public void Read(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        context.Decode(CollectionsMarshal.AsSpan(_tokens)[_decoded..], _decoded, 0, cancellationToken);
        _decoded = _tokens.Count;
    }

    /// <summary>Decodes to the end. The prompt must have been read.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            int token = sampler.Sample(context.GetLogits());
            sampler.Accept(token);
            if (vocabulary.IsEndOfGeneration(token))
            {
                IsEnded = true;
                return;
            }

            _tokens.Add(token);
            options.Progress?.Report(Tokens.Length);
            if (Tokens.Length == budget)
            {
                return;
            }

            Read(cancellationToken);
        }
    }
}
