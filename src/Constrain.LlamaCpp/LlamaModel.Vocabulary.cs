// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <content>The vocabulary as the engine needs it.</content>
public sealed unsafe partial class LlamaModel
{
    private readonly Lock _vocabularyGate = new();

    /// <summary>The bytes and kinds of all tokens, read from the model file when first asked for.</summary>
    /// <exception cref="GgufException">The file was changed since it was loaded.</exception>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public Vocabulary Vocabulary
    {
        get
        {
            lock (_vocabularyGate)
            {
                return field ??= ReadVocabulary();
            }
        }
    }

    private Vocabulary ReadVocabulary()
    {
        using FileStream file = File.OpenRead(Path);
        Vocabulary vocabulary = Vocabulary.FromGguf(file);
        return vocabulary.Count == VocabularySize
            ? vocabulary
            : throw new IOException($"The file {Path} has {vocabulary.Count} tokens where the loaded model has {VocabularySize}: it was changed since it was loaded.");
    }
}
