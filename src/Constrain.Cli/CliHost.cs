// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli;

/// <summary>What the tool needs of the process it runs in: its streams, where its files lie, and when to stop.</summary>
internal sealed class CliHost
{
    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Whether standard input is a file or a pipe.</summary>
    public bool InputIsRedirected { get; init; }

    /// <summary>Standard output.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Whether a person reads standard output.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person reads standard error.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The folder of the tool's own files.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Whether to print the stack trace of an internal error.</summary>
    public bool IsDebugging { get; init; }

    /// <summary>Told what a long command is doing, where nobody sees it on a terminal.</summary>
    public Action<string> OnStatus { get; init; } = static _ => { };

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The model that travels with the tool; it may be missing from an incomplete copy.</summary>
    public string EmbeddedModel => Path.Combine(BaseDirectory, "models", "constrain-tiny.gguf");

    /// <summary>The evaluation data of that model, which it has not been trained on; it may be missing like the model.</summary>
    public string EmbeddedData => Path.Combine(BaseDirectory, "models", "heldout.jsonl");

    /// <summary>Tells something that is no error.</summary>
    public void Note(string text) => Error.WriteLine("constrain: note: " + text);
}
