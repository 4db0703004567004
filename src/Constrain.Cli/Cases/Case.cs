// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Text.Json;

namespace Constrain.Cli.Cases;

/// <summary>A constraint with texts that it must accept and texts that it must reject: one line of a case file.</summary>
/// <param name="Place">The file and the 1-based line.</param>
/// <param name="Id">The name of the case.</param>
/// <param name="Kind">What the source is.</param>
/// <param name="Source">The text of the schema, regex or grammar.</param>
/// <param name="Options">An object; undefined when the line has no options.</param>
/// <param name="Accept">Whole texts that satisfy the constraint.</param>
/// <param name="Reject">Whole texts that do not.</param>
internal sealed record Case(
    string Place, string Id, CaseKind Kind, string Source, JsonElement Options, IReadOnlyList<string> Accept, IReadOnlyList<string> Reject)
{
    /// <summary>Compiles the constraint.</summary>
    /// <param name="remotes">Finds documents that a schema refers to and that are not among the options.</param>
    /// <exception cref="GrammarException">It is refused.</exception>
    /// <exception cref="CaseOptionException">The case has an option that its kind does not have, or a value that the option does not have.</exception>
    public Constraint Compile(Func<Uri, string?>? remotes = null)
    {
        CaseOptions options = CaseOptions.Read(Kind, Options, remotes);
        return Kind switch
        {
            CaseKind.JsonSchema or CaseKind.YamlSchema => Constraint.FromJsonSchema(Source, options.Schema),
            CaseKind.Regex => Constraint.FromRegex(Source, options.Dialect),
            CaseKind.Gbnf => Constraint.FromGbnf(Source, options.Root),
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>What the source of a case is.</summary>
internal enum CaseKind
{
    /// <summary><c>json-schema</c>: JSON documents that satisfy a schema.</summary>
    JsonSchema,

    /// <summary><c>yaml-schema</c>: YAML documents that satisfy a schema.</summary>
    YamlSchema,

    /// <summary><c>regex</c>: texts that a regex matches.</summary>
    Regex,

    /// <summary><c>gbnf</c>: texts of a grammar.</summary>
    Gbnf,
}
