// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Corpus;
using Constrain.Examples.TinyModel.Tokenizer;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>What one step of the optimiser learns from.</summary>
/// <param name="Number">The first step is 1.</param>
/// <param name="Tokens">Tokens of this step and all before it.</param>
/// <param name="Batches">What it learns from.</param>
internal sealed record Step(int Number, long Tokens, IReadOnlyList<Batch> Batches);

/// <summary>The steps of a run. Seed and vocabulary fix them, so a run that was interrupted can be gone on with.</summary>
internal static class Schedule
{
    public const int BatchTokens = 4096, Longest = 1024;
    private const int BatchesPerStep = 3;

    /// <summary>The steps behind some that are done already; their documents are drawn all the same, so that the others are the right ones.</summary>
    /// <param name="vocabulary">How documents become tokens.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="tokens">The last step is the one that reaches so many.</param>
    /// <param name="done">Steps that are left out.</param>
    public static IEnumerable<Step> Steps(BpeVocabulary vocabulary, ulong seed, long tokens, int done)
    {
        var lessons = new Lessons(vocabulary, seed + 1);
        IEnumerable<Batch> batches = Batches.Of(TrainingCorpus.Generate(seed + 2, long.MaxValue).Select(lessons.Of), BatchTokens, Longest, seed + 3);
        int number = 0;
        long drawn = 0;
        foreach (Batch[] each in batches.Chunk(BatchesPerStep))
        {
            (number, drawn) = (number + 1, drawn + each.Sum(batch => batch.Tokens));
            if (number > done)
                yield return new Step(number, drawn, each);
            if (drawn >= tokens)
                yield break;
        }
    }
}
