// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.LlamaCpp.Generation;

namespace Constrain.LlamaCpp;

/// <summary>Generates documents that satisfy a constraint, with one model and one context.</summary>
/// <remarks>Threads: one call at a time; make a generator per thread, they share the model.</remarks>
public sealed partial class Generator : IDisposable
{
    private readonly LlamaModel _model;
    private readonly LlamaContext _context;

    /// <summary>Creates a generator.</summary>
    /// <param name="model">The model; it must outlive the generator.</param>
    /// <param name="options">Its context; defaults when null.</param>
    /// <exception cref="InvalidOperationException">Only the model's vocabulary was loaded, or it cannot generate text.</exception>
    /// <exception cref="LlamaException">llama.cpp cannot create the context, for lack of memory for example.</exception>
    public Generator(LlamaModel model, LlamaContextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _context = model.CreateContext(options);
    }

    /// <summary>Generates one document.</summary>
    /// <param name="prompt">What is asked of the model.</param>
    /// <param name="constraint">What the document must satisfy.</param>
    /// <param name="options">Defaults when null.</param>
    /// <param name="cancellationToken">Ends the generation within one decode step.</param>
    /// <returns>The complete document.</returns>
    /// <exception cref="GenerationException">The budget or the context is too small for a complete document.</exception>
    /// <exception cref="GrammarException">The constraint grew past its limits.</exception>
    /// <exception cref="LlamaException">llama.cpp failed.</exception>
    /// <exception cref="NotSupportedException">llama.cpp does not know the model's chat template.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public GenerationResult Generate(string prompt, Constraint constraint, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(constraint);
        return Write(prompt, constraint, options ?? new GenerationOptions(), null, cancellationToken);
    }

    /// <param name="prompt">What is asked of the model.</param>
    /// <param name="constraint">What the document must satisfy.</param>
    /// <param name="options">How.</param>
    /// <param name="onToken">Told each token of the document as it is taken, on the generating thread.</param>
    /// <param name="cancellationToken">Ends the generation within one decode step.</param>
    private GenerationResult Write(string prompt, Constraint constraint, GenerationOptions options, Action<int>? onToken, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1, "options.MaxTokens");
        int[] tokens = PromptTokens(prompt, options);
        Matcher matcher = constraint.CreateMatcher(_model.Vocabulary);
        int budget = BudgetFor(tokens.Length, matcher, options);

        using var sampler = new LlamaSamplerChain(_model, options.Sampling);
        long start = Stopwatch.GetTimestamp();
        _context.Clear();
        var decoding = new ConstrainedDecoding(_context, matcher, sampler, tokens, budget, options, onToken);
        decoding.ReadPrompt(cancellationToken);
        long read = Stopwatch.GetTimestamp();
        decoding.Run(cancellationToken);
        return new GenerationResult(
            decoding.Text(),
            [.. decoding.Tokens],
            decoding.ForcedTokens,
            tokens.Length,
            decoding.IsSteered ? FinishReason.ClosedByBudget : FinishReason.Stop,
            sampler.Seed,
            Stopwatch.GetElapsedTime(start, read),
            Stopwatch.GetElapsedTime(read));
    }

    /// <inheritdoc cref="Generate"/>
    /// <remarks>Decoding is computation; it runs on a thread of the pool.</remarks>
    public Task<GenerationResult> GenerateAsync(string prompt, Constraint constraint, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Generate(prompt, constraint, options, cancellationToken), cancellationToken);

    /// <summary>Frees the context; the model stays.</summary>
    public void Dispose() => _context.Dispose();

    private int[] PromptTokens(string prompt, GenerationOptions options)
    {
        bool hasTemplate = options.UseChatTemplate && _model.ChatTemplate is not null;
        if (options.SystemPrompt is not null && !hasTemplate)
        {
            throw new ArgumentException("A system prompt needs a model with a chat template, and its use.", nameof(options));
        }

        string text = prompt;
        if (hasTemplate)
        {
            List<ChatMessage> messages = options.SystemPrompt is null ? [] : [new ChatMessage("system", options.SystemPrompt)];
            messages.Add(new ChatMessage("user", prompt));
            text = _model.ApplyChatTemplate(messages, true);
        }

        int[] tokens = _model.Tokenize(text, addSpecial: true, parseSpecial: hasTemplate);
        return tokens.Length > 0 ? tokens : throw new ArgumentException("The prompt is empty, and the model adds nothing to it.", nameof(prompt));
    }

    private int RoomAfter(int promptTokens)
    {
        int room = _context.Length - promptTokens;
        return room >= 1 ? room : throw new GenerationException(
            GenerationError.PromptTooLong, $"The prompt takes {promptTokens} tokens and the context holds {_context.Length}; shorten it, or ask for a larger context.");
    }

    private int BudgetFor(int promptTokens, Matcher matcher, GenerationOptions options)
    {
        int room = RoomAfter(promptTokens);
        int budget = Math.Min(options.MaxTokens, room);
        long needed = matcher.MinimumBytes;
        return needed <= budget ? budget : throw new GenerationException(
            GenerationError.BudgetTooSmall,
            options.MaxTokens <= room
                ? $"The shortest document may take {needed} tokens, and the limit is {options.MaxTokens}; raise it."
                : $"The shortest document may take {needed} tokens, and the context of {_context.Length} has {room} left after the prompt; ask for a larger context.");
    }
}
