// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Evaluation;

/// <summary>Has a model write the documents of an evaluation.</summary>
/// <remarks>
/// All that is done with one case is done in one go, so an evaluation that is cut short has as many documents in each row, give or
/// take one case. Cases run side by side on contexts of their own, and each document has its own seed: which thread writes it makes no difference.
/// </remarks>
internal sealed class Evaluator(EvaluationSettings settings, IReadOnlyList<PreparedCase> cases)
{
    private const int StackBytes = 64 * 1024 * 1024;

    private readonly Constraint _json = Constraint.FromJsonSchema("true");
    private readonly Trial[] _trials = [.. settings.Trials];

    /// <summary>Documents that one model writes in all.</summary>
    public int Documents => cases.Count * _trials.Length;

    /// <summary>Runs all cases.</summary>
    /// <param name="model">The model.</param>
    /// <param name="context">The context of each thread.</param>
    /// <param name="progress">Told how many documents there are already.</param>
    /// <param name="cancellation">Ends the evaluation; what is finished is given all the same.</param>
    /// <returns>The documents in the order of the cases.</returns>
    public IReadOnlyList<EvaluatedDocument> Run(LlamaModel model, LlamaContextOptions context, Action<int> progress, CancellationToken cancellation)
    {
        var done = new List<EvaluatedDocument>[cases.Count];
        int next = -1, count = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] workers = [.. Enumerable.Range(0, Math.Min(settings.Jobs, cases.Count)).Select(_ => OnThread(() =>
        {
            using var generator = new Generator(model, context);
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is int index && index < cases.Count)
            {
                List<EvaluatedDocument> documents = done[index] = [];
                foreach (Trial trial in _trials)
                {
                    documents.Add(Write(generator, model.Vocabulary, index, trial, stop.Token));
                    progress(Interlocked.Increment(ref count));
                }
            }
        }, stop))];
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            // What failed comes before what was cancelled because of it.
            if (e.InnerExceptions.FirstOrDefault(each => each is not OperationCanceledException) is Exception failure)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }

        return [.. done.Where(documents => documents is not null).SelectMany(documents => documents)];
    }

    private EvaluatedDocument Write(Generator generator, Vocabulary vocabulary, int index, Trial trial, CancellationToken cancellation)
    {
        PreparedCase @case = cases[index];
        try
        {
            GenerationResult result = Generate(generator, @case, trial, cancellation);
            byte[] bytes = [.. result.Tokens.SelectMany(token => vocabulary.GetBytes(token).ToArray())];
            var cost = new GenerationCost(result.FinishReason, result.Tokens.Count, result.PromptTokens, result.PromptTime, result.GenerationTime);
            return new EvaluatedDocument(index, trial, Encoding.UTF8.GetString(bytes), cost, @case.Judge(bytes));
        }
        catch (Exception e) when (e is GenerationException or ContextFullException or GrammarException)
        {
            // A document that cannot be written is a wrong answer, and no reason to lose the others.
            return new EvaluatedDocument(index, trial, "", null, Judgement.NoJson(@case.Expected.Count, "nothing was generated: " + e.Message));
        }
    }

    private GenerationResult Generate(Generator generator, PreparedCase @case, Trial trial, CancellationToken cancellation)
    {
        var options = new GenerationOptions
        {
            MaxTokens = settings.MaxTokens,
            Sampling = settings.Sampling(trial.Temperature, trial.Seed),
            UseChatTemplate = settings.UseChatTemplate,
            SystemPrompt = settings.SystemPrompt,
        };
        return trial.Mode switch
        {
            OutputMode.Schema => generator.Generate(@case.Prompt, @case.Schema, options, cancellation),
            OutputMode.Json => generator.Generate(@case.Prompt, _json, options, cancellation),
            _ => generator.GenerateText(@case.Prompt, options, cancellation),
        };
    }

    // A broad stack, as the tool's own thread has it: documents nest.
    private static Task OnThread(Action work, CancellationTokenSource stop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception e)
            {
                stop.Cancel();
                done.SetException(e);
            }
        }, StackBytes)
        { IsBackground = true, Name = "evaluation" }.Start();
        return done.Task;
    }
}
