// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.Intrinsics.X86;

namespace Constrain.LlamaCpp.Loading;

/// <summary>The folders into which LLamaSharp sorts its x64 builds by instruction set, best first.</summary>
internal static class CpuLevel
{
    /// <summary>Folder names that this processor can run, best first; the last, empty, is the folder without a level.</summary>
    public static IReadOnlyList<string> Supported { get; } =
    [
        .. Avx512F.IsSupported && Avx512BW.IsSupported ? ["avx512"] : Array.Empty<string>(),
        .. Avx2.IsSupported && Fma.IsSupported ? ["avx2"] : Array.Empty<string>(),
        .. Avx.IsSupported ? ["avx"] : Array.Empty<string>(),
        "noavx",
        "",
    ];
}
