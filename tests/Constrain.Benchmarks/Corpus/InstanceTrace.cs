// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Benchmarks.Measuring;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Walks one instance token by token and keeps what each step took.</summary>
/// <remarks>All that it writes to is there before the clock starts, so every allocation that is counted is the engine's.</remarks>
internal sealed class InstanceTrace(bool valid, int[] tokens, JsonSchemaOptions options, MaskCheck? check)
{
    private readonly long[] _masks = new long[tokens.Length + 1];
    private readonly long[] _commits = new long[tokens.Length];
    private readonly List<int> _collected = new(tokens.Length + 1);
    private int _maskCount;
    private int _collections = GC.CollectionCount(0);
    private bool _accepted;
    private bool _eos;
    private string? _error;
    private long? _compile;
    private long? _firstMask;

    public int CommitCount { get; private set; }

    /// <summary>Bytes allocated from the text of the schema to the first mask.</summary>
    public long CompileBytes { get; private set; }

    /// <summary>Bytes allocated after the first mask, or in all when nothing was compiled.</summary>
    public long MatchBytes { get; private set; }

    public IEnumerable<double> MasksUs => _masks.Take(_maskCount).Select(Clock.Microseconds);

    public IEnumerable<double> CommitsUs => _commits.Take(CommitCount).Select(Clock.Microseconds);

    /// <summary>Which of the masks a garbage collection may have fallen into: it did since the mask before.</summary>
    public IEnumerable<int> Collected => _collected;

    public InstanceMeasurement Measurement => new(
        valid,
        _accepted,
        _eos,
        _maskCount,
        _compile is { } compile ? Clock.Microseconds(compile) : null,
        _firstMask is { } firstMask ? Clock.Microseconds(firstMask) : null,
        _error);

    /// <summary>Compiles a schema, then walks.</summary>
    /// <returns>What was compiled.</returns>
    /// <exception cref="GrammarException">The schema cannot be compiled.</exception>
    public Constraint CompileAndWalk(string schema, Vocabulary vocabulary)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Constraint constraint = Constraint.FromJsonSchema(schema, options);
        Matcher matcher = constraint.CreateMatcher(vocabulary);
        long compiled = Stopwatch.GetTimestamp();
        TokenMask mask = matcher.Mask;
        long end = Stopwatch.GetTimestamp();
        CompileBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        _compile = compiled - start;
        _firstMask = end - start;
        Walk(matcher, mask, end - compiled);
        return constraint;
    }

    /// <summary>Walks with what was compiled before.</summary>
    public void Walk(Constraint constraint, Vocabulary vocabulary)
    {
        Matcher matcher = constraint.CreateMatcher(vocabulary);
        long start = Stopwatch.GetTimestamp();
        TokenMask mask;
        try
        {
            mask = matcher.Mask;
        }
        catch (GrammarException e)
        {
            _error = e.Message;
            return;
        }

        Walk(matcher, mask, Stopwatch.GetTimestamp() - start);
    }

    private void Walk(Matcher matcher, TokenMask mask, long ticks)
    {
        KeepMask(ticks);
        check?.Compare(matcher, mask, 0);
        try
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Walk(matcher, mask);
            MatchBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
        catch (GrammarException e)
        {
            _error = e.Message;
        }
    }

    private void Walk(Matcher matcher, TokenMask mask)
    {
        foreach (int token in tokens)
        {
            bool allowed = mask[token];
            long start = Stopwatch.GetTimestamp();
            bool accepted = matcher.TryAccept(token);
            long end = Stopwatch.GetTimestamp();
            if (accepted != allowed)
            {
                throw new InvalidOperationException(
                    $"the mask {(allowed ? "allows" : "refuses")} token {token} after {CommitCount} others, TryAccept does not agree");
            }

            if (!accepted)
            {
                return;
            }

            _commits[CommitCount++] = end - start;
            start = Stopwatch.GetTimestamp();
            mask = matcher.Mask;
            end = Stopwatch.GetTimestamp();
            KeepMask(end - start);
            check?.Compare(matcher, mask, CommitCount);
        }

        _accepted = true;
        foreach (int token in matcher.Vocabulary.EndOfGenerationTokens)
        {
            _eos |= mask[token];
        }
    }

    private void KeepMask(long ticks)
    {
        int collections = GC.CollectionCount(0);
        if (collections != _collections)
        {
            _collections = collections;
            _collected.Add(_maskCount);
        }

        _masks[_maskCount++] = ticks;
    }
}
