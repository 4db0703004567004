// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>Why a schema, regex or grammar was not compiled.</summary>
public enum GrammarError
{
    /// <summary>The text is not a well-formed schema, regex or grammar.</summary>
    Syntax,

    /// <summary>The construct is well-formed, but cannot be enforced exactly; it is refused, never widened.</summary>
    Unsupported,

    /// <summary>No document at all satisfies it.</summary>
    Unsatisfiable,

    /// <summary>A limit that protects against hostile input was passed.</summary>
    LimitExceeded,
}

/// <summary>A schema, regex or grammar that cannot be compiled: what, where, why and the way out.</summary>
/// <remarks>
/// <see cref="Exception.Message"/> is the whole sentence, place and hint included, ready to be shown to a person.
/// The other members are its parts, for programs.
/// </remarks>
public sealed class GrammarException : FormatException
{
    /// <summary>Creates the error and composes its message.</summary>
    /// <param name="error">The kind of error.</param>
    /// <param name="problem">What is wrong, without the place and without a full stop.</param>
    /// <param name="location">Where it is wrong; null when it is wrong as a whole.</param>
    /// <param name="construct">The keyword, operator or rule at fault, as the user wrote it.</param>
    /// <param name="hint">What to do about it.</param>
    /// <param name="inner">The error that was the cause.</param>
    public GrammarException(
        GrammarError error,
        string problem,
        SourceLocation? location = null,
        string? construct = null,
        string? hint = null,
        Exception? inner = null)
        : base(Compose(problem, location, hint), inner)
    {
        Error = error;
        Problem = problem;
        Location = location;
        Construct = construct;
        Hint = hint;
    }

    /// <summary>The kind of error.</summary>
    public GrammarError Error { get; }

    /// <summary>What is wrong, without the place and the hint.</summary>
    public string Problem { get; }

    /// <summary>Where it is wrong; null when it is wrong as a whole.</summary>
    public SourceLocation? Location { get; }

    /// <summary>The keyword, operator or rule at fault, as the user wrote it; null when there is no single one.</summary>
    public string? Construct { get; }

    /// <summary>What to do about it; null when there is nothing to add.</summary>
    public string? Hint { get; }

    /// <summary>
    /// The places of the keywords that contradict each other, in the order of the text, where a schema is unsatisfiable: together
    /// they have no document, and without any one of them they have. The first is <see cref="Location"/>. Empty otherwise.
    /// </summary>
    public IReadOnlyList<SourceLocation> Conflict { get; internal init; } = [];

    private static string Compose(string problem, SourceLocation? location, string? hint)
    {
        string place = location is null ? problem : $"{location}: {problem}";
        return hint is null ? place : $"{place}; {hint}";
    }
}
