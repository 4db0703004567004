// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

namespace Constrain.LlamaCpp.Interop;

/// <summary>The arrays of a <see cref="LlamaBatch"/>, allocated once for the largest batch.</summary>
internal sealed unsafe class BatchBuffer : IDisposable
{
    private readonly int* _tokens;
    private readonly int* _positions;
    private readonly int* _counts;
    private readonly int* _sequences;
    private readonly int** _sequencePointers;
    private readonly sbyte* _logits;
    private void* _memory;
    private int _count;

    public BatchBuffer(int capacity)
    {
        Capacity = capacity;
        nuint n = (nuint)capacity;
        _memory = NativeMemory.AllocZeroed(n * (nuint)(sizeof(int*) + (4 * sizeof(int)) + sizeof(sbyte)));

        // The pointers first: they need the strictest alignment.
        _sequencePointers = (int**)_memory;
        _tokens = (int*)(_sequencePointers + n);
        _positions = _tokens + n;
        _counts = _positions + n;
        _sequences = _counts + n;
        _logits = (sbyte*)(_sequences + n);
        for (int i = 0; i < capacity; i++)
        {
            _counts[i] = 1;
            _sequencePointers[i] = _sequences + i;
        }
    }

    ~BatchBuffer() => NativeMemory.Free(_memory);

    public int Capacity { get; }

    public LlamaBatch Batch => new()
    {
        TokenCount = _count,
        Tokens = _tokens,
        Positions = _positions,
        SequenceCounts = _counts,
        Sequences = _sequencePointers,
        WantsLogits = _logits,
    };

    public void Clear() => _count = 0;

    public void Add(int token, int position, int sequence, bool logits)
    {
        _tokens[_count] = token;
        _positions[_count] = position;
        _sequences[_count] = sequence;
        _logits[_count] = logits ? (sbyte)1 : (sbyte)0;
        _count++;
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        GC.SuppressFinalize(this);
    }
}
