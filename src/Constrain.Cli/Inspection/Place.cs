// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Cli.Inspection;

/// <summary>A place in a text under a constraint: what may come next, in characters and in tokens.</summary>
/// <param name="Text">The text before the place.</param>
/// <param name="Check">Where the text leaves the constraint; at its end when some document goes on with it.</param>
/// <param name="MayEnd">Whether the text is a document.</param>
/// <param name="MinimumBytes">The bytes of the shortest way to the end of one.</param>
/// <param name="Forced">What every document goes on with, if there is a choice of nothing else.</param>
/// <param name="Next">The printable ASCII characters and the named controls that may come next.</param>
/// <param name="HasOthers">Whether characters beyond ASCII may.</param>
/// <param name="Tokens">The same in tokens; null without a vocabulary.</param>
internal sealed record Place(string Text, TextCheck Check, bool MayEnd, long MinimumBytes, string Forced, string Next, bool HasOthers, AllowedTokens? Tokens)
{
    private const int Letters = 256;

    private static readonly Vocabulary Bytes = Vocabulary.FromTokens([.. Enumerable.Range(0, Letters).Select(b => (ReadOnlyMemory<byte>)new[] { (byte)b }), default], [Letters]);

    /// <summary>Whether some document begins with the text.</summary>
    public bool IsReached => Check.IsAccepted || Check.Offset == Encoding.UTF8.GetByteCount(Text);

    /// <summary>The place behind a text.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="text">The text.</param>
    /// <param name="vocabulary">The tokens to ask for; null for none.</param>
    public static Place Of(Constraint constraint, string text, Vocabulary? vocabulary)
    {
        TextCheck check = constraint.Check(text);
        Matcher matcher = constraint.CreateMatcher(Bytes);
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            if (!matcher.TryAccept(letter))
            {
                return new Place(text, check, false, 0, string.Empty, string.Empty, false, null);
            }
        }

        TokenMask mask = matcher.Mask;
        string next = string.Concat(Enumerable.Range(0, 0x80).Where(letter => mask[letter]).Select(letter => (char)letter));
        return new Place(
            text,
            check,
            matcher.IsAccepting,
            matcher.MinimumBytes,
            WholeCharacters(matcher.ForcedBytes()),
            next,
            Enumerable.Range(0x80, 0x80).Any(letter => mask[letter]),
            vocabulary is null ? null : AllowedTokens.Of(constraint, text, vocabulary));
    }

    private static string WholeCharacters(byte[] bytes)
    {
        int length = bytes.Length;
        while (length > 0 && Rune.DecodeLastFromUtf8(bytes.AsSpan(0, length), out _, out int consumed) != System.Buffers.OperationStatus.Done)
        {
            length -= consumed;
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
    }
}

/// <summary>The tokens of a vocabulary that are allowed at a place.</summary>
/// <param name="Count">How many.</param>
/// <param name="Size">The tokens of the vocabulary.</param>
/// <param name="Examples">The texts of some, the longest first.</param>
/// <param name="MayEnd">Whether the model may end there.</param>
internal sealed record AllowedTokens(int Count, int Size, IReadOnlyList<string> Examples, bool MayEnd)
{
    private const int MaxExamples = 12;

    /// <summary>The allowed tokens behind a text that some document begins with; the text is taken byte by byte.</summary>
    public static AllowedTokens? Of(Constraint constraint, string text, Vocabulary vocabulary)
    {
        Matcher matcher = constraint.CreateMatcher(vocabulary);
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            int token = Enumerable.Range(0, vocabulary.Count).FirstOrDefault(t => vocabulary.GetBytes(t) is [var only] && only == letter, -1);
            if (token < 0 || !matcher.TryAccept(token))
            {
                return null;
            }
        }

        TokenMask mask = matcher.Mask;
        int[] allowed = [.. mask.ToArray().Where(token => !vocabulary.IsEndOfGeneration(token))];
        var strict = new UTF8Encoding(false, false);
        return new AllowedTokens(
            allowed.Length,
            vocabulary.Count,
            [.. allowed.OrderByDescending(token => vocabulary.GetBytes(token).Length).ThenBy(token => token).Take(MaxExamples).Select(token => strict.GetString(vocabulary.GetBytes(token)))],
            matcher.IsAccepting);
    }
}
