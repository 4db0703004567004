// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Tokens;

/// <summary>What the documents of a schema cost in tokens.</summary>
/// <param name="Schema">The schema's file.</param>
/// <param name="Instances">The documents' file; null where they were sampled.</param>
/// <param name="Seed">The seed of the sampler; null where they were read.</param>
/// <param name="Documents">The documents; at least one.</param>
/// <param name="Vocabularies">What they cost; at least one.</param>
internal sealed record TokenStudy(
    string Schema, string? Instances, int? Seed, IReadOnlyList<StudiedDocument> Documents, IReadOnlyList<VocabularyCost> Vocabularies)
{
    /// <summary>Documents with their properties in another order than the schema's; for them any order counts as open.</summary>
    public int InOwnOrder => Documents.Count(document => document.Reading.Order == PropertyOrder.Any);

    /// <summary>Documents with properties that the schema does not describe; for them such properties count as open everywhere.</summary>
    public int WithAdditional => Documents.Count(document => document.Reading.Additional == AdditionalProperties.Allowed);
}
