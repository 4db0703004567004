// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.LlamaCpp.Interop;

/// <content>The one function whose signature differs between the versions that are supported.</content>
internal sealed unsafe partial class LlamaApi
{
    public NativeSampler* SamplerPenalties(
        PenaltiesSignature signature, int vocabulary, int lastTokens, float repeat, float frequency, float presence) => signature switch
        {
            PenaltiesSignature.WithVocabulary =>
                ((delegate* unmanaged[Cdecl]<int, int, float, float, float, NativeSampler*>)_penalties)(vocabulary, lastTokens, repeat, frequency, presence),
            PenaltiesSignature.WithoutVocabulary =>
                ((delegate* unmanaged[Cdecl]<int, float, float, float, NativeSampler*>)_penalties)(lastTokens, repeat, frequency, presence),
            _ => throw new UnreachableException(),
        };
}
