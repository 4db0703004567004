// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Corpus;
using Constrain.Examples.TinyModel.Tokenizer;

namespace Constrain.Examples.TinyModel.Model;

/// <summary>What the model file and the training run have to agree on.</summary>
internal static class Recipe
{
    private const int VocabularyDocuments = 8000;

    /// <summary>The seed of the held-out set; training and its own held-out loss use other ones.</summary>
    public static ulong HeldOutSeed(ulong seed) => seed + 100;

    public static IEnumerable<string> VocabularyTexts(ulong seed) =>
        TrainingCorpus.Generate(seed, VocabularyDocuments).SelectMany(document => document.Stretches);

    public static BpeVocabulary Vocabulary(ulong seed, ModelShape shape) => BpeTrainer.Train(VocabularyTexts(seed), shape.Vocabulary);
}
