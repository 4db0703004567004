// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Interop;

/// <content>The function table itself. Null where an optional export is missing.</content>
internal sealed unsafe partial class LlamaApi
{
    public readonly delegate* unmanaged[Cdecl]<ParamsBlock> ModelDefaultParams;
    public readonly delegate* unmanaged[Cdecl]<ParamsBlock> ContextDefaultParams;
    public readonly delegate* unmanaged[Cdecl]<void> BackendInit;
    public readonly delegate* unmanaged[Cdecl]<byte*> SystemInfo;
    public readonly delegate* unmanaged[Cdecl]<byte*> LlamaVersion;
    public readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, byte*, nint, void>, nint, void> LogSet;
    public readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, byte*, nint, void>, nint, void> GgmlLogSet;
    public readonly delegate* unmanaged[Cdecl]<byte*> GgmlVersion;
    public readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, nint> GgmlSetAbortCallback;
    public readonly delegate* unmanaged[Cdecl]<void> BackendLoadAll;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> BackendLoadAllFromPath;
    public readonly delegate* unmanaged[Cdecl]<nuint> DeviceCount;
    public readonly delegate* unmanaged[Cdecl]<nuint, nint> DeviceGet;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> DeviceName;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> DeviceDescription;
    public readonly delegate* unmanaged[Cdecl]<byte*, ParamsBlock, nint> ModelLoadFromFile;
    public readonly delegate* unmanaged[Cdecl]<nint, void> ModelFree;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> ModelVocabulary;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ModelTrainedContext;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ModelEmbedding;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> ModelDescription;
    public readonly delegate* unmanaged[Cdecl]<nint, ulong> ModelSize;
    public readonly delegate* unmanaged[Cdecl]<nint, ulong> ModelParameters;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> ModelHasEncoder;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> ModelHasDecoder;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*> ModelChatTemplate;
    public readonly delegate* unmanaged[Cdecl]<nint, int> VocabularyType;
    public readonly delegate* unmanaged[Cdecl]<nint, int> VocabularyCount;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte> VocabularyIsEndOfGeneration;
    public readonly delegate* unmanaged[Cdecl]<nint, int> VocabularyBeginning;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int, byte, byte, int> Tokenize;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, int, byte, int> TokenToPiece;
    public readonly delegate* unmanaged[Cdecl]<nint, int*, int, byte*, int, byte, byte, int> Detokenize;
    public readonly delegate* unmanaged[Cdecl]<byte*, NativeChatMessage*, nuint, byte, byte*, int, int> ChatApplyTemplate;
    public readonly delegate* unmanaged[Cdecl]<nint, ParamsBlock, nint> ContextInit;
    public readonly delegate* unmanaged[Cdecl]<nint, void> ContextFree;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> ContextLength;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> ContextSequenceLength;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> ContextBatch;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> ContextMemory;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int, void> ContextSetThreads;
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, byte>, nint, void> ContextSetAbortCallback;
    public readonly delegate* unmanaged[Cdecl]<nint, LlamaBatch, int> Decode;
    public readonly delegate* unmanaged[Cdecl]<nint, int, float*> Logits;
    public readonly delegate* unmanaged[Cdecl]<nint, byte, void> MemoryClear;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int, int, byte> MemoryRemove;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> MemoryCopy;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> MemoryLastPosition;
    public readonly delegate* unmanaged[Cdecl]<SamplerInterface*, nint, NativeSampler*> SamplerInit;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, int, void> SamplerAccept;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, TokenDataArray*, void> SamplerApply;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, void> SamplerReset;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, NativeSampler*> SamplerClone;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, void> SamplerFree;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, nint, int, int> SamplerSample;
    public readonly delegate* unmanaged[Cdecl]<nuint, NativeSampler*> ChainInit;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*, NativeSampler*, void> ChainAdd;
    public readonly delegate* unmanaged[Cdecl]<NativeSampler*> SamplerGreedy;
    public readonly delegate* unmanaged[Cdecl]<uint, NativeSampler*> SamplerDistribution;
    public readonly delegate* unmanaged[Cdecl]<int, NativeSampler*> SamplerTopK;
    public readonly delegate* unmanaged[Cdecl]<float, nuint, NativeSampler*> SamplerTopP;
    public readonly delegate* unmanaged[Cdecl]<float, nuint, NativeSampler*> SamplerMinP;
    public readonly delegate* unmanaged[Cdecl]<float, nuint, NativeSampler*> SamplerTypical;
    public readonly delegate* unmanaged[Cdecl]<float, NativeSampler*> SamplerTemperature;

    private readonly nint _penalties;
}
