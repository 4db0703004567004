// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Corpus;
using Constrain.Examples.TinyModel.Tokenizer;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>A document as tokens, with the positions whose successor is learned.</summary>
internal sealed record Lesson(int[] Tokens, int[] Places);

/// <summary>Turns documents into lessons, as the chat template of the model file writes them.</summary>
internal sealed class Lessons(BpeVocabulary vocabulary, ulong seed)
{
    /// <summary>Of the tokens outside answers only some are learned: enough to know the language, not so many that they crowd out the answers.</summary>
    private const int ReadingPercent = 8;

    private readonly BpeEncoder _encoder = new(vocabulary);
    private readonly SplitMix64 _random = new(seed);

    public Lesson Of(Document document)
    {
        var tokens = new List<int> { vocabulary.IdOf(SpecialTokens.BeginOfText) };
        var places = new List<int>();
        foreach (Part part in document.Parts)
        {
            if (part.Speaker == Speaker.None)
            {
                Append(part.Text, isAnswer: true);
                tokens.Add(vocabulary.IdOf(SpecialTokens.EndOfText));
                places.Add(tokens.Count - 2);
                continue;
            }
            tokens.Add(vocabulary.IdOf(SpecialTokens.StartOfTurn));
            Append(part.Speaker switch { Speaker.System => "system\n", Speaker.User => "user\n", _ => "assistant\n" }, isAnswer: false);
            Append(part.Text, part.Speaker == Speaker.Assistant);
            tokens.Add(vocabulary.IdOf(SpecialTokens.EndOfTurn));
            if (part.Speaker == Speaker.Assistant)
                places.Add(tokens.Count - 2);
            else
                Append("\n", isAnswer: false);
        }
        return new([.. tokens], [.. places]);

        void Append(string text, bool isAnswer)
        {
            foreach (int token in _encoder.Encode(text))
            {
                if (isAnswer || _random.Below(100) < ReadingPercent)
                    places.Add(tokens.Count - 1);
                tokens.Add(token);
            }
        }
    }
}
