// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Cli.Output;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Commands;

/// <summary>The options that say which model is used, and how it computes.</summary>
internal sealed class ModelArguments
{
    private readonly Option<string?> _model = Arguments.Text("--model", "FILE", "A model in GGUF format (the embedded one unless set).");
    private readonly Option<int?> _threads = Arguments.Integer("--threads", "Threads that compute (one for each processor unless set).", 1, 1024);
    private readonly Option<int?> _context = Arguments.Integer("--context", "Tokens that prompt and document may have together (the model's, at most 4096, unless set).", 1);
    private readonly Option<int?> _gpuLayers = Arguments.Integer("--gpu-layers", "Layers that a GPU takes, if llama.cpp was built for one.", 0);

    private readonly Option<string[]> _models = new("--model")
    {
        HelpName = "FILE",
        Description = "A model in GGUF format (the embedded one unless set). May be given more than once.",
    };

    /// <param name="command">The command that gets the options.</param>
    /// <param name="areSeveral">Whether --model may be given more than once; they are then read with <see cref="Paths"/>.</param>
    public ModelArguments(Command command, bool areSeveral = false)
    {
        foreach (Option option in new Option[] { areSeveral ? _models : _model, _threads, _context, _gpuLayers })
        {
            command.Add(option);
        }
    }

    /// <summary>The files of several models, in their order; null is the embedded one.</summary>
    public IReadOnlyList<string?> Paths(ParseResult parsed) => parsed.GetValue(_models) is { Length: > 0 } paths ? paths : new string?[] { null };

    /// <summary>Loads the model.</summary>
    /// <exception cref="CliException">The embedded model is not there.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="NativeLibraryException">No llama.cpp library can be used.</exception>
    public LlamaModel Load(ParseResult parsed, CliHost host, IProgress<double> progress) => Load(parsed.GetValue(_model), parsed, host, progress);

    /// <summary>Loads the model of a file; null is the embedded one.</summary>
    /// <inheritdoc cref="Load(ParseResult, CliHost, IProgress{double})" path="/exception"/>
    public LlamaModel Load(string? path, ParseResult parsed, CliHost host, IProgress<double> progress)
    {
        Check(path, "--model", host);
        return LlamaModel.Load(
            path ?? host.EmbeddedModel, new LlamaModelOptions { GpuLayers = parsed.GetValue(_gpuLayers) }, progress, null, host.Cancellation);
    }

    /// <summary>Loads the vocabulary of a model and no weights; a null path is the embedded one.</summary>
    /// <inheritdoc cref="Load(ParseResult, CliHost, IProgress{double})" path="/exception"/>
    public static LlamaModel LoadVocabulary(string? path, string option, CliHost host)
    {
        Check(path, option, host);
        return LlamaModel.Load(path ?? host.EmbeddedModel, new LlamaModelOptions { VocabularyOnly = true }, null, null, host.Cancellation);
    }

    public LlamaContextOptions Context(ParseResult parsed) => Context(parsed.GetValue(_model), parsed);

    /// <param name="path">The file; null is the embedded model.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="contexts">How many contexts share the processors.</param>
    public LlamaContextOptions Context(string? path, ParseResult parsed, int contexts = 1) => new()
    {
        ContextLength = parsed.GetValue(_context),
        // The embedded model is so small that threads wait for each other longer than they compute.
        Threads = parsed.GetValue(_threads) ?? (path is null ? 1 : contexts > 1 ? Math.Max(1, Environment.ProcessorCount / contexts) : null),
    };

    private static void Check(string? path, string option, CliHost host)
    {
        if (path is "")
        {
            throw CliException.Usage(option + " is empty", "is a variable of the shell not set?");
        }

        if (path is null && !File.Exists(host.EmbeddedModel))
        {
            throw new CliException(ExitCode.ModelNotLoaded, new Diagnostic(
                host.EmbeddedModel, "ModelMissing", "the embedded model is not there", "this copy of constrain is not complete; name a model with " + option + " FILE"));
        }

        if (path is not null && Directory.Exists(path))
        {
            throw new CliException(ExitCode.ModelNotLoaded, new Diagnostic(path, "ModelMissing", "it is a folder", "name the .gguf file in it"));
        }
    }
}
