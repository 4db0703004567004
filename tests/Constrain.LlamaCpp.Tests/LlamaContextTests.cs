// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Tests.Gguf;

namespace Constrain.LlamaCpp.Tests;

public sealed class LlamaContextTests : IClassFixture<TinyModelFixture>
{
    private readonly TinyModelFixture _tiny;

    public LlamaContextTests(TinyModelFixture tiny) => _tiny = tiny;

    private static int[] Prompt { get; } = [1, 70, 71, 72, 73, 74, 75, 76, 77, 78];

    [SkippableFact]
    public void Decode_OfAPrompt_GivesLogitsForEveryToken()
    {
        using LlamaContext context = Create(new LlamaContextOptions());
        context.Decode(Prompt, 0);

        Span<float> logits = context.GetLogits();

        Assert.Equal(TinyModel.Tokens.Count, logits.Length);
        Assert.DoesNotContain(logits.ToArray(), logit => !float.IsFinite(logit));
        Assert.True(logits.ToArray().Distinct().Count() > logits.Length / 2, "the logits of random weights should differ");
        Assert.Equal(Prompt.Length, context.Count());
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Decode_InPiecesOfAnySize_GivesTheSameLogits(int batch)
    {
        float[] whole = LogitsAfter(Prompt, new LlamaContextOptions { BatchSize = 512 });

        AssertClose(whole, LogitsAfter(Prompt, new LlamaContextOptions { BatchSize = batch }));
    }

    [SkippableFact]
    public void Truncate_AndDecodeAgain_GivesTheLogitsOfTheOtherText()
    {
        using LlamaContext context = Create(new LlamaContextOptions());
        context.Decode(Prompt, 0);
        Assert.True(context.Truncate(0, 4));
        context.Decode([100, 101], 4);

        AssertClose(LogitsAfter([.. Prompt[..4], 100, 101], new LlamaContextOptions()), context.GetLogits().ToArray());
    }

    [SkippableFact]
    public void CopySequence_ForksAPrompt_AndBothGoTheirOwnWays()
    {
        using LlamaContext context = Create(new LlamaContextOptions { Sequences = 3, ContextLength = 256 });
        context.Decode(Prompt, 0);
        context.CopySequence(0, 1);
        context.CopySequence(0, 2);
        context.DecodeBatch([new(100, Prompt.Length, 0, true), new(101, Prompt.Length, 1, true), new(102, Prompt.Length, 2, true)]);

        for (int sequence = 0; sequence < 3; sequence++)
        {
            AssertClose(
                LogitsAfter([.. Prompt, 100 + sequence], new LlamaContextOptions()), context.GetLogits(sequence).ToArray());
        }
    }

    [SkippableFact]
    public void Length_WithSeveralSequences_IsWhatWasAskedForEach()
    {
        using LlamaContext context = Create(new LlamaContextOptions { Sequences = 4, ContextLength = 256 });

        Assert.True(context.Length >= 256, $"{context.Length}");
    }

    [SkippableFact]
    public void Decode_BeyondTheContext_IsRefusedAndChangesNothing()
    {
        using LlamaContext context = Create(new LlamaContextOptions { ContextLength = 32 });
        context.Decode(Prompt, 0);
        int[] tooMany = [.. Enumerable.Repeat(70, context.Length - Prompt.Length + 1)];

        ContextFullException full = Assert.Throws<ContextFullException>(() => context.Decode(tooMany, Prompt.Length));

        Assert.Equal((context.Length + 1, context.Length), (full.Needed, full.Length));
        Assert.Equal(Prompt.Length, context.Count());
        context.Decode(tooMany.AsSpan(1), Prompt.Length);
        Assert.Equal(context.Length, context.Count());
    }

    [SkippableFact]
    public void Decode_WithAnotherPositionThanTheNext_IsRefused()
    {
        using LlamaContext context = Create(new LlamaContextOptions());

        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode(Prompt, 1));
        context.Decode(Prompt, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode(Prompt, 0));
    }

    [SkippableFact]
    public void Decode_WithWrongArguments_IsRefusedBeforeTheLibraryAsserts()
    {
        using LlamaContext context = Create(new LlamaContextOptions());

        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode([TinyModel.Tokens.Count], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode([1], 0, sequence: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.DecodeBatch([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.CopySequence(0, 1));
        Assert.Throws<InvalidOperationException>(() => context.GetLogits().Length);
    }

    [SkippableFact]
    public void Decode_WhenCancelled_ThrowsAndTheSequenceIsAsBefore()
    {
        using LlamaContext context = Create(new LlamaContextOptions());
        context.Decode(Prompt, 0);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => context.Decode([100, 101], Prompt.Length, cancellationToken: cancel.Token));

        Assert.Equal(Prompt.Length, context.Count());
        context.Decode([100, 101], Prompt.Length);
        AssertClose(LogitsAfter([.. Prompt, 100, 101], new LlamaContextOptions()), context.GetLogits().ToArray());
    }

    /// <summary>One native call of many seconds, which only the library's own abort callback can end early.</summary>
    [SkippableFact]
    public void Decode_WhenCancelledInTheMiddle_EndsSoonAndTheSequenceIsAsBefore()
    {
        const int Long = 30_000;
        using LlamaContext context = Create(new LlamaContextOptions { ContextLength = Long + 256, BatchSize = Long });
        context.Decode(Prompt, 0);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.ThrowsAny<OperationCanceledException>(
            () => context.Decode([.. Enumerable.Repeat(70, Long)], Prompt.Length, cancellationToken: cancel.Token));

        Assert.Equal(Prompt.Length, context.Count());
        context.Decode([100, 101], Prompt.Length);
        AssertClose(LogitsAfter([.. Prompt, 100, 101], new LlamaContextOptions()), context.GetLogits().ToArray());
    }

    [SkippableFact]
    public void Clear_ForgetsEverySequence()
    {
        using LlamaContext context = Create(new LlamaContextOptions { Sequences = 2 });
        context.Decode(Prompt, 0, sequence: 1);
        context.Clear();

        Assert.Equal((0, 0), (context.Count(0), context.Count(1)));
    }

    [SkippableFact]
    public void Create_WithWrongOptions_IsRefused()
    {
        LlamaModel model = _tiny.Require();

        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreateContext(new() { ContextLength = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreateContext(new() { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreateContext(new() { Threads = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreateContext(new() { Sequences = 0 }));
    }

    [SkippableFact]
    public void Members_AfterDispose_Throw()
    {
        LlamaContext context = Create(new LlamaContextOptions());
        context.Dispose();
        context.Dispose();

        Assert.Throws<ObjectDisposedException>(() => context.Decode(Prompt, 0));
        Assert.Throws<ObjectDisposedException>(() => context.GetLogits().Length);
        Assert.Throws<ObjectDisposedException>(() => context.Count());
    }

    /// <summary>What is created and dropped is given back: many rounds would need gigabytes otherwise.</summary>
    [SkippableFact]
    public void Dispose_OfManyContexts_GivesTheMemoryBack()
    {
        LlamaModel model = _tiny.Require();
        long before = 0;
        for (int round = 0; round < 40; round++)
        {
            using LlamaContext context = model.CreateContext(new LlamaContextOptions { ContextLength = 65536, Threads = 1 });
            context.Decode(Prompt, 0);
            if (round == 9)
                before = Environment.WorkingSet;
        }

        // A context of this size is some 16 MiB, so thirty would be 480.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 300L << 20);
    }

    /// <summary>With one thread: several would wait for each other more than they compute.</summary>
    private LlamaContext Create(LlamaContextOptions options) => _tiny.Require().CreateContext(new LlamaContextOptions
    {
        ContextLength = options.ContextLength,
        BatchSize = options.BatchSize,
        Sequences = options.Sequences,
        Threads = 1,
    });

    private float[] LogitsAfter(ReadOnlySpan<int> tokens, LlamaContextOptions options)
    {
        using LlamaContext context = Create(options);
        context.Decode(tokens, 0);
        return context.GetLogits().ToArray();
    }

    /// <summary>Equal but for the order in which a batch sums up.</summary>
    private static void AssertClose(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-2f, $"token {i}: {expected[i]} and {actual[i]}");
    }
}
