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

    public ModelArguments(Command command)
    {
        foreach (Option option in new Option[] { _model, _threads, _context, _gpuLayers })
        {
            command.Add(option);
        }
    }

    /// <summary>Loads the model.</summary>
    /// <exception cref="CliException">The embedded model is not there.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="NativeLibraryException">No llama.cpp library can be used.</exception>
    public LlamaModel Load(ParseResult parsed, CliHost host, IProgress<double> progress)
    {
        string? path = parsed.GetValue(_model);
        if (path is "")
        {
            throw CliException.Usage("--model is empty", "is a variable of the shell not set?");
        }

        if (path is null && !File.Exists(host.EmbeddedModel))
        {
            throw new CliException(ExitCode.ModelNotLoaded, new Diagnostic(
                host.EmbeddedModel, "ModelMissing", "the embedded model is not there", "this copy of constrain is not complete; name a model with --model FILE"));
        }

        if (path is not null && Directory.Exists(path))
        {
            throw new CliException(ExitCode.ModelNotLoaded, new Diagnostic(path, "ModelMissing", "it is a folder", "name the .gguf file in it"));
        }

        return LlamaModel.Load(
            path ?? host.EmbeddedModel, new LlamaModelOptions { GpuLayers = parsed.GetValue(_gpuLayers) }, progress, null, host.Cancellation);
    }

    public LlamaContextOptions Context(ParseResult parsed) => new()
    {
        ContextLength = parsed.GetValue(_context),
        // The embedded model is so small that threads wait for each other longer than they compute.
        Threads = parsed.GetValue(_threads) ?? (parsed.GetValue(_model) is null ? 1 : null),
    };
}
