// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Who says a part of a document. <see cref="None"/>: a plain text outside any conversation.</summary>
internal enum Speaker
{
    None,
    System,
    User,
    Assistant,
}

/// <summary>One part of a document.</summary>
internal readonly record struct Part(Speaker Speaker, string Text);

/// <summary>One training document: a plain text, or a conversation whose turns the chat template sets off by control tokens.</summary>
internal sealed record Document(IReadOnlyList<Part> Parts)
{
    /// <summary>The text between control tokens, as the chat template writes it: a turn begins with the word for its speaker.</summary>
    public IEnumerable<string> Stretches => Parts.Select(part => part.Speaker switch
    {
        Speaker.System => $"system\n{part.Text}",
        Speaker.User => $"user\n{part.Text}",
        Speaker.Assistant => $"assistant\n{part.Text}",
        _ => part.Text,
    });

    public static Document Plain(string text) => new([new(Speaker.None, text)]);
}
