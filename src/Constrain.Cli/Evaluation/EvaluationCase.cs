// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Evaluation;

/// <summary>One line of evaluation data: what is asked, and what the right answer is.</summary>
internal sealed record EvaluationCase
{
    /// <summary>File and line, for messages.</summary>
    public required string Place { get; init; }

    /// <summary>Its name, the only one in the file.</summary>
    public required string Id { get; init; }

    /// <summary>What is asked of the model, without the schema.</summary>
    public required string Prompt { get; init; }

    /// <summary>The JSON Schema of the answer.</summary>
    public required JsonElement Schema { get; init; }

    /// <summary>The right answer.</summary>
    public required JsonElement Expected { get; init; }

    /// <summary>The text in which the values of the answer must stand.</summary>
    public required string Source { get; init; }

    /// <summary>A part of the data that is scored on its own as well; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The language of the prompt; null where it is not told.</summary>
    public string? Language { get; init; }

    /// <summary>What the prompt tells: cases with the same record tell the same in different languages. Null for none.</summary>
    public string? Record { get; init; }
}
