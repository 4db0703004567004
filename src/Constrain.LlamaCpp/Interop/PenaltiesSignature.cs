// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Interop;

/// <summary>Which arguments <c>llama_sampler_init_penalties</c> takes in the library that is loaded.</summary>
internal enum PenaltiesSignature
{
    /// <summary>Neither form did what it should: penalties are refused.</summary>
    Unknown,

    /// <summary>last_n, repeat, frequency, presence.</summary>
    WithoutVocabulary,

    /// <summary>n_vocab, last_n, repeat, frequency, presence (since 2026).</summary>
    WithVocabulary,
}

/// <summary>Finds out by experiment which signature the function has.</summary>
/// <remarks>
/// The change of signature left no trace in the exports, and the wrong one would penalise the wrong tokens without an error.
/// So both are tried on four candidates: with a memory of one token, only the last accepted token may be penalised, by half.
/// The longer call first: to the older function it is a valid call with other values in every ABI, not so the other way round.
/// </remarks>
internal static unsafe class PenaltiesSignatures
{
    private const int Candidates = 4;

    public static PenaltiesSignature Detect(LlamaApi api)
    {
        if (RemembersOneToken(api, api.SamplerPenalties(PenaltiesSignature.WithVocabulary, Candidates, 1, 2f, 0f, 0f)))
            return PenaltiesSignature.WithVocabulary;
        return RemembersOneToken(api, api.SamplerPenalties(PenaltiesSignature.WithoutVocabulary, Candidates, 1, 2f, 0f, 0f))
            ? PenaltiesSignature.WithoutVocabulary
            : PenaltiesSignature.Unknown;
    }

    private static bool RemembersOneToken(LlamaApi api, NativeSampler* sampler)
    {
        TokenData* data = stackalloc TokenData[Candidates];
        for (int i = 0; i < Candidates; i++)
            data[i] = new TokenData { Token = i, Logit = 4 };
        var candidates = new TokenDataArray { Data = data, Size = Candidates, Selected = -1 };

        api.SamplerAccept(sampler, 1);
        api.SamplerAccept(sampler, 2);
        api.SamplerApply(sampler, &candidates);
        api.SamplerFree(sampler);
        return data[0].Logit == 4 && data[1].Logit == 4 && data[2].Logit == 2 && data[3].Logit == 4;
    }
}
