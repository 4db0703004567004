// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Cli.Evaluation.Metrics;
using Constrain.Cli.Output;

namespace Constrain.Cli.Evaluation;

/// <summary>A case with its schema compiled, ready to generate documents and to judge them.</summary>
internal sealed class PreparedCase
{
    private readonly Constraint _judge;
    private readonly Grounding _grounding;
    private readonly SchemaChoices _choices;

    private PreparedCase(EvaluationCase @case, string prompt, Constraint schema, Constraint judge)
    {
        (Case, Prompt, Schema, _judge) = (@case, prompt, schema, judge);
        Expected = Leaves.Of(@case.Expected);
        _grounding = new Grounding(@case.Source);
        _choices = new SchemaChoices(@case.Schema);
    }

    public EvaluationCase Case { get; }

    /// <summary>The prompt of every mode.</summary>
    public string Prompt { get; }

    /// <summary>What a document must satisfy, in the form in which it is generated.</summary>
    public Constraint Schema { get; }

    /// <summary>The leaves of the right answer.</summary>
    public IReadOnlyDictionary<string, Leaf> Expected { get; }

    /// <summary>Compiles the schemas of all cases; equal ones are compiled once.</summary>
    /// <exception cref="CliException">One is refused, or an expected document does not satisfy its schema.</exception>
    public static IReadOnlyList<PreparedCase> All(IEnumerable<EvaluationCase> cases, EvaluationSettings settings, CancellationToken cancellation)
    {
        var compiled = new Dictionary<string, (Constraint, Constraint)>(StringComparer.Ordinal);
        return [.. cases.Select(@case => Of(@case, settings, compiled, cancellation))];
    }

    /// <summary>Judges what a model wrote.</summary>
    /// <param name="utf8">Its bytes, which may be no text at all.</param>
    public Judgement Judge(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> text = utf8.Trim(" \t\r\n"u8);
        using JsonDocument? document = Encoding.UTF8.GetString(text) is string read && IsUtf8(text) ? Json.TryParse(read) : null;
        if (document is null)
        {
            return Judgement.NoJson(Expected.Count, text.IsEmpty ? "nothing was written" : "it is not JSON");
        }

        TextCheck check = _judge.Check(text);
        IReadOnlyDictionary<string, Leaf> leaves = Leaves.Of(document.RootElement);
        IReadOnlyList<string> missing = _grounding.Missing(leaves, _choices, out int candidates);
        return new Judgement
        {
            IsParsed = true,
            IsValid = check.IsAccepted,
            IsExact = JsonElement.DeepEquals(document.RootElement, Case.Expected),
            Fields = FieldCounts.Of(Expected, leaves),
            Candidates = candidates,
            Ungrounded = missing,
            Leaves = leaves,
            Problem = check.IsAccepted ? null : $"byte {check.Offset}: {check.Reason}",
        };
    }

    /// <summary>The judgement of the right answer itself: it is exact, and shows which of its values no text tells.</summary>
    public Judgement JudgeExpected() => Judge(Encoding.UTF8.GetBytes(Json.Compact(Case.Expected)));

    private static bool IsUtf8(ReadOnlySpan<byte> text) => System.Text.Unicode.Utf8.IsValid(text);

    private static PreparedCase Of(
        EvaluationCase @case, EvaluationSettings settings, Dictionary<string, (Constraint Schema, Constraint Judge)> compiled, CancellationToken cancellation)
    {
        string schema = Json.Compact(@case.Schema);
        if (!compiled.TryGetValue(schema, out (Constraint Schema, Constraint Judge) pair))
        {
            compiled.Add(schema, pair = Compile(schema, @case.Place, settings.SchemaOptions, cancellation));
        }

        string prompt = settings.SchemaInPrompt == SchemaInPrompt.Always ? SchemaPrompt.Of(@case.Prompt, schema) : @case.Prompt;
        var prepared = new PreparedCase(@case, prompt, pair.Schema, pair.Judge);
        return prepared.JudgeExpected() is { IsValid: false } wrong
            ? throw CliException.Input(@case.Place, $"the expected document does not satisfy the schema: {wrong.Problem}", "correct one of the two")
            : prepared;
    }

    private static (Constraint Schema, Constraint Judge) Compile(string schema, string place, JsonSchemaOptions options, CancellationToken cancellation)
    {
        try
        {
            return (Constraint.FromJsonSchema(schema, options, cancellation), Constraint.FromJsonSchema(schema, ForChecking(options), cancellation));
        }
        catch (GrammarException e)
        {
            throw ConstraintSource.Refusal(e, place, isSchema: true);
        }
    }

    // No spelling, layout or order of a document is wrong.
    private static JsonSchemaOptions ForChecking(JsonSchemaOptions options) => new()
    {
        Dialect = options.Dialect,
        Formats = options.Formats,
        UnknownFormats = options.UnknownFormats,
        PropertyOrder = JsonSchemaOptions.ForChecking.PropertyOrder,
        Whitespace = JsonSchemaOptions.ForChecking.Whitespace,
        AnySpelling = JsonSchemaOptions.ForChecking.AnySpelling,
    };
}
