// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Diagnostics;
using Constrain.Cli.Output;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain generate</c>: one document that satisfies a constraint.</summary>
internal sealed class GenerateCommand
{
    private readonly ConstraintArguments _constraint;
    private readonly PromptArguments _prompt;
    private readonly ModelArguments _model;
    private readonly SamplingArguments _sampling;
    private readonly Option<int?> _maxTokens = Arguments.Integer("--max-tokens", "The most tokens the document may take; it is complete within them (1024 unless set).", 1);
    private readonly Option<string?> _system = Arguments.Text("--system", "TEXT", "A system message before the prompt, for a model with a chat template.");
    private readonly Option<bool> _noTemplate = Arguments.Flag("--no-chat-template", "Give the prompt to the model as it is.");
    private readonly Option<bool> _json = Arguments.Flag("--json", "Print one JSON object: text, document (of YAML as JSON, of a stream an array), finishReason, seed, tokens, promptTokens, times, model.");
    private readonly CliHost _host;

    private GenerateCommand(Command command, CliHost host)
    {
        _host = host;
        _constraint = new ConstraintArguments(command);
        _prompt = new PromptArguments(command);
        command.Add(_system);
        command.Add(_noTemplate);
        _model = new ModelArguments(command);
        command.Add(_maxTokens);
        _sampling = new SamplingArguments(command);
        command.Add(_json);
        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("generate", "Generate a document that satisfies a JSON Schema, a regex or a grammar.");
        _ = new GenerateCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        if (parsed.GetValue(_system) is not null && parsed.GetValue(_noTemplate))
        {
            throw CliException.Usage("--system needs the chat template", "leave --no-chat-template out, or write it into the prompt");
        }

        // What costs nothing comes first: a schema that is refused should not wait for a model of many gigabytes.
        ConstraintSource source = _constraint.Read(parsed, _host);
        string prompt = _prompt.Read(parsed, _host);
        GeneratedDocument? document = null;
        Status.Run(_host, "Compiling the constraint", isShown: true, status => document = Generate(parsed, source, prompt, status));
        document!.Write(_host, parsed.GetValue(_json));
        return ExitCode.Ok;
    }

    private GeneratedDocument Generate(ParseResult parsed, ConstraintSource source, string prompt, Action<string> status)
    {
        Constraint constraint = source.Compile();
        _host.Cancellation.ThrowIfCancellationRequested();

        long start = Stopwatch.GetTimestamp();
        status("Loading the model");
        using LlamaModel model = _model.Load(parsed, _host, new Report<double>(share => status($"Loading the model: {share:P0}")));
        CheckSystem(parsed, model);
        using var generator = new Generator(model, _model.Context(parsed));
        TimeSpan loading = Stopwatch.GetElapsedTime(start);

        status("Reading the prompt");
        GenerationResult result = generator.Generate(_constraint.Prompt(parsed, source, prompt), constraint, Options(parsed, status), _host.Cancellation);
        return new GeneratedDocument(result, _constraint.Yaml(parsed), model.Path, model.Description, loading);
    }

    private GenerationOptions Options(ParseResult parsed, Action<string> status)
    {
        var defaults = new GenerationOptions();
        return new GenerationOptions
        {
            MaxTokens = parsed.GetValue(_maxTokens) ?? defaults.MaxTokens,
            Sampling = _sampling.Read(parsed),
            UseChatTemplate = !parsed.GetValue(_noTemplate),
            SystemPrompt = parsed.GetValue(_system),
            Progress = new Report<int>(tokens => status($"Generating: {tokens} tokens")),
        };
    }

    private void CheckSystem(ParseResult parsed, LlamaModel model)
    {
        if (parsed.GetValue(_system) is not null && model.ChatTemplate is null)
        {
            throw CliException.Usage("this model has no chat template, so it knows no system message", "write it into the prompt");
        }
    }

    /// <summary>Reports at once on the reporting thread; the framework's own class would post to another one.</summary>
    private sealed class Report<T>(Action<T> action) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => action(value);
    }
}
