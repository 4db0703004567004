// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Cli.Output;

namespace Constrain.Cli.Tokens;

/// <summary>A schema compiled as often as its documents need: for checking them, and for each form in which they are written.</summary>
/// <param name="name">The schema's file.</param>
/// <param name="text">The schema.</param>
/// <param name="options">How it is read: draft and formats; the rest is set here.</param>
/// <param name="order">The order of properties in written documents; null for the schema's where a document has it.</param>
internal sealed class StudiedSchema(string name, string text, JsonSchemaOptions options, PropertyOrder? order)
{
    private readonly Dictionary<(DocumentForm? Form, SchemaReading? Reading), Constraint> _compiled = [];

    private readonly SchemaReading[] _readings = [.. SchemaReading.FromTightest.Where(reading => order is null || reading.Order == order)];

    /// <summary>The schema's file.</summary>
    public string Name => name;

    /// <summary>What a document must satisfy, however others wrote it.</summary>
    public Constraint Check => Compile(null, null);

    /// <summary>What a document is that is sampled from the schema, as compact JSON.</summary>
    public Constraint Sampled => Compile(DocumentForm.Compact, _readings[0]);

    /// <summary>The next document of a sampler of <see cref="Sampled"/>.</summary>
    /// <exception cref="CliException">The schema grows past every bound.</exception>
    public JsonElement Sample(InstanceSampler sampler)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(sampler.Next(), new JsonDocumentOptions { MaxDepth = int.MaxValue });
            return document.RootElement.Clone();
        }
        catch (GrammarException e)
        {
            throw ConstraintSource.Refusal(e, name, isSchema: true);
        }
    }

    /// <summary>A document in every form, each with those of its bytes that the schema fixes.</summary>
    /// <param name="place">The document's file and place.</param>
    /// <param name="value">The document, which satisfies the schema.</param>
    /// <exception cref="CliException">It is never generated, or has a form in which it cannot be written.</exception>
    public StudiedDocument Study(string place, JsonElement value)
    {
        TextCheck? misfit = null;
        foreach (SchemaReading reading in _readings)
        {
            misfit = Compile(DocumentForm.Compact, reading).Check(DocumentForm.Compact.Write(value));
            if (misfit.IsAccepted)
            {
                return new StudiedDocument(place, reading, [.. DocumentForm.All.Select(form => Text(place, value, form, reading))]);
            }
        }

        throw new CliException(ExitCode.Refused, new Diagnostic(
            place,
            "Document",
            $"as compact JSON it is never generated: byte {misfit!.Offset}: {misfit.Reason}",
            order == PropertyOrder.Schema ? "its properties may be in another order than the schema's; try --property-order any" : "leave the document out"));
    }

    private FormText Text(string place, JsonElement value, DocumentForm form, SchemaReading reading)
    {
        byte[] utf8;
        try
        {
            utf8 = Encoding.UTF8.GetBytes(form.Write(value));
        }
        catch (GrammarException e)
        {
            throw new CliException(
                ExitCode.Refused, new Diagnostic(place, e.Error.ToString(), $"as {form.Name} it cannot be written: {e.Problem}", e.Hint ?? "leave the document out"), e);
        }

        Constraint constraint = Compile(form, reading);
        return new FormText(utf8, constraint.Check(utf8).IsAccepted ? FixedBytes.Of(constraint, utf8) : null);
    }

    private Constraint Compile(DocumentForm? form, SchemaReading? reading)
    {
        if (_compiled.TryGetValue((form, reading), out Constraint? known))
        {
            return known;
        }

        var compiled = new JsonSchemaOptions
        {
            Dialect = options.Dialect,
            Formats = options.Formats,
            UnknownFormats = options.UnknownFormats,
            Yaml = form?.Yaml,
            Whitespace = form?.Whitespace ?? JsonSchemaOptions.ForChecking.Whitespace,
            AnySpelling = form is null,
            PropertyOrder = reading?.Order ?? PropertyOrder.Any,
            AdditionalProperties = reading?.Additional ?? AdditionalProperties.Allowed,
        };
        try
        {
            Constraint constraint = Constraint.FromJsonSchema(text, compiled);
            _compiled.Add((form, reading), constraint);
            return constraint;
        }
        catch (GrammarException e)
        {
            throw ConstraintSource.Refusal(e, name, isSchema: true);
        }
    }
}

/// <summary>What a generator may leave open beside the values: the order of properties, and properties that the schema does not describe.</summary>
internal sealed record SchemaReading(PropertyOrder Order, AdditionalProperties Additional)
{
    /// <summary>The less is open, the more is fixed.</summary>
    public static IReadOnlyList<SchemaReading> FromTightest { get; } =
    [
        new(PropertyOrder.Schema, AdditionalProperties.Avoided),
        new(PropertyOrder.Schema, AdditionalProperties.Allowed),
        new(PropertyOrder.Any, AdditionalProperties.Avoided),
        new(PropertyOrder.Any, AdditionalProperties.Allowed),
    ];
}

/// <summary>A document in every form.</summary>
/// <param name="Place">Its file and place.</param>
/// <param name="Reading">The tightest way to generate that can write it.</param>
/// <param name="Texts">In the order of <see cref="DocumentForm.All"/>.</param>
internal sealed record StudiedDocument(string Place, SchemaReading Reading, IReadOnlyList<FormText> Texts);

/// <summary>A document in one form.</summary>
/// <param name="Utf8">Its bytes.</param>
/// <param name="IsFixed">For each byte, whether the schema leaves no choice about it; null where the document is never generated in this form.</param>
internal sealed record FormText(byte[] Utf8, bool[]? IsFixed);
