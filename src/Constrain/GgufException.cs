// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>A GGUF file that cannot be read, or whose vocabulary cannot be used: what, where and the way out.</summary>
/// <remarks>
/// <see cref="Exception.Message"/> is the whole sentence, place and hint included, ready to be shown to a person.
/// The other members are its parts, for programs.
/// </remarks>
public sealed class GgufException : FormatException
{
    internal GgufException(string problem, long? position = null, string? key = null, string? hint = null)
        : base(Compose(problem, position, key, hint))
    {
        Problem = problem;
        Position = position;
        Key = key;
        Hint = hint;
    }

    /// <summary>What is wrong, without the place and the hint.</summary>
    public string Problem { get; }

    /// <summary>The 0-based offset in bytes from where reading began; null when the bytes are fine and what they say is not.</summary>
    public long? Position { get; }

    /// <summary>The metadata key at fault; null when there is no single one.</summary>
    public string? Key { get; }

    /// <summary>What to do about it; null when there is nothing to add.</summary>
    public string? Hint { get; }

    private static string Compose(string problem, long? position, string? key, string? hint)
    {
        string place = (key, position) switch
        {
            (null, null) => string.Empty,
            (null, _) => $"byte {position}: ",
            (_, null) => $"key '{key}': ",
            _ => $"byte {position}, key '{key}': ",
        };
        return hint is null ? $"{place}{problem}" : $"{place}{problem}; {hint}";
    }
}
