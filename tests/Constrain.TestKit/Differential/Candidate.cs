// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>What became of a schema on our side.</summary>
internal enum Outcome
{
    Compiled,

    /// <summary>Refused by name, or past a limit.</summary>
    Refused,

    /// <summary>Said to be no schema.</summary>
    Syntax,

    /// <summary>An exception that is none of ours.</summary>
    Crash,
}

/// <summary>A schema compiled by us, the library under test.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Constraint">Null when it was not compiled, and when it was said that nothing satisfies it.</param>
/// <param name="Reason">The keyword that was refused, or what went wrong.</param>
internal sealed record Candidate(Outcome Outcome, Constraint? Constraint, string? Reason)
{
    /// <summary>Options that take a document for what it says, however it is spelt; formats are remarks.</summary>
    public static JsonSchemaOptions Checking(SchemaDialect dialect) => new()
    {
        Dialect = dialect,
        Whitespace = JsonWhitespace.Any,
        PropertyOrder = PropertyOrder.Any,
        AnySpelling = true,
        Formats = FormatHandling.Annotate,
    };

    public static Candidate Compile(JsonNode? schema, JsonSchemaOptions options)
    {
        try
        {
            return new Candidate(Outcome.Compiled, Constraint.FromJsonSchema(schema?.ToJsonString() ?? "null", options), null);
        }
        catch (GrammarException e)
        {
            return e.Error switch
            {
                GrammarError.Unsatisfiable => new Candidate(Outcome.Compiled, null, null),
                GrammarError.Syntax => new Candidate(Outcome.Syntax, null, e.Message),
                GrammarError.LimitExceeded => new Candidate(Outcome.Refused, null, "limit: " + e.Problem),
                _ => new Candidate(Outcome.Refused, null, e.Construct ?? e.Problem),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Candidate(Outcome.Crash, null, e.ToString());
        }
    }

    /// <summary>Whether it accepts a text; null, with the reason, when that was refused or failed.</summary>
    public (bool? Verdict, Outcome Outcome, string? Reason) Check(string text)
    {
        try
        {
            return (Constraint?.Check(text).IsAccepted ?? false, Outcome.Compiled, null);
        }
        catch (GrammarException e)
        {
            return (null, Outcome.Refused, "limit while checking: " + e.Problem);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, Outcome.Crash, e.ToString());
        }
    }
}
