// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>A model could not be loaded: which, why, and the way out.</summary>
/// <remarks><see cref="Exception.Message"/> is the whole text, hint included, ready to be shown to a person.</remarks>
public sealed class ModelLoadException : Exception
{
    internal ModelLoadException(ModelLoadError error, string path, string problem, string? hint = null, Exception? inner = null)
        : base($"{path}: {problem}{(problem.EndsWith('.') ? "" : ".")}{(hint is null ? "" : " " + hint)}", inner)
    {
        (Error, Path, Hint) = (error, path, hint);
    }

    /// <summary>The kind of error.</summary>
    public ModelLoadError Error { get; }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>What to do about it; null where nothing better than the message can be said.</summary>
    public string? Hint { get; }
}
