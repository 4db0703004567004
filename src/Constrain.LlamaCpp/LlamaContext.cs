// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp;

/// <summary>The memory of a model at work: what it has read of each sequence, and the logits of what may come next.</summary>
/// <remarks>
/// Threads: one at a time. A sequence is a run of tokens with positions 0, 1, 2…; the cache keeps what was computed for them, so
/// that only new tokens cost anything.
/// </remarks>
public sealed unsafe partial class LlamaContext : IDisposable
{
    private const int DefaultLength = 4096;

    /// <summary>
    /// Weights below which one thread is faster: the threads of ggml meet at every operation of the graph, and on a model this
    /// small, or on a busy machine, they wait for each other far longer than they compute.
    /// </summary>
    private const long SmallModel = 50_000_000;

    private readonly LlamaContextHandle _handle;
    private readonly BatchBuffer _batch;
    private readonly Cancellation _cancellation;

    private LlamaContext(LlamaModel model, LlamaContextHandle handle, Cancellation cancellation, int sequences)
    {
        (Model, _handle, _cancellation, Sequences) = (model, handle, cancellation, sequences);
        nint context = handle.DangerousGetHandle();
        Length = (int)(Api.ContextSequenceLength == null
            ? Api.ContextLength(context) / (uint)sequences
            : Api.ContextSequenceLength(context));
        _batch = new BatchBuffer((int)Api.ContextBatch(context));
    }

    /// <summary>The model.</summary>
    public LlamaModel Model { get; }

    /// <summary>Tokens that one sequence can hold; at least what was asked for.</summary>
    public int Length { get; }

    /// <summary>Tokens that are evaluated in one piece.</summary>
    public int BatchSize => _batch.Capacity;

    /// <summary>How many sequences there are.</summary>
    public int Sequences { get; }

    private LlamaApi Api => Model.Api;

    internal static LlamaContext Create(LlamaModel model, LlamaContextOptions options)
    {
        int length = options.ContextLength ?? Math.Min(DefaultLength, Math.Max(model.TrainedContextLength, 1));
        int threads = options.Threads ?? (model.ParameterCount < SmallModel ? 1 : Environment.ProcessorCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, "options.ContextLength");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, "options.BatchSize");
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, "options.Threads");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Sequences, 1, "options.Sequences");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Sequences, 64, "options.Sequences");
        if (model.IsVocabularyOnly)
            throw new InvalidOperationException("Only the model's vocabulary was loaded: load it with its weights to decode.");

        LlamaApi api = model.Api;
        using var lease = new HandleLease(model.Handle);
        if (api.ModelHasDecoder(lease.Pointer) == 0 || api.ModelHasEncoder(lease.Pointer) != 0)
            throw new InvalidOperationException("The model is not a decoder-only language model; Constrain generates text with those alone.");

        ParamsBlock block = api.ContextDefaultParams();
        ContextParams layout = model.Runtime.ContextParams;
        bool shared = options.Sequences > 1 && layout.UnifiedCacheOffset is not null;
        uint cells = checked((uint)length * (shared ? 1u : (uint)options.Sequences));
        ContextParams.SetSizes(ref block, cells, (uint)Math.Min(options.BatchSize, length), (uint)options.Sequences);
        layout.SetUnifiedCache(ref block, shared);

        using NativeLogScope log = NativeLog.Begin(model.Logger);
        nint context = api.ContextInit(lease.Pointer, block);
        if (context == 0)
        {
            throw new LlamaException($"llama.cpp cannot create a context of {length} tokens: {string.Join("; ", log.Complaints)}. "
                + "A smaller ContextLength needs less memory.");
        }

        var cancellation = new Cancellation();
        GCHandle state = GCHandle.Alloc(cancellation);
        var handle = new LlamaContextHandle(api, context, model.Handle, state);
        api.ContextSetAbortCallback(context, &OnAbortQuestion, GCHandle.ToIntPtr(state));
        api.ContextSetThreads(context, threads, threads);
        return new LlamaContext(model, handle, cancellation, options.Sequences);
    }

    /// <summary>Frees the context.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        _batch.Dispose();
    }

    /// <summary>Asked by the library between the nodes of its graph, on its threads. Throws nothing.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnAbortQuestion(nint state) =>
        ((Cancellation)GCHandle.FromIntPtr(state).Target!).Token.IsCancellationRequested ? (byte)1 : (byte)0;

    /// <summary>The token of the decode that is under way.</summary>
    private sealed class Cancellation
    {
        public CancellationToken Token { get; set; }
    }
}
