// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation;

/// <summary>The scores of one model in one mode at one temperature, over all cases and seeds. Rates are from 0 to 1.</summary>
internal sealed record EvaluationRow
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    public required OutputMode Mode { get; init; }

    public required double Temperature { get; init; }

    /// <summary>Its scores over everything.</summary>
    public required Scores Scores { get; init; }

    /// <summary>The same over each group of cases, by name.</summary>
    public required IReadOnlyDictionary<string, Scores> Groups { get; init; }

    /// <summary>The same over the cases of each language, by name.</summary>
    public required IReadOnlyDictionary<string, Scores> Languages { get; init; }

    /// <summary>The same documents against those without a constraint, where these were valid; null where there is nothing to compare.</summary>
    public required Comparison? AgainstUnconstrained { get; init; }
}

/// <summary>The scores of some documents.</summary>
internal sealed record Scores
{
    /// <summary>Documents.</summary>
    public required int Count { get; init; }

    /// <summary>The share that is JSON.</summary>
    public required Measure Parsed { get; init; }

    /// <summary>The share that satisfies the schema.</summary>
    public required Measure Valid { get; init; }

    /// <summary>The share that equals the right answer.</summary>
    public required Measure Exact { get; init; }

    /// <summary>F1 over the leaves of all documents together.</summary>
    public required Measure Fields { get; init; }

    /// <summary>The same over those documents alone that are valid.</summary>
    public required Measure FieldsOfValid { get; init; }

    /// <summary>The counts behind <see cref="Fields"/>.</summary>
    public required FieldCounts FieldCounts { get; init; }

    /// <summary>The share of strings and numbers in parsed documents that do not stand in the source.</summary>
    public required Measure Hallucination { get; init; }

    /// <summary>1 - the mean agreement of parsed documents for one prompt.</summary>
    public required Measure Inconsistency { get; init; }

    /// <summary>What the documents took.</summary>
    public required Costs Costs { get; init; }
}

/// <summary>What some documents took, on average over those that were generated at all.</summary>
/// <param name="Failed">Documents that were not generated: the prompt or the shortest document did not fit.</param>
/// <param name="Cut">Documents that the token limit ended in the middle.</param>
/// <param name="Closed">Documents that were steered to their end because the limit came near.</param>
/// <param name="Tokens">Tokens of a document; null where there is none.</param>
/// <param name="PromptTokens">Tokens of a prompt.</param>
/// <param name="PromptMilliseconds">The time to read a prompt.</param>
/// <param name="Milliseconds">The time to write a document.</param>
internal sealed record Costs(int Failed, int Cut, int Closed, double? Tokens, double? PromptTokens, double? PromptMilliseconds, double? Milliseconds)
{
    /// <summary>Tokens of documents in one second of writing.</summary>
    public double? TokensPerSecond => Tokens is double tokens && Milliseconds is double time && time > 0 ? tokens / time * 1000 : null;
}

/// <summary>Field accuracy of two modes over the same trials: those in which the first, without a constraint, wrote a valid document.</summary>
/// <param name="Count">Trials: a case, a temperature, and a seed.</param>
/// <param name="Fields">F1 of this mode over them.</param>
/// <param name="Unconstrained">F1 without a constraint over them.</param>
/// <param name="Difference">The first less the second.</param>
/// <param name="Interval">Its interval, by a bootstrap over cases.</param>
internal sealed record Comparison(int Count, double Fields, double Unconstrained, double Difference, Interval? Interval);
