// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp.Sampling;

/// <summary>A <c>llama_sampler</c> whose functions are C#: any chain of llama.cpp can hold it, also one of another program in the process.</summary>
/// <remarks>
/// Ownership: llama.cpp frees the sampler, with the chain that it was added to, and then this object's handle on itself goes.
/// Errors: an exception must not unwind into native code. It is kept in <see cref="Failure"/>, and from then on, until a reset,
/// the only candidate is the token that ends the generation: a program that knows nothing of us stops instead of going on
/// unconstrained. Our own chains throw the failure as soon as the native call is back.
/// Cloning: a clone has the clone of the filter, and shares the place for failures.
/// </remarks>
internal sealed unsafe class NativeTokenFilter
{
    // Lives as long as the process: samplers of any chain may point to it.
    private static readonly SamplerInterface* Interface = CreateInterface();

    private readonly LlamaApi _api;
    private readonly ITokenFilter _filter;
    private readonly int _endToken;
    private readonly FailureBox _failure;

    private NativeTokenFilter(LlamaApi api, ITokenFilter filter, int endToken, FailureBox failure) =>
        (_api, _filter, _endToken, _failure) = (api, filter, endToken, failure);

    /// <summary>The first exception of the filter since the last reset; null where all is well.</summary>
    public ExceptionDispatchInfo? Failure => _failure.First;

    /// <summary>Makes a native sampler.</summary>
    /// <param name="api">The library whose chain will hold it.</param>
    /// <param name="filter">What may come next.</param>
    /// <param name="endToken">A token that ends the generation, to be forced when the filter fails.</param>
    /// <param name="sampler">To be given to a chain, or freed with llama_sampler_free.</param>
    public static NativeTokenFilter Create(LlamaApi api, ITokenFilter filter, int endToken, out NativeSampler* sampler)
    {
        var created = new NativeTokenFilter(api, filter, endToken, new FailureBox());
        sampler = created.ToNative();
        return created;
    }

    private NativeSampler* ToNative() => _api.SamplerInit(Interface, GCHandle.ToIntPtr(GCHandle.Alloc(this)));

    private static NativeTokenFilter Of(NativeSampler* sampler) => (NativeTokenFilter)GCHandle.FromIntPtr(sampler->State).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* OnName(NativeSampler* sampler) => NamePointer();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnAccept(NativeSampler* sampler, int token)
    {
        NativeTokenFilter self = Of(sampler);
        if (self.Failure is not null)
            return;
        try
        {
            self._filter.Accept(token);
        }
        catch (Exception failure)
        {
            self._failure.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnApply(NativeSampler* sampler, TokenDataArray* candidates)
    {
        // Another sampler left nothing: then there is no place either for the token that ends the generation.
        if (candidates->Size == 0)
            return;
        NativeTokenFilter self = Of(sampler);
        try
        {
            if (self.Failure is null)
            {
                Candidates.Keep(candidates, self._filter.Allowed());
                if (candidates->Size > 0)
                    return;
                throw new InvalidOperationException("The constraint allows no token at this point.");
            }
        }
        catch (Exception failure)
        {
            self._failure.Keep(failure);
        }

        candidates->Data[0] = new TokenData { Token = self._endToken };
        (candidates->Size, candidates->Selected) = (1, -1);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnReset(NativeSampler* sampler)
    {
        NativeTokenFilter self = Of(sampler);
        try
        {
            self._failure.Clear();
            self._filter.Reset();
        }
        catch (Exception failure)
        {
            self._failure.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static NativeSampler* OnClone(NativeSampler* sampler)
    {
        NativeTokenFilter self = Of(sampler);
        ITokenFilter clone = self._filter;
        try
        {
            clone = self._filter.Clone();
        }
        catch (Exception failure)
        {
            // A null would be dereferenced by the chain. The clone shares the failure, so the filter that it holds is never asked.
            self._failure.Keep(failure);
        }

        return new NativeTokenFilter(self._api, clone, self._endToken, self._failure).ToNative();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFree(NativeSampler* sampler) => GCHandle.FromIntPtr(sampler->State).Free();

    private static byte* NamePointer() =>
        (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference("constrain\0"u8)); // UTF-8 literals lie in the image and never move

    private static SamplerInterface* CreateInterface()
    {
        var table = (SamplerInterface*)NativeMemory.AllocZeroed((nuint)sizeof(SamplerInterface));
        table->Name = &OnName;
        table->Accept = &OnAccept;
        table->Apply = &OnApply;
        table->Reset = &OnReset;
        table->Clone = &OnClone;
        table->Free = &OnFree;
        return table;
    }

    /// <summary>The first failure of a filter or of a clone of it.</summary>
    private sealed class FailureBox
    {
        public ExceptionDispatchInfo? First { get; private set; }

        public void Keep(Exception failure) => First ??= ExceptionDispatchInfo.Capture(failure);

        public void Clear() => First = null;
    }
}
