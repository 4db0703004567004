// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.LlamaCpp.Interop;
using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp;

/// <summary>A language model in GGUF format: its vocabulary, its chat template and, unless only the vocabulary was loaded, its weights.</summary>
/// <remarks>
/// Threads: every member may be used from any thread. Disposing is safe at any time: the native model lives on until the last
/// context on it is disposed.
/// </remarks>
public sealed unsafe partial class LlamaModel : IDisposable
{
    /// <summary>What llama_vocab_type returns for a model without a vocabulary, and for a byte-pair one.</summary>
    private const int NoVocabulary = 0, BytePairVocabulary = 2;

    private readonly nint _vocabulary;

    internal LlamaModel(LlamaRuntime runtime, LlamaModelHandle handle, string path, bool vocabularyOnly, ILogger? logger)
    {
        (Runtime, Handle, Path, IsVocabularyOnly, Logger) = (runtime, handle, path, vocabularyOnly, logger);
        LlamaApi api = runtime.Api;
        nint model = handle.DangerousGetHandle();
        _vocabulary = api.ModelVocabulary(model);

        byte* text = stackalloc byte[256];
        int length = api.ModelDescription(model, text, 256);
        Description = length < 0 ? "" : Encoding.UTF8.GetString(text, Math.Min(length, 255));
        ParameterCount = (long)api.ModelParameters(model);
        SizeInBytes = (long)api.ModelSize(model);
        TrainedContextLength = api.ModelTrainedContext(model);
        EmbeddingSize = api.ModelEmbedding(model);
        VocabularySize = api.VocabularyCount(_vocabulary);
        ChatTemplate = Utf8.Text(api.ModelChatTemplate(model, null));
    }

    /// <summary>The library that runs the model.</summary>
    public LlamaRuntime Runtime { get; }

    /// <summary>The file that it was loaded from.</summary>
    public string Path { get; }

    /// <summary>True where only the vocabulary was loaded.</summary>
    public bool IsVocabularyOnly { get; }

    /// <summary>Architecture, size and number format in llama.cpp's words, such as <c>llama 7B Q4_K - Medium</c>.</summary>
    public string Description { get; }

    /// <summary>How many weights the model has; 0 where only the vocabulary was loaded.</summary>
    public long ParameterCount { get; }

    /// <summary>Bytes of all tensors together.</summary>
    public long SizeInBytes { get; }

    /// <summary>Tokens of context that the model was trained with.</summary>
    public int TrainedContextLength { get; }

    /// <summary>Length of an embedding vector.</summary>
    public int EmbeddingSize { get; }

    /// <summary>How many tokens the vocabulary has; a token is a number from 0 up to here, exclusive.</summary>
    public int VocabularySize { get; }

    /// <summary>The chat template in the model file, Jinja text; null for base models.</summary>
    public string? ChatTemplate { get; }

    internal LlamaModelHandle Handle { get; }

    internal LlamaApi Api => Runtime.Api;

    internal ILogger? Logger { get; }

    /// <summary>Whether the token ends the generation: end of text, end of turn and the like.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a token of this model.</exception>
    public bool IsEndOfGeneration(int token)
    {
        CheckToken(token);
        using var lease = new HandleLease(Handle);
        return Api.VocabularyIsEndOfGeneration(_vocabulary, token) != 0;
    }

    /// <summary>Creates a context, the memory in which sequences of tokens are decoded.</summary>
    /// <param name="options">Null uses the defaults.</param>
    /// <exception cref="InvalidOperationException">Only the vocabulary was loaded, or the model cannot generate text.</exception>
    /// <exception cref="LlamaException">llama.cpp refuses, for lack of memory for example.</exception>
    public LlamaContext CreateContext(LlamaContextOptions? options = null) => LlamaContext.Create(this, options ?? new LlamaContextOptions());

    /// <summary>Frees the model once no context uses it any more.</summary>
    public void Dispose() => Handle.Dispose();

    internal void CheckToken(int token)
    {
        if ((uint)token >= (uint)VocabularySize)
            throw new ArgumentOutOfRangeException(nameof(token), token, $"The model's tokens go from 0 to {VocabularySize - 1}.");
    }
}
