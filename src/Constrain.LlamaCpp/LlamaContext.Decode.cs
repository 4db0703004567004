// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp;

/// <content>Decoding, and the cache of sequences.</content>
public sealed unsafe partial class LlamaContext
{
    private const int Success = 0, NoRoom = 1, Aborted = 2, InvalidBatch = -1;

    /// <summary>Evaluates tokens that follow each other in one sequence; the logits of the last one are then available.</summary>
    /// <param name="tokens">At least one token; a long run is evaluated in pieces of <see cref="BatchSize"/>.</param>
    /// <param name="position">The position of the first: as many tokens as the sequence holds already.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="cancellationToken">Ends the evaluation; the sequence then holds what it held before the call.</param>
    /// <exception cref="ContextFullException">They do not fit; nothing was evaluated.</exception>
    /// <exception cref="LlamaException">The library failed; the sequence holds what it held before the call.</exception>
    public void Decode(ReadOnlySpan<int> tokens, int position, int sequence = 0, CancellationToken cancellationToken = default)
    {
        CheckSequence(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfZero(tokens.Length, nameof(tokens));
        foreach (int token in tokens)
            Model.CheckToken(token);
        if (tokens.Length > Length - position)
            throw new ContextFullException(position + tokens.Length, Length);

        using var lease = new HandleLease(_handle);
        CheckContinues(lease.Pointer, sequence, position);
        try
        {
            for (int done = 0; done < tokens.Length;)
            {
                int piece = Math.Min(BatchSize, tokens.Length - done);
                _batch.Clear();
                for (int i = done; i < done + piece; i++)
                    _batch.Add(tokens[i], position + i, sequence, logits: i == tokens.Length - 1);
                Evaluate(lease.Pointer, position + tokens.Length, cancellationToken);
                done += piece;
            }
        }
        catch
        {
            Truncate(sequence, position);
            throw;
        }
    }

    /// <summary>Evaluates one batch, of several sequences if need be. The logits are asked for by index into the batch.</summary>
    /// <param name="batch">Up to <see cref="BatchSize"/> tokens; those of one sequence in the order of their positions.</param>
    /// <param name="cancellationToken">Ends the evaluation; what the batch added to the sequences is then removed again.</param>
    /// <exception cref="ContextFullException">They do not fit.</exception>
    /// <exception cref="LlamaException">The library failed.</exception>
    public void DecodeBatch(ReadOnlySpan<BatchToken> batch, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Length, nameof(batch));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Length, BatchSize, nameof(batch));
        var firsts = new Dictionary<int, int>();
        int needed = 0;
        _batch.Clear();
        using var lease = new HandleLease(_handle);
        foreach (BatchToken entry in batch)
        {
            CheckSequence(entry.Sequence);
            Model.CheckToken(entry.Token);
            if (firsts.TryAdd(entry.Sequence, entry.Position))
                CheckContinues(lease.Pointer, entry.Sequence, entry.Position);
            needed = Math.Max(needed, entry.Position + 1);
            _batch.Add(entry.Token, entry.Position, entry.Sequence, entry.Logits);
        }

        if (needed > Length)
            throw new ContextFullException(needed, Length);
        try
        {
            Evaluate(lease.Pointer, needed, cancellationToken);
        }
        catch
        {
            foreach ((int sequence, int first) in firsts)
                Truncate(sequence, first);
            throw;
        }
    }

    /// <summary>The logits behind a token of the last batch: one number for each token of the vocabulary, which may be overwritten.</summary>
    /// <param name="index">Index into the batch; -1, the default, is the last token whose logits were asked for.</param>
    /// <returns>Native memory, valid until the next decode and only while the context lives.</returns>
    /// <exception cref="InvalidOperationException">No logits were asked for there.</exception>
    public Span<float> GetLogits(int index = -1)
    {
        using var lease = new HandleLease(_handle);
        float* logits = Api.Logits(lease.Pointer, index);
        return logits != null
            ? new Span<float>(logits, Model.VocabularySize)
            : throw new InvalidOperationException($"No logits were computed for index {index} of the last batch.");
    }

    /// <summary>How many tokens a sequence holds.</summary>
    public int Count(int sequence = 0)
    {
        CheckSequence(sequence);
        using var lease = new HandleLease(_handle);
        return Api.MemoryLastPosition(Api.ContextMemory(lease.Pointer), sequence) + 1;
    }

    /// <summary>Forgets what a sequence holds from a position on.</summary>
    /// <returns>False where the model's memory cannot be cut (recurrent models): the whole sequence was forgotten then.</returns>
    public bool Truncate(int sequence, int position)
    {
        CheckSequence(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        using var lease = new HandleLease(_handle);
        nint memory = Api.ContextMemory(lease.Pointer);
        if (Api.MemoryRemove(memory, sequence, position, -1) != 0)
            return true;
        _ = Api.MemoryRemove(memory, sequence, -1, -1);
        return false;
    }

    /// <summary>Makes one sequence hold what another holds; what it held itself is forgotten.</summary>
    public void CopySequence(int from, int to)
    {
        CheckSequence(from);
        CheckSequence(to);
        if (from == to)
            return;
        using var lease = new HandleLease(_handle);
        nint memory = Api.ContextMemory(lease.Pointer);
        _ = Api.MemoryRemove(memory, to, -1, -1);
        Api.MemoryCopy(memory, from, to, -1, -1);
    }

    /// <summary>Forgets all sequences.</summary>
    public void Clear()
    {
        using var lease = new HandleLease(_handle);
        Api.MemoryClear(Api.ContextMemory(lease.Pointer), 1);
    }

    internal HandleLease Lease() => new(_handle);

    private void Evaluate(nint context, int needed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using NativeLogScope log = NativeLog.Begin(Model.Logger);
        _cancellation.Token = cancellationToken;
        int result;
        try
        {
            result = Api.Decode(context, _batch.Batch);
        }
        finally
        {
            _cancellation.Token = CancellationToken.None;
        }

        switch (result)
        {
            case Success:
                return;
            case NoRoom:
                throw new ContextFullException(needed, Length);
            case Aborted:
                cancellationToken.ThrowIfCancellationRequested();
                goto default;
            default:
                string kind = result == InvalidBatch ? "the batch is invalid" : $"error {result}";
                throw new LlamaException($"llama.cpp could not evaluate {_batch.Batch.TokenCount} tokens ({kind}): {string.Join("; ", log.Complaints)}");
        }
    }

    private void CheckContinues(nint context, int sequence, int position)
    {
        int held = Api.MemoryLastPosition(Api.ContextMemory(context), sequence) + 1;
        if (position != held)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position,
                $"Sequence {sequence} holds {held} tokens, so the next has position {held}. Truncate it to continue from an earlier one.");
        }
    }

    private void CheckSequence(int sequence)
    {
        if ((uint)sequence >= (uint)Sequences)
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"The context has the sequences 0 to {Sequences - 1}.");
    }
}
