// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

namespace Constrain.LlamaCpp.Interop;

/// <summary>The functions of llama.cpp and ggml that Constrain calls, resolved by name when the library is loaded.</summary>
/// <remarks>
/// Function pointers instead of P/Invoke declarations: the library's file is only known at run time, its name varies, and an
/// export that a version lacks becomes one clear error when loading, not an EntryPointNotFoundException later.
/// Fields stand in the order of llama.h. All calls are blittable; text is zero-terminated UTF-8.
/// </remarks>
internal sealed unsafe partial class LlamaApi
{
    private readonly IReadOnlyList<nint> _libraries;

    /// <param name="libraries">Where to look up exports, in this order: llama, then the ggml libraries it stands on.</param>
    /// <exception cref="NativeLibraryException">An export that is needed is missing.</exception>
    public LlamaApi(IReadOnlyList<nint> libraries)
    {
        _libraries = libraries;

        ModelDefaultParams = (delegate* unmanaged[Cdecl]<ParamsBlock>)Need("llama_model_default_params");
        ContextDefaultParams = (delegate* unmanaged[Cdecl]<ParamsBlock>)Need("llama_context_default_params");
        BackendInit = (delegate* unmanaged[Cdecl]<void>)Need("llama_backend_init");
        SystemInfo = (delegate* unmanaged[Cdecl]<byte*>)Need("llama_print_system_info");
        LlamaVersion = (delegate* unmanaged[Cdecl]<byte*>)Maybe("llama_version");
        LogSet = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, byte*, nint, void>, nint, void>)Need("llama_log_set");

        GgmlLogSet = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, byte*, nint, void>, nint, void>)Maybe("ggml_log_set");
        GgmlVersion = (delegate* unmanaged[Cdecl]<byte*>)Maybe("ggml_version");
        GgmlSetAbortCallback = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, nint>)Maybe("ggml_set_abort_callback");
        BackendLoadAll = (delegate* unmanaged[Cdecl]<void>)Maybe("ggml_backend_load_all");
        BackendLoadAllFromPath = (delegate* unmanaged[Cdecl]<byte*, void>)Maybe("ggml_backend_load_all_from_path");
        DeviceCount = (delegate* unmanaged[Cdecl]<nuint>)Need("ggml_backend_dev_count");
        DeviceGet = (delegate* unmanaged[Cdecl]<nuint, nint>)Need("ggml_backend_dev_get");
        DeviceName = (delegate* unmanaged[Cdecl]<nint, byte*>)Need("ggml_backend_dev_name");
        DeviceDescription = (delegate* unmanaged[Cdecl]<nint, byte*>)Need("ggml_backend_dev_description");

        ModelLoadFromFile = (delegate* unmanaged[Cdecl]<byte*, ParamsBlock, nint>)Need("llama_model_load_from_file");
        ModelFree = (delegate* unmanaged[Cdecl]<nint, void>)Need("llama_model_free");
        ModelVocabulary = (delegate* unmanaged[Cdecl]<nint, nint>)Need("llama_model_get_vocab");
        ModelTrainedContext = (delegate* unmanaged[Cdecl]<nint, int>)Need("llama_model_n_ctx_train");
        ModelEmbedding = (delegate* unmanaged[Cdecl]<nint, int>)Need("llama_model_n_embd");
        ModelDescription = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int>)Need("llama_model_desc");
        ModelSize = (delegate* unmanaged[Cdecl]<nint, ulong>)Need("llama_model_size");
        ModelParameters = (delegate* unmanaged[Cdecl]<nint, ulong>)Need("llama_model_n_params");
        ModelHasEncoder = (delegate* unmanaged[Cdecl]<nint, byte>)Need("llama_model_has_encoder");
        ModelHasDecoder = (delegate* unmanaged[Cdecl]<nint, byte>)Need("llama_model_has_decoder");
        ModelChatTemplate = (delegate* unmanaged[Cdecl]<nint, byte*, byte*>)Need("llama_model_chat_template");

        VocabularyType = (delegate* unmanaged[Cdecl]<nint, int>)Need("llama_vocab_type");
        VocabularyCount = (delegate* unmanaged[Cdecl]<nint, int>)Need("llama_vocab_n_tokens");
        VocabularyIsEndOfGeneration = (delegate* unmanaged[Cdecl]<nint, int, byte>)Need("llama_vocab_is_eog");
        VocabularyBeginning = (delegate* unmanaged[Cdecl]<nint, int>)Need("llama_vocab_bos");
        Tokenize = (delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int, byte, byte, int>)Need("llama_tokenize");
        TokenToPiece = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, int, byte, int>)Need("llama_token_to_piece");
        Detokenize = (delegate* unmanaged[Cdecl]<nint, int*, int, byte*, int, byte, byte, int>)Need("llama_detokenize");
        ChatApplyTemplate = (delegate* unmanaged[Cdecl]<byte*, NativeChatMessage*, nuint, byte, byte*, int, int>)Need("llama_chat_apply_template");

        ContextInit = (delegate* unmanaged[Cdecl]<nint, ParamsBlock, nint>)Need("llama_init_from_model");
        ContextFree = (delegate* unmanaged[Cdecl]<nint, void>)Need("llama_free");
        ContextLength = (delegate* unmanaged[Cdecl]<nint, uint>)Need("llama_n_ctx");
        ContextSequenceLength = (delegate* unmanaged[Cdecl]<nint, uint>)Maybe("llama_n_ctx_seq");
        ContextBatch = (delegate* unmanaged[Cdecl]<nint, uint>)Need("llama_n_batch");
        ContextMemory = (delegate* unmanaged[Cdecl]<nint, nint>)Need("llama_get_memory");
        ContextSetThreads = (delegate* unmanaged[Cdecl]<nint, int, int, void>)Need("llama_set_n_threads");
        ContextSetAbortCallback = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, byte>, nint, void>)Need("llama_set_abort_callback");
        Decode = (delegate* unmanaged[Cdecl]<nint, LlamaBatch, int>)Need("llama_decode");
        Logits = (delegate* unmanaged[Cdecl]<nint, int, float*>)Need("llama_get_logits_ith");
        MemoryClear = (delegate* unmanaged[Cdecl]<nint, byte, void>)Need("llama_memory_clear");
        MemoryRemove = (delegate* unmanaged[Cdecl]<nint, int, int, int, byte>)Need("llama_memory_seq_rm");
        MemoryCopy = (delegate* unmanaged[Cdecl]<nint, int, int, int, int, void>)Need("llama_memory_seq_cp");
        MemoryLastPosition = (delegate* unmanaged[Cdecl]<nint, int, int>)Need("llama_memory_seq_pos_max");

        SamplerInit = (delegate* unmanaged[Cdecl]<SamplerInterface*, nint, NativeSampler*>)Need("llama_sampler_init");
        SamplerAccept = (delegate* unmanaged[Cdecl]<NativeSampler*, int, void>)Need("llama_sampler_accept");
        SamplerApply = (delegate* unmanaged[Cdecl]<NativeSampler*, TokenDataArray*, void>)Need("llama_sampler_apply");
        SamplerReset = (delegate* unmanaged[Cdecl]<NativeSampler*, void>)Need("llama_sampler_reset");
        SamplerClone = (delegate* unmanaged[Cdecl]<NativeSampler*, NativeSampler*>)Need("llama_sampler_clone");
        SamplerFree = (delegate* unmanaged[Cdecl]<NativeSampler*, void>)Need("llama_sampler_free");
        SamplerSample = (delegate* unmanaged[Cdecl]<NativeSampler*, nint, int, int>)Need("llama_sampler_sample");
        ChainInit = (delegate* unmanaged[Cdecl]<nuint, NativeSampler*>)Need("llama_sampler_chain_init");
        ChainAdd = (delegate* unmanaged[Cdecl]<NativeSampler*, NativeSampler*, void>)Need("llama_sampler_chain_add");
        SamplerGreedy = (delegate* unmanaged[Cdecl]<NativeSampler*>)Need("llama_sampler_init_greedy");
        SamplerDistribution = (delegate* unmanaged[Cdecl]<uint, NativeSampler*>)Need("llama_sampler_init_dist");
        SamplerTopK = (delegate* unmanaged[Cdecl]<int, NativeSampler*>)Need("llama_sampler_init_top_k");
        SamplerTopP = (delegate* unmanaged[Cdecl]<float, nuint, NativeSampler*>)Need("llama_sampler_init_top_p");
        SamplerMinP = (delegate* unmanaged[Cdecl]<float, nuint, NativeSampler*>)Need("llama_sampler_init_min_p");
        SamplerTypical = (delegate* unmanaged[Cdecl]<float, nuint, NativeSampler*>)Need("llama_sampler_init_typical");
        SamplerTemperature = (delegate* unmanaged[Cdecl]<float, NativeSampler*>)Need("llama_sampler_init_temp");
        _penalties = Need("llama_sampler_init_penalties");
    }

    private nint Need(string name)
    {
        nint export = Maybe(name);
        return export != 0
            ? export
            : throw new NativeLibraryException(
                $"The library does not export {name}: it is older than this version of Constrain supports, or it is not llama.cpp.");
    }

    private nint Maybe(string name)
    {
        foreach (nint library in _libraries)
        {
            if (NativeLibrary.TryGetExport(library, name, out nint address))
                return address;
        }

        return 0;
    }
}
