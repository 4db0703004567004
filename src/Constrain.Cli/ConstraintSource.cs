// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Output;

namespace Constrain.Cli;

/// <summary>The text of a schema, regex or grammar, and where it came from.</summary>
internal abstract class ConstraintSource
{
    /// <summary>The file; null when the text stood on the command line.</summary>
    public string? File { get; private init; }

    /// <summary>The schema without white space between its tokens. Only a schema has one, and it must have compiled.</summary>
    public virtual string CompactSchema => throw new InvalidOperationException("this is not a schema");

    /// <summary>A JSON Schema in a file.</summary>
    public static ConstraintSource Schema(string path, JsonSchemaOptions options, CliHost host) =>
        new SchemaSource(InputFile.ReadSchema(path, host), options) { File = InputFile.NameOf(path) };

    /// <summary>A regex on the command line.</summary>
    public static ConstraintSource Regex(string pattern, RegexDialect dialect) => new RegexSource(pattern, dialect);

    /// <summary>A GBNF grammar in a file.</summary>
    public static ConstraintSource Gbnf(string path, string root, CliHost host) =>
        new GbnfSource(InputFile.ReadText(path, host), root) { File = InputFile.NameOf(path) };

    /// <summary>Compiles it.</summary>
    /// <exception cref="CliException">It is refused; the error tells the place in the file.</exception>
    public Constraint Compile()
    {
        try
        {
            return CompileText();
        }
        catch (GrammarException e)
        {
            throw Refusal(e, File, this is SchemaSource);
        }
    }

    /// <summary>The error that tells why a schema, regex or grammar is refused.</summary>
    public static CliException Refusal(GrammarException e, string? file, bool isSchema)
    {
        // Only text that is no JSON at all has its error at a line instead of a pointer: the file is not a schema, which is another
        // mistake than a schema that is refused.
        bool isNoJson = isSchema && e is { Error: GrammarError.Syntax, Location.Line: not null };
        return new CliException(isNoJson ? ExitCode.Usage : ExitCode.Refused, Diagnostic.Of(e, file), e);
    }

    protected abstract Constraint CompileText();

    private sealed class SchemaSource(string text, JsonSchemaOptions options) : ConstraintSource
    {
        public override string CompactSchema
        {
            get
            {
                using var schema = JsonDocument.Parse(text);
                return Json.Compact(schema.RootElement);
            }
        }

        protected override Constraint CompileText() => Constraint.FromJsonSchema(text, options);
    }

    private sealed class RegexSource(string pattern, RegexDialect dialect) : ConstraintSource
    {
        protected override Constraint CompileText() => Constraint.FromRegex(pattern, dialect);
    }

    private sealed class GbnfSource(string text, string root) : ConstraintSource
    {
        protected override Constraint CompileText() => Constraint.FromGbnf(text, root);
    }
}
