// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>One fact: as JSON, and as a person writes it.</summary>
/// <param name="Json">The value as the answer has it.</param>
/// <param name="Said">The value as the text has it.</param>
/// <param name="Word">For booleans and closed sets, the word that conditions of sentences compare with; otherwise null.</param>
internal sealed record TaskValue(JsonNode Json, string Said, string? Word = null);
