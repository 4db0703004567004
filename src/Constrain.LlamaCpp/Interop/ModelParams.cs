// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Where the fields of <c>llama_model_params</c> lie in the library that is loaded.</summary>
/// <remarks>
/// Members come and go in the middle of the structure (load_mode and lazy_mode in 2026, use_mmap out of the booleans). What has
/// stayed: two pointers and then n_gpu_layers at the front; the progress callback, its argument and kv_overrides right before
/// the booleans, of which vocab_only is the first. So the booleans are found by their defaults, and the rest by their place.
/// </remarks>
internal readonly record struct ModelParams(int Booleans)
{
    private const int GpuLayersOffset = 16;
    private int ProgressOffset => Booleans - 24;
    private int ProgressStateOffset => Booleans - 16;

    /// <summary>Finds the layout from what the library returns as defaults; false where it does not look like any known one.</summary>
    public static bool TryFind(in ParamsBlock defaults, [NotNullWhen(false)] out string? why, out ModelParams layout)
    {
        layout = default;
        ReadOnlySpan<byte> bytes = ParamsBytes.View(in defaults);
        int gpuLayers = ParamsBytes.Int32(bytes, GpuLayersOffset);
        if (bytes[..GpuLayersOffset].ContainsAnyExcept((byte)0) || gpuLayers is not (-1 or 0 or 999))
        {
            why = "llama_model_default_params does not begin with two null pointers and n_gpu_layers";
            return false;
        }

        foreach (int at in (ReadOnlySpan<int>)[64, 72, 80, 88])
        {
            // Only the first five booleans are looked at: every version has them, and what pads the structure is undefined.
            ReadOnlySpan<byte> booleans = bytes.Slice(at, 5);
            if (!booleans.ContainsAnyExcept((byte)0))
                continue;
            bool fits = booleans[0] == 0 && !booleans.ContainsAnyExceptInRange((byte)0, (byte)1)
                && !bytes.Slice(at - 24, 24).ContainsAnyExcept((byte)0);
            why = fits ? "" : $"the defaults of llama_model_params at offset {at} are not booleans behind three null pointers";
            layout = new ModelParams(at);
            return fits;
        }

        why = "no booleans were found in the defaults of llama_model_params";
        return false;
    }

    public static void SetGpuLayers(ref ParamsBlock block, int layers) => ParamsBytes.Set(ref block, GpuLayersOffset, layers);

    public void SetVocabularyOnly(ref ParamsBlock block, bool value) => ParamsBytes.Set(ref block, Booleans, value ? (byte)1 : (byte)0);

    public unsafe void SetProgress(ref ParamsBlock block, delegate* unmanaged[Cdecl]<float, nint, byte> callback, nint state)
    {
        ParamsBytes.Set(ref block, ProgressOffset, (nint)callback);
        ParamsBytes.Set(ref block, ProgressStateOffset, state);
    }
}
