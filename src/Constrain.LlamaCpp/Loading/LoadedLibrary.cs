// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using Constrain.LlamaCpp.Interop;
using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp.Loading;

/// <summary>A llama.cpp library that has been loaded, checked and given its compute backends.</summary>
internal sealed unsafe class LoadedLibrary
{
    private LoadedLibrary(string path, LlamaApi api, ModelParams modelParams, ContextParams contextParams)
    {
        (Path, Api, ModelParams, ContextParams) = (path, api, modelParams, contextParams);
    }

    public string Path { get; }

    public LlamaApi Api { get; }

    public ModelParams ModelParams { get; }

    public ContextParams ContextParams { get; }

    /// <exception cref="NativeLibraryException">It cannot be loaded, lacks an export, or its structures are unknown.</exception>
    public static LoadedLibrary Open(string path, PlatformNames platform, ILogger? processLogger)
    {
        var handles = new List<nint>();
        try
        {
            // llama stands on ggml, ggml on ggml-base. Loading them first, from the same folder, works without a search path in
            // the library, and gives Windows handles to ask: its look-up of an export does not follow dependencies.
            string folder = System.IO.Path.GetDirectoryName(path)!;
            foreach (string stem in (string[])["ggml-base", "ggml"])
            {
                if (platform.FindLibrary(folder, stem) is string below && TryLoad(below, out nint handle, out _))
                    handles.Insert(0, handle);
            }

            if (!TryLoad(path, out nint llama, out string? why))
                throw new NativeLibraryException("found, but the system cannot load it: " + why);
            handles.Insert(0, llama);
            return Prepare(path, folder, new LlamaApi(handles), processLogger);
        }
        catch
        {
            handles.ForEach(NativeLibrary.Free);
            throw;
        }
    }

    private static LoadedLibrary Prepare(string path, string folder, LlamaApi api, ILogger? processLogger)
    {
        ParamsBlock model = api.ModelDefaultParams();
        ParamsBlock context = api.ContextDefaultParams();
        if (!ModelParams.TryFind(in model, out string? why, out ModelParams modelParams)
            || !ContextParams.TryFind(in context, out why, out ContextParams contextParams))
        {
            throw new NativeLibraryException(why + ": this version of llama.cpp is not known to Constrain.");
        }

        NativeLog.Install(api, processLogger);
        api.BackendInit();
        LoadBackends(folder, api);
        return new LoadedLibrary(path, api, modelParams, contextParams);
    }

    /// <summary>Builds with loadable backends choose the one for this processor themselves; others have theirs inside already.</summary>
    private static void LoadBackends(string folder, LlamaApi api)
    {
        if (api.DeviceCount() == 0 && api.BackendLoadAllFromPath != null)
        {
            fixed (byte* text = Utf8.Terminated(folder))
                api.BackendLoadAllFromPath(text);
        }

        if (api.DeviceCount() == 0 && api.BackendLoadAll != null)
            api.BackendLoadAll();
        if (api.DeviceCount() == 0)
            throw new NativeLibraryException("found, but no compute backend (ggml-cpu…) lies beside it");
    }

    private static bool TryLoad(string path, out nint handle, out string? why)
    {
        try
        {
            (handle, why) = (NativeLibrary.Load(path), null);
            return true;
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
        {
            (handle, why) = (0, refused.Message);
            return false;
        }
    }
}
