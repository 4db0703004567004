// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation;

/// <summary>What is right and wrong about one document.</summary>
internal sealed record Judgement
{
    /// <summary>Whether it is JSON.</summary>
    public bool IsParsed { get; init; }

    /// <summary>Whether it satisfies the schema.</summary>
    public bool IsValid { get; init; }

    /// <summary>Whether it equals the right answer.</summary>
    public bool IsExact { get; init; }

    /// <summary>How many of its leaves are right.</summary>
    public FieldCounts Fields { get; init; }

    /// <summary>How many of its leaves should stand in the source.</summary>
    public int Candidates { get; init; }

    /// <summary>The JSON Pointers of those that do not.</summary>
    public IReadOnlyList<string> Ungrounded { get; init; } = [];

    /// <summary>Its leaves by their JSON Pointers.</summary>
    public IReadOnlyDictionary<string, Leaf> Leaves { get; init; } = Metrics.Leaves.None;

    /// <summary>Why it is not valid; null where it is.</summary>
    public string? Problem { get; init; }

    /// <summary>The judgement of what is not JSON: nothing of the right answer is there.</summary>
    public static Judgement NoJson(int expectedLeaves, string problem) => new() { Fields = new FieldCounts(0, expectedLeaves, 0), Problem = problem };
}
