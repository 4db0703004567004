// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Owns a <c>llama_model</c>.</summary>
internal sealed unsafe class LlamaModelHandle : SafeHandle
{
    private readonly LlamaApi _api;

    public LlamaModelHandle(LlamaApi api, nint model)
        : base(0, ownsHandle: true)
    {
        _api = api;
        SetHandle(model);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _api.ModelFree(handle);
        return true;
    }
}

/// <summary>Owns a <c>llama_context</c>, and keeps the model alive that it works on.</summary>
internal sealed unsafe class LlamaContextHandle : SafeHandle
{
    private readonly LlamaApi _api;
    private readonly LlamaModelHandle _model;
    private GCHandle _callbackState;

    public LlamaContextHandle(LlamaApi api, nint context, LlamaModelHandle model, GCHandle callbackState)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        model.DangerousAddRef(ref added);
        (_api, _model, _callbackState) = (api, model, callbackState);
        SetHandle(context);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _api.ContextFree(handle);
        _callbackState.Free();
        _model.DangerousRelease();
        return true;
    }
}

/// <summary>Owns a <c>llama_sampler</c>; a chain frees the samplers that were added to it.</summary>
internal sealed unsafe class LlamaSamplerHandle : SafeHandle
{
    private readonly LlamaApi _api;

    public LlamaSamplerHandle(LlamaApi api, NativeSampler* sampler)
        : base(0, ownsHandle: true)
    {
        _api = api;
        SetHandle((nint)sampler);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _api.SamplerFree((NativeSampler*)handle);
        return true;
    }
}
