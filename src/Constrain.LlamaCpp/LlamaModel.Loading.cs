// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Constrain.LlamaCpp.Gguf;
using Constrain.LlamaCpp.Interop;
using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp;

/// <content>Loading.</content>
public sealed unsafe partial class LlamaModel
{
    /// <summary>Loads a model; the native library too, if no model was loaded before.</summary>
    /// <param name="path">A GGUF file.</param>
    /// <param name="options">Null uses the defaults.</param>
    /// <param name="progress">Told how much is loaded, from 0 to 1, on the calling thread's time.</param>
    /// <param name="logger">Receives what llama.cpp logs while it loads and uses this model; null drops it.</param>
    /// <param name="cancellationToken">Ends the loading at its next progress report.</param>
    /// <exception cref="ModelLoadException">The file is missing, no GGUF, damaged, or not supported by the library.</exception>
    /// <exception cref="NativeLibraryException">No llama.cpp library can be used.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LlamaModel Load(
        string path,
        LlamaModelOptions? options = null,
        IProgress<double>? progress = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new LlamaModelOptions();
        cancellationToken.ThrowIfCancellationRequested();
        GgufPrecheck.Check(path);
        LlamaRuntime runtime = LlamaRuntime.Load(options.Runtime);

        ParamsBlock block = runtime.Api.ModelDefaultParams();
        runtime.ModelParams.SetVocabularyOnly(ref block, options.VocabularyOnly);
        if (options.GpuLayers is int layers)
            ModelParams.SetGpuLayers(ref block, layers);

        var report = new LoadReport(progress, cancellationToken);
        GCHandle state = GCHandle.Alloc(report);
        try
        {
            runtime.ModelParams.SetProgress(ref block, &OnProgress, GCHandle.ToIntPtr(state));
            using NativeLogScope log = NativeLog.Begin(logger);
            nint model;
            fixed (byte* file = Utf8.Terminated(path))
                model = runtime.Api.ModelLoadFromFile(file, block);

            var handle = new LlamaModelHandle(runtime.Api, model);
            try
            {
                report.Failure?.Throw();
                cancellationToken.ThrowIfCancellationRequested();
                return handle.IsInvalid
                    ? throw ModelLoadErrors.FromLog(path, log.Complaints)
                    : new LlamaModel(runtime, handle, path, options.VocabularyOnly, logger);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
        finally
        {
            state.Free();
        }
    }

    /// <returns>1 to go on, 0 to stop loading.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnProgress(float share, nint state) =>
        ((LoadReport)GCHandle.FromIntPtr(state).Target!).GoOn(share) ? (byte)1 : (byte)0;

    /// <summary>What the progress callback works on. Its exceptions are kept for the caller of the native function.</summary>
    private sealed class LoadReport(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        public ExceptionDispatchInfo? Failure { get; private set; }

        public bool GoOn(double share)
        {
            try
            {
                progress?.Report(share);
                return !cancellationToken.IsCancellationRequested;
            }
            catch (Exception failure)
            {
                Failure = ExceptionDispatchInfo.Capture(failure);
                return false;
            }
        }
    }
}
