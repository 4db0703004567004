// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Diagnostics;
using Constrain.Cli.Evaluation;
using Constrain.Cli.Evaluation.Metrics;
using Constrain.Cli.Evaluation.Reports;
using Constrain.Cli.Evaluation.Reports.Html;
using Constrain.Cli.Output;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain eval</c>: how often a model's output is valid, and right, with and without a constraint.</summary>
internal sealed class EvalCommand
{
    private readonly EvalArguments _evaluation;
    private readonly ModelArguments _models;
    private readonly Option<bool> _json = Arguments.Flag("--json", "Print one JSON object: data, cases, documents, rows, models, settings.");
    private readonly Option<string?> _html = Arguments.Text("--html", "FILE", "Write a page with plots, all numbers and some failures as well.");
    private readonly CliHost _host;

    private EvalCommand(Command command, CliHost host)
    {
        _host = host;
        _models = new ModelArguments(command, areSeveral: true);
        _evaluation = new EvalArguments(command);
        command.Add(_json);
        command.Add(_html);
        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("eval", "Measure how often a model's output is valid, and right, with and without a constraint.");
        _ = new EvalCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        EvaluationSettings settings = _evaluation.Read(parsed);
        EvaluationData data = _evaluation.Data(parsed, _host);
        string? page = parsed.GetValue(_html);
        CheckFolder(page);
        EvaluationResult? result = null;
        Status.Run(_host, "Compiling the schemas", isShown: true, status => result = Evaluate(parsed, settings, data, status));
        if (result!.Written == 0)
        {
            throw new OperationCanceledException();
        }

        if (parsed.GetValue(_json))
        {
            _host.Out.WriteLine(EvaluationJson.Line(result));
        }
        else
        {
            EvaluationTable.Write(result, _host);
        }

        if (page is not null)
        {
            WritePage(page, result);
        }

        return Ending(result);
    }

    // An evaluation may take hours, so what would spoil its end is told at its beginning.
    private static void CheckFolder(string? page)
    {
        if (page is null)
        {
            return;
        }

        if (page.Length == 0 || Directory.Exists(page))
        {
            throw CliException.Usage(page.Length == 0 ? "--html is empty" : $"--html is a folder: {page}", "name a file to write");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(page))!;
        if (!Directory.Exists(folder))
        {
            throw CliException.Input(page, "there is no folder to write it to", $"make {folder} first");
        }
    }

    private static void WritePage(string page, EvaluationResult result)
    {
        try
        {
            File.WriteAllText(page, EvaluationPage.Write(result));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.OutputFailed, new Diagnostic(page, "Output", "it cannot be written: " + e.Message, "name another file"), e);
        }
    }

    private EvaluationResult Evaluate(ParseResult parsed, EvaluationSettings settings, EvaluationData data, Action<string> status)
    {
        IReadOnlyList<PreparedCase> cases = PreparedCase.All(data.Spread(_evaluation.Limit(parsed)), settings, _host.Cancellation);
        var evaluator = new Evaluator(settings, cases);
        IReadOnlyList<string?> paths = _models.Paths(parsed);
        IReadOnlyList<string> names = ModelEvaluation.Names([.. paths.Select(path => path ?? _host.EmbeddedModel)]);
        int planned = evaluator.Documents * paths.Count;
        List<EvaluatedModel> models = [];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < paths.Count && !_host.Cancellation.IsCancellationRequested; i++)
        {
            status($"Loading the model {names[i]}");
            using LlamaModel model = _models.Load(paths[i], parsed, _host, new Progress<double>());
            CheckSystem(settings, model);
            int before = models.Sum(each => each.Documents.Count);
            models.Add(ModelEvaluation.Run(
                names[i], model, _models.Context(paths[i], parsed, settings.Jobs), evaluator, cases,
                written => status(Progress(before + written, planned, Stopwatch.GetElapsedTime(start))), _host.Cancellation));
        }

        return new EvaluationResult
        {
            Data = data,
            Settings = settings,
            Cases = cases,
            ExpectedHallucination = Measure.Ratio([.. cases.Select(each => each.JudgeExpected()).Select(each => new Fraction(each.Ungrounded.Count, each.Candidates))]),
            Models = models,
            Planned = planned,
        };
    }

    private ExitCode Ending(EvaluationResult result)
    {
        int failed = result.Models.Sum(model => model.Documents.Count(document => document.Generation is null));
        if (failed > 0)
        {
            string reason = result.Models.SelectMany(model => model.Documents).First(document => document.Generation is null).Judgement.Problem!;
            _host.Note($"{failed} of {result.Written} documents count as wrong because {reason}");
        }

        if (!result.IsCutShort)
        {
            return ExitCode.Ok;
        }

        _host.Note($"cancelled after {result.Written} of {result.Planned} documents; the scores are those of the cases so far");
        return ExitCode.Cancelled;
    }

    private static string Progress(int written, int planned, TimeSpan elapsed)
    {
        TimeSpan left = elapsed / written * (planned - written);
        string time = left.TotalMinutes >= 2 ? $"{left.TotalMinutes:0} min" : $"{left.TotalSeconds:0} s";
        return $"Document {written} of {planned}, about {time} left";
    }

    private static void CheckSystem(EvaluationSettings settings, LlamaModel model)
    {
        if (settings.SystemPrompt is not null && model.ChatTemplate is null)
        {
            throw CliException.Usage("this model has no chat template, so it knows no system message", "write it into the prompts");
        }
    }
}
