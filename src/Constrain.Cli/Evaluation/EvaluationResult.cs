// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation;

/// <summary>Everything that an evaluation found.</summary>
internal sealed record EvaluationResult
{
    public required EvaluationData Data { get; init; }

    public required EvaluationSettings Settings { get; init; }

    /// <summary>The cases that were chosen.</summary>
    public required IReadOnlyList<PreparedCase> Cases { get; init; }

    /// <summary>The scores of the right answers themselves: their share of values that stand in no text is the least that can be expected.</summary>
    public required Measure ExpectedHallucination { get; init; }

    /// <summary>The models, in the order of the command line.</summary>
    public required IReadOnlyList<EvaluatedModel> Models { get; init; }

    /// <summary>Documents that were to be written.</summary>
    public required int Planned { get; init; }

    public IEnumerable<EvaluationRow> Rows => Models.SelectMany(model => model.Rows);

    public int Written => Models.Sum(model => model.Documents.Count);

    /// <summary>Whether it was ended before its end.</summary>
    public bool IsCutShort => Written < Planned;
}

/// <summary>What one model did.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Description">What llama.cpp says that it is.</param>
/// <param name="Runtime">The version of llama.cpp.</param>
/// <param name="Documents">What it wrote.</param>
/// <param name="Rows">Its scores.</param>
/// <param name="Languages">What languages cost with its vocabulary.</param>
internal sealed record EvaluatedModel(
    string Name,
    string Sha256,
    string Description,
    string Runtime,
    IReadOnlyList<EvaluatedDocument> Documents,
    IReadOnlyList<EvaluationRow> Rows,
    IReadOnlyList<LanguageCost> Languages);
