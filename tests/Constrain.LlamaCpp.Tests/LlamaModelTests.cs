// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using Constrain.LlamaCpp.Tests.Gguf;
using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp.Tests;

public sealed class LlamaModelTests : IClassFixture<TinyModelFixture>, IDisposable
{
    private readonly TinyModelFixture _tiny;
    private readonly TemporaryFolder _folder = new();

    public LlamaModelTests(TinyModelFixture tiny) => _tiny = tiny;

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Properties_OfAModel_AreThoseOfItsFile()
    {
        LlamaModel model = _tiny.Require();

        Assert.Equal(TinyModel.Tokens.Count, model.VocabularySize);
        Assert.Equal(32, model.EmbeddingSize);
        Assert.Equal(256, model.TrainedContextLength);
        Assert.Null(model.ChatTemplate);
        Assert.Contains("llama", model.Description, StringComparison.Ordinal);
        Assert.Equal((2 * 32 * TinyModel.Tokens.Count) + (3 * 32) + (4 * 32 * 32) + (3 * 32 * 64), model.ParameterCount);
        Assert.Equal(model.ParameterCount * sizeof(float), model.SizeInBytes);
    }

    [SkippableFact]
    public void Load_ReportsProgress_FromAlmostNothingToAll()
    {
        _ = Native.Require();
        var reports = new List<double>();

        using LlamaModel model = LlamaModel.Load(File(), progress: new Reports(reports.Add));

        Assert.Equal(1.0, reports[^1]);
        Assert.Equal(reports.Order(), reports);
    }

    [SkippableFact]
    public void Load_WhenCancelledMeanwhile_Throws()
    {
        _ = Native.Require();
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(
            () => LlamaModel.Load(File(), progress: new Reports(_ => cancel.Cancel()), cancellationToken: cancel.Token));
    }

    [SkippableFact]
    public void Load_WithAProgressThatThrows_ThrowsThatAndNothingIsLost()
    {
        _ = Native.Require();

        InvalidTimeZoneException thrown = Assert.Throws<InvalidTimeZoneException>(
            () => LlamaModel.Load(File(), progress: new Reports(_ => throw new InvalidTimeZoneException("mine"))));

        Assert.Equal("mine", thrown.Message);
    }

    [SkippableFact]
    public void Load_WithALogger_HandsOverWhatTheLibraryLogs()
    {
        _ = Native.Require();
        var lines = new Lines();

        using LlamaModel model = LlamaModel.Load(File(), logger: lines);

        Assert.Contains(lines.All, line => line.Text.Contains("general.architecture", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.All, line => line.Text.Contains('\n', StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Load_OnTwoThreads_KeepsTheirLogsApart()
    {
        _ = Native.Require();
        Lines[] logs = [new(), new()];
        Parallel.For(0, 2, i => LlamaModel.Load(
            _folder.File($"{i}.gguf", TinyModel.Create().Text("general.name", $"name{i}").ToArray()), logger: logs[i]).Dispose());

        for (int i = 0; i < 2; i++)
        {
            Assert.Contains(logs[i].All, line => line.Text.Contains($"name{i}", StringComparison.Ordinal));
            Assert.DoesNotContain(logs[i].All, line => line.Text.Contains($"name{1 - i}", StringComparison.Ordinal));
        }
    }

    [SkippableFact]
    public void Load_WithALoggerThatThrows_ThrowsThat()
    {
        _ = Native.Require();

        Assert.Throws<InvalidTimeZoneException>(() => LlamaModel.Load(File(), logger: new Lines { Fail = true }));
    }

    [SkippableFact]
    public void Tokenize_OfText_PrefersTheLongestTokensByScore()
    {
        LlamaModel model = _tiny.Require();

        int[] tokens = model.Tokenize("hello", addSpecial: true, parseSpecial: false);

        Assert.Equal(1, tokens[0]);
        Assert.Equal("hello", model.Detokenize(tokens).TrimStart());
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("naïve 日本語 🙂\0end")]
    [InlineData("<s>not special</s>")]
    public void Tokenize_AnyText_KeepsItsBytes(string text)
    {
        LlamaModel model = _tiny.Require();

        byte[] bytes = [.. model.Tokenize(text, addSpecial: false, parseSpecial: false).SelectMany(token => model.TokenToPiece(token))];

        // SentencePiece puts one space in front.
        Assert.Equal(text.Length == 0 ? "" : " " + text, System.Text.Encoding.UTF8.GetString(bytes));
    }

    [SkippableFact]
    public void Tokenize_WithSpecials_ReadsThemOnlyWhenAsked()
    {
        LlamaModel model = _tiny.Require();

        Assert.Contains(TinyModel.EndToken, model.Tokenize("a</s>", addSpecial: false, parseSpecial: true));
        Assert.DoesNotContain(TinyModel.EndToken, model.Tokenize("a</s>", addSpecial: false, parseSpecial: false));
    }

    /// <summary>llama.cpp splits with a regex engine that recurses for each character; on an ordinary stack this ends the process.</summary>
    [SkippableTheory]
    [InlineData("gpt-4o")]
    [InlineData("falcon")]
    [InlineData("bloom")]
    [InlineData("llama-bpe")]
    public void Tokenize_OfALongRunOfOneKind_DoesNotOverflowTheStack(string pre)
    {
        _ = Native.Require();
        using LlamaModel model = LlamaModel.Load(
            _folder.File("bpe.gguf", TinyModel.CreateBytePair(pre).ToArray()), new LlamaModelOptions { VocabularyOnly = true });

        foreach (string unit in (string[])["a", " ", "!", "日"])
        {
            int[] tokens = model.Tokenize(string.Concat(Enumerable.Repeat(unit, 60_000)), addSpecial: false, parseSpecial: false);
            Assert.Equal(60_000 * System.Text.Encoding.UTF8.GetByteCount(unit), tokens.Length);
        }
    }

    [SkippableFact]
    public void Tokenize_OfMoreThanTwoMebibytes_IsRefused() =>
        Assert.Throws<ArgumentException>(() => _tiny.Require().Tokenize(new string('a', (1 << 21) + 1), addSpecial: false, parseSpecial: false));

    [SkippableFact]
    public void IsEndOfGeneration_OfTheEndToken_Only()
    {
        LlamaModel model = _tiny.Require();

        Assert.Equal([TinyModel.EndToken], Enumerable.Range(0, model.VocabularySize).Where(model.IsEndOfGeneration));
    }

    [SkippableTheory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Token_OutsideTheVocabulary_IsRefusedByEveryMember(int token)
    {
        LlamaModel model = _tiny.Require();

        Assert.Throws<ArgumentOutOfRangeException>(() => model.IsEndOfGeneration(token));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.TokenToPiece(token));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Detokenize([token]));
    }

    [SkippableFact]
    public void ApplyChatTemplate_OfABaseModel_PassesTheTextThrough() =>
        Assert.Equal("one\ntwo", _tiny.Require().ApplyChatTemplate([new("system", "one"), new("user", "two")], addAssistant: true));

    [SkippableFact]
    public void ApplyChatTemplate_OfAKnownTemplate_IsRendered()
    {
        using LlamaModel model = WithTemplate("{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}");
        string word = new('x', 5000);

        Assert.Equal(
            $"<|im_start|>user\nHeizölrückstoßabdämpfung {word}<|im_end|>\n<|im_start|>assistant\n",
            model.ApplyChatTemplate([new("user", "Heizölrückstoßabdämpfung " + word)], addAssistant: true));
    }

    [SkippableFact]
    public void ApplyChatTemplate_OfAnUnknownTemplate_IsRefused()
    {
        using LlamaModel model = WithTemplate("{{ frobnicate(messages) }}");

        Assert.Throws<NotSupportedException>(() => model.ApplyChatTemplate([new("user", "x")], addAssistant: true));
    }

    [SkippableFact]
    public void ApplyChatTemplate_WithANul_IsRefusedRatherThanCut()
    {
        using LlamaModel model = WithTemplate("<|im_start|>");

        Assert.Throws<ArgumentException>(() => model.ApplyChatTemplate([new("user", "x\0y")], addAssistant: true));
    }

    [SkippableFact]
    public void Members_AfterDispose_Throw()
    {
        _ = Native.Require();
        LlamaModel model = LlamaModel.Load(File());
        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Tokenize("x", false, false));
        Assert.Throws<ObjectDisposedException>(() => model.CreateContext());
    }

    [SkippableFact]
    public void Dispose_WhileAContextLives_LeavesTheContextUsable()
    {
        _ = Native.Require();
        LlamaModel model = LlamaModel.Load(File());
        using LlamaContext context = model.CreateContext();
        model.Dispose();

        context.Decode([1, 5, 6], 0);

        Assert.False(model.Handle.IsInvalid);
        Assert.Equal(3, context.Count());
    }

    private LlamaModel WithTemplate(string template)
    {
        _ = Native.Require();
        return LlamaModel.Load(_folder.File("chat.gguf", TinyModel.Create().Text("tokenizer.chat_template", template).ToArray()));
    }

    private string File() => _folder.File("tiny.gguf", TinyModel.Create().ToArray());

    private sealed class Reports(Action<double> act) : IProgress<double>
    {
        public void Report(double value) => act(value);
    }

    private sealed class Lines : ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

        public bool Fail { get; init; }

        public IReadOnlyCollection<(LogLevel Level, string Text)> All => _lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Fail)
                throw new InvalidTimeZoneException("mine");
            _lines.Enqueue((logLevel, formatter(state, exception)));
        }
    }
}
