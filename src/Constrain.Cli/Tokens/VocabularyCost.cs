// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Tokens;

/// <summary>What documents and sentences cost in the tokens of one vocabulary.</summary>
/// <param name="Name">The model's file.</param>
/// <param name="Size">Tokens in the vocabulary.</param>
/// <param name="Forms">In the order of <see cref="DocumentForm.All"/>.</param>
/// <param name="Languages">In the order of <see cref="Sentences.Languages"/>.</param>
internal sealed record VocabularyCost(string Name, int Size, IReadOnlyList<FormCost> Forms, IReadOnlyList<LanguageTokens> Languages)
{
    /// <summary>Counts. The tokens of a text are those of the model's own tokenizer for that text alone, nothing before or behind it.</summary>
    /// <exception cref="CliException">The vocabulary cannot write a text.</exception>
    public static VocabularyCost Of(string name, LlamaModel model, IReadOnlyList<StudiedDocument> documents, CancellationToken cancellation)
    {
        int[] Tokenize(string text)
        {
            cancellation.ThrowIfCancellationRequested();
            return model.Tokenize(text, addSpecial: false, parseSpecial: false);
        }

        return new VocabularyCost(
            name,
            model.VocabularySize,
            [.. DocumentForm.All.Select((form, i) => FormCost.Of(form, documents.Select(document => document.Texts[i]), text => Count(name, model.Vocabulary, text, Tokenize)))],
            [.. Sentences.Languages.Select(language => new LanguageTokens(
                language.Language, language.All.Sum(Encoding.UTF8.GetByteCount), language.All.Sum(sentence => Tokenize(sentence).Length)))]);
    }

    /// <summary>The tokens of a text, and how many of them hold fixed bytes alone.</summary>
    private static (int Tokens, int? Fixed) Count(string name, Vocabulary vocabulary, FormText text, Func<string, int[]> tokenize)
    {
        int[] tokens = tokenize(Encoding.UTF8.GetString(text.Utf8));
        int position = 0, isFixed = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(tokens[i]);

            // SentencePiece puts a space before every text.
            if (i == 0 && bytes.Length > 0 && bytes[0] == (byte)' ' && text.Utf8[0] != (byte)' ')
            {
                bytes = bytes[1..];
            }

            if (!text.Utf8.AsSpan(position).StartsWith(bytes))
            {
                position = -1;
                break;
            }

            isFixed += text.IsFixed?.AsSpan(position, bytes.Length).Contains(false) ?? true ? 0 : 1;
            position += bytes.Length;
        }

        return position == text.Utf8.Length
            ? (tokens.Length, text.IsFixed is null ? null : isFixed)
            : throw CliException.Input(name, "its tokens do not spell a document: the vocabulary has not every byte, or its tokenizer changes texts", "name another vocabulary");
    }
}

/// <summary>What documents cost in one form.</summary>
/// <param name="Form">The form.</param>
/// <param name="Documents">How many they are; at least one.</param>
/// <param name="Bytes">Of all documents.</param>
/// <param name="Tokens">Of all documents.</param>
/// <param name="Fixed">Those of the tokens that the schema leaves no choice about; null where a document is never generated in this form.</param>
internal sealed record FormCost(DocumentForm Form, int Documents, long Bytes, long Tokens, long? Fixed)
{
    /// <summary>The tokens that a model has to choose.</summary>
    public long? Free => Tokens - Fixed;

    /// <summary>Sums up documents.</summary>
    public static FormCost Of(DocumentForm form, IEnumerable<FormText> texts, Func<FormText, (int Tokens, int? Fixed)> count) =>
        texts.Aggregate(new FormCost(form, 0, 0, 0, 0), (sum, text) =>
        {
            (int tokens, int? isFixed) = count(text);
            return new FormCost(form, sum.Documents + 1, sum.Bytes + text.Utf8.Length, sum.Tokens + tokens, sum.Fixed + isFixed);
        });
}

/// <summary>What the sentences cost in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Bytes">Of all sentences.</param>
/// <param name="Tokens">Of all sentences.</param>
internal sealed record LanguageTokens(string Language, int Bytes, int Tokens);
