// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace Constrain.LlamaCpp.Interop;

/// <summary><c>llama_batch</c>: the input of one decode; the arrays have one entry a token.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaBatch
{
    public int TokenCount;
    public int* Tokens;
    public float* Embeddings;
    public int* Positions;
    public int* SequenceCounts;
    public int** Sequences;
    public sbyte* WantsLogits;
}

/// <summary><c>llama_token_data</c>: one candidate of a sampler.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TokenData
{
    public int Token;
    public float Logit;
    public float Probability;
}

/// <summary><c>llama_token_data_array</c>: the candidates that go through a chain; samplers shorten, sort and select.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TokenDataArray
{
    public TokenData* Data;
    public nuint Size;

    /// <summary>Index into <see cref="Data"/>, not a token; -1 until a sampler selects.</summary>
    public long Selected;

    public byte Sorted;
}

/// <summary><c>llama_chat_message</c>: two zero-terminated UTF-8 texts.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeChatMessage
{
    public byte* Role;
    public byte* Content;
}

/// <summary><c>llama_sampler</c>: a table of functions and the state that they work on.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeSampler
{
    public SamplerInterface* Interface;
    public nint State;
}

/// <summary>
/// <c>llama_sampler_i</c>. The six functions have kept their places; what newer versions append (running samplers inside the
/// compute graph) is optional and stays null, with room to spare for versions to come.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SamplerInterface
{
    public delegate* unmanaged[Cdecl]<NativeSampler*, byte*> Name;
    public delegate* unmanaged[Cdecl]<NativeSampler*, int, void> Accept;
    public delegate* unmanaged[Cdecl]<NativeSampler*, TokenDataArray*, void> Apply;
    public delegate* unmanaged[Cdecl]<NativeSampler*, void> Reset;
    public delegate* unmanaged[Cdecl]<NativeSampler*, NativeSampler*> Clone;
    public delegate* unmanaged[Cdecl]<NativeSampler*, void> Free;
    private fixed ulong _appended[26];
}

/// <summary>
/// Room for <c>llama_model_params</c> or <c>llama_context_params</c> of any version.
/// </summary>
/// <remarks>
/// Both structures change with llama.cpp. They are passed by value, and for a structure of more than 16 bytes every ABI in
/// question does that through memory: a copy on the stack (System V x64) or the address of one (Windows x64, AArch64), and a
/// result goes to an address that the caller passes. A larger structure than the library knows is therefore harmless in both
/// directions, as long as it is the last argument: the library sees the first bytes of it.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ParamsBlock
{
    public const int Size = 1024;

    private fixed ulong _words[Size / sizeof(ulong)];
}
