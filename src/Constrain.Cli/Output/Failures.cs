// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp;

namespace Constrain.Cli.Output;

/// <summary>What every exception that ends a command means to the person who typed it.</summary>
internal static class Failures
{
    /// <summary>Prints the exception on standard error and gives the exit code. Never throws.</summary>
    public static ExitCode Report(Exception exception, CliHost host)
    {
        // Whether a command noticed Ctrl-C as such or as a failure of what it called makes no difference to who pressed it.
        (ExitCode code, Diagnostic? diagnostic) = host.Cancellation.IsCancellationRequested ? (ExitCode.Cancelled, null) : Explain(exception);
        try
        {
            host.Error.WriteLine(diagnostic?.ToString() ?? "constrain: cancelled");
            if (host.IsDebugging)
            {
                host.Error.WriteLine(exception);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody listens any more; the exit code still tells.
        }

        return code;
    }

    private static (ExitCode Code, Diagnostic? Diagnostic) Explain(Exception exception) => exception switch
    {
        CliException e => (e.ExitCode, e.Diagnostic),
        OperationCanceledException => (ExitCode.Cancelled, null),
        GrammarException e => (ExitCode.Refused, Diagnostic.Of(e, null)),
        NativeLibraryException e => (ExitCode.NoNativeLibrary, new(null, "NativeLibrary", e.Message, "'constrain doctor' tells more")),
        ModelLoadException e => (ExitCode.ModelNotLoaded, Model(e)),
        GgufException e => (ExitCode.ModelNotLoaded, new(null, "Model", e.Message, "try another model file, or fetch this one again")),
        GenerationException e => (ExitCode.GenerationFailed, Generation(e)),
        ContextFullException e => Failed("ContextFull", e, "raise --context, or lower --max-tokens"),
        LlamaException e => Failed("Llama", e, "see 'constrain doctor'; a smaller --context needs less memory"),
        NotSupportedException e => Failed("ChatTemplate", e, "try --no-chat-template"),
        OutOfMemoryException => (ExitCode.Refused, new(
            null, "LimitExceeded", "it takes more memory than there is", "make the schema, regex, grammar or document smaller")),
        // What is read from files is wrapped where it is read, so this is what is written. A closed stream counts as one without access.
        IOException or UnauthorizedAccessException => (ExitCode.OutputFailed, new(
            null, "Output", "standard output cannot be written: " + exception.Message, "check where it goes and that there is room")),
        _ => (ExitCode.InternalError, new(
            null,
            "Internal",
            $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}",
            "this is a defect of constrain: please report it with the command line and the output of CONSTRAIN_DEBUG=1")),
    };

    private static (ExitCode Code, Diagnostic? Diagnostic) Failed(string kind, Exception exception, string hint) =>
        (ExitCode.GenerationFailed, new(null, kind, exception.Message, hint));

    // The message of this exception ends with its own hint.
    private static Diagnostic Model(ModelLoadException e) =>
        new(null, "Model" + e.Error, e.Message, e.Hint is null ? "see 'constrain doctor'" : "unless another is named, the embedded model is used");

    private static Diagnostic Generation(GenerationException e) => new(null, e.Error.ToString(), e.Message, e.Error switch
    {
        GenerationError.BudgetTooSmall => "--max-tokens sets the limit, --context the context",
        GenerationError.PromptTooLong => "--context sets the context",
        _ => "use a model whose vocabulary has every byte",
    });
}
