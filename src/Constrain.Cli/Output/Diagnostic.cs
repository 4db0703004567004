// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Output;

/// <summary>One error as it is printed.</summary>
/// <param name="Place">The file, with line and column or JSON Pointer where there is one; null prints the tool's name.</param>
/// <param name="Kind">The kind of error, one word.</param>
/// <param name="Problem">What is wrong, without a full stop.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record Diagnostic(string? Place, string Kind, string Problem, string Hint)
{
    public override string ToString() => $"{Place ?? "constrain"}: error {Kind}: {Problem.TrimEnd('.')}{(Problem.EndsWith('?') ? "" : ";")} {Hint}";

    /// <summary>An error in a schema, regex or grammar.</summary>
    /// <param name="error">The error.</param>
    /// <param name="file">The file that holds it; null when it stood on the command line.</param>
    public static Diagnostic Of(GrammarException error, string? file)
    {
        string hint = error.Hint ?? DefaultHint(error.Error);
        if (file is null)
        {
            return new Diagnostic(null, error.Error.ToString(), error.Location is null ? error.Problem : $"{error.Location}: {error.Problem}", hint);
        }

        string place = error.Location switch
        {
            null => file,
            { Line: not null } at => $"{file}:{at.Line}:{at.Column}",
            var at => $"{file}: {at}",
        };
        return new Diagnostic(place, error.Error.ToString(), error.Problem, hint);
    }

    private static string DefaultHint(GrammarError error) => error switch
    {
        GrammarError.Syntax => "correct the text at that place",
        GrammarError.Unsupported => "leave it out, or say the same in another way; 'constrain validate' lists every keyword of a schema",
        GrammarError.Unsatisfiable => "relax one of the parts that contradict each other",
        _ => "make it smaller or less nested",
    };
}
