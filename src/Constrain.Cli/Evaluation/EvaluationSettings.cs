// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp;

namespace Constrain.Cli.Evaluation;

/// <summary>What keeps the model's text in form.</summary>
internal enum OutputMode
{
    /// <summary>Nothing: the model writes until it ends its turn, or the token limit.</summary>
    Unconstrained,

    /// <summary>It must be JSON, of whatever form.</summary>
    Json,

    /// <summary>It must satisfy the schema.</summary>
    Schema,
}

/// <summary>Whether the schema stands in the prompt.</summary>
internal enum SchemaInPrompt
{
    /// <summary>Behind the prompt, in every mode alike.</summary>
    Always,

    /// <summary>Not unless the prompt tells it.</summary>
    Never,
}

/// <summary>What an evaluation tries out, and how.</summary>
internal sealed record EvaluationSettings
{
    public required IReadOnlyList<OutputMode> Modes { get; init; }

    /// <summary>Each once.</summary>
    public required IReadOnlyList<double> Temperatures { get; init; }

    /// <summary>Documents for each case, mode and temperature; one alone at temperature 0, where every seed gives the same.</summary>
    public required int Seeds { get; init; }

    /// <summary>The seed of the first document; the others follow it.</summary>
    public required uint FirstSeed { get; init; }

    public required int MaxTokens { get; init; }

    /// <summary>Whether the schema stands in the prompt.</summary>
    public required SchemaInPrompt SchemaInPrompt { get; init; }

    public required bool UseChatTemplate { get; init; }

    public required string? SystemPrompt { get; init; }

    /// <summary>How a schema is read, and how documents are written under it.</summary>
    public required JsonSchemaOptions SchemaOptions { get; init; }

    /// <summary>The rest of sampling, at a temperature and a seed.</summary>
    public required Func<double, uint, SamplingOptions> Sampling { get; init; }

    /// <summary>Cases that run side by side.</summary>
    public required int Jobs { get; init; }

    /// <summary>Everything that is done with one case, in the order in which it is done.</summary>
    public IEnumerable<Trial> Trials =>
        from temperature in Temperatures
        from mode in Modes
        from index in Enumerable.Range(0, temperature == 0 ? 1 : Seeds)
        select new Trial(mode, temperature, FirstSeed + (uint)index);
}

/// <summary>One document to be written for a case.</summary>
internal readonly record struct Trial(OutputMode Mode, double Temperature, uint Seed);
