// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Benchmarks.Corpus;

/// <summary>What was measured of a file: one line of the output. Times are in microseconds.</summary>
/// <param name="Id">The name of the file.</param>
/// <param name="CompileError">Why the schema was not compiled; null when it was.</param>
/// <param name="Reason">The same in a few words, to count by.</param>
/// <param name="CompileUs">From the text of the schema to a matcher; of the first instance.</param>
/// <param name="TtfmUs">From the text of the schema to the first mask; of the first instance.</param>
/// <param name="MasksUs">All masks, instance after instance, each with the one at its end.</param>
/// <param name="CommitsUs">All accepted tokens, instance after instance.</param>
/// <param name="NumTokens">The accepted tokens.</param>
/// <param name="ValidOk">Valid instances that were accepted to the end.</param>
/// <param name="InvalidOk">Invalid instances that were refused.</param>
/// <param name="Tests">The instances.</param>
internal sealed record FileMeasurement(
    string Id,
    string? CompileError,
    string? Reason,
    double CompileUs,
    double TtfmUs,
    double[] MasksUs,
    double[] CommitsUs,
    int NumTokens,
    int ValidOk,
    int InvalidOk,
    InstanceMeasurement[] Tests)
{
    /// <summary>From a GGUF stream to a vocabulary with its trie; in a process of its own only.</summary>
    public double? VocabularyUs { get; init; }

    /// <summary>Bytes that the engine allocated between the text of the schema and the first mask of the first instance.</summary>
    public long CompileBytes { get; init; }

    /// <summary>Bytes that the engine allocated afterwards, over all masks and commits.</summary>
    public long MatchBytes { get; init; }

    /// <summary>The masks, by their place among the file's, that a garbage collection fell into or came just before.</summary>
    public int[] Collected { get; init; } = [];

    public bool IsRight => CompileError is null && Tests.All(t => t.IsRight);
}

/// <summary>What was measured of an instance.</summary>
/// <param name="Valid">Whether it satisfies the schema, as the corpus has it.</param>
/// <param name="Accepted">Whether every token was allowed.</param>
/// <param name="Eos">Whether an end of generation was allowed after the last.</param>
/// <param name="Masks">How many of the file's masks are its own.</param>
/// <param name="CompileUs">As for the file; null when it shared what an instance before it compiled.</param>
/// <param name="TtfmUs">As for the file; null likewise.</param>
/// <param name="Error">What the matcher threw; null when nothing.</param>
internal sealed record InstanceMeasurement(bool Valid, bool Accepted, bool Eos, int Masks, double? CompileUs, double? TtfmUs, string? Error)
{
    public bool IsRight => Error is null && Valid == (Accepted && Eos);
}
