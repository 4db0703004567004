// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Where the fields of <c>llama_context_params</c> lie in the library that is loaded.</summary>
/// <remarks>
/// The four sizes at the front have kept their places and are checked against their known defaults. Threads and the abort
/// callback are set by functions instead. <c>kv_unified</c> lies behind the only run of bytes that looks as its neighbours do:
/// cb_eval (two null pointers), type_k and type_v (both F16), abort_callback (two null pointers), then the booleans.
/// </remarks>
internal readonly record struct ContextParams(int? UnifiedCacheOffset)
{
    private const int TypeF16 = 1;

    public static bool TryFind(in ParamsBlock defaults, [NotNullWhen(false)] out string? why, out ContextParams layout)
    {
        ReadOnlySpan<byte> bytes = ParamsBytes.View(in defaults);
        (int context, int batch, int microBatch, int sequences) =
            (ParamsBytes.Int32(bytes, 0), ParamsBytes.Int32(bytes, 4), ParamsBytes.Int32(bytes, 8), ParamsBytes.Int32(bytes, 12));
        layout = new ContextParams(FindUnifiedCache(bytes));
        bool fits = (context, batch, microBatch, sequences) is (512, 2048, 512, 1);
        why = fits
            ? ""
            : $"llama_context_default_params begins with {context}, {batch}, {microBatch}, {sequences} instead of 512, 2048, 512, 1";
        return fits;
    }

    public static void SetSizes(ref ParamsBlock block, uint context, uint batch, uint sequences)
    {
        ParamsBytes.Set(ref block, 0, (int)context);
        ParamsBytes.Set(ref block, 4, (int)batch);
        ParamsBytes.Set(ref block, 8, (int)Math.Min(batch, 512));
        ParamsBytes.Set(ref block, 12, (int)sequences);
    }

    /// <summary>One cache for all sequences, so that a fork shares its prefix; left alone in a version where it was not found.</summary>
    public void SetUnifiedCache(ref ParamsBlock block, bool value)
    {
        if (UnifiedCacheOffset is int at)
            ParamsBytes.Set(ref block, at, value ? (byte)1 : (byte)0);
    }

    private static int? FindUnifiedCache(ReadOnlySpan<byte> bytes)
    {
        for (int at = 80; at <= 192; at += 8)
        {
            // embeddings, offload_kqv, no_perf, op_offload, swa_full, kv_unified
            if (bytes.Slice(at, 6).SequenceEqual((ReadOnlySpan<byte>)[0, 1, 1, 1, 1, 0])
                && !bytes.Slice(at - 16, 16).ContainsAnyExcept((byte)0)
                && ParamsBytes.Int32(bytes, at - 24) == TypeF16 && ParamsBytes.Int32(bytes, at - 20) == TypeF16
                && !bytes.Slice(at - 40, 16).ContainsAnyExcept((byte)0))
            {
                return at + 5;
            }
        }

        return null;
    }
}
