// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Matching;

namespace Constrain;

/// <content>Text that the constraint leaves no choice about.</content>
public sealed partial class Matcher
{
    /// <summary>The bytes about which there is no choice: what every completion begins with.</summary>
    /// <param name="maxBytes">The most bytes to look ahead.</param>
    /// <returns>The bytes; none where the document may end or more than one byte is possible.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative.</exception>
    public byte[] ForcedBytes(int maxBytes = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        return IsFinished ? [] : NextBytes.Forced(_masks.Automaton, _position, maxBytes, out _);
    }

    /// <summary>
    /// The tokens about which there is no choice when the text is written as the model's tokenizer writes it: those that the
    /// tokenizer puts next, whatever allowed text follows. They are found without masks, and nothing is accepted yet.
    /// </summary>
    /// <param name="before">
    /// The end of the text so far, in UTF-8: a few tokens are enough, so that what the tokenizer makes of the forced bytes is what
    /// it makes of them there. It begins with a token.
    /// </param>
    /// <param name="tokenize">
    /// The model's own tokenizer, of a whole text in UTF-8, without control tokens around it or in it. It is asked once or a few
    /// times, and never when no byte is forced.
    /// </param>
    /// <param name="maxBytes">The most bytes to look ahead.</param>
    /// <returns>
    /// The tokens. Their bytes begin <see cref="ForcedBytes"/>; the last of those bytes are not among them where a token could begin
    /// in them and end in what follows. Where the text now ends in the middle of what the tokenizer would have made one token, they are
    /// those of the forced bytes alone: that boundary stands.
    /// </returns>
    /// <remarks>
    /// Exact for tokenizers that merge neighbours in a fixed order of preference (byte-pair encoding, SentencePiece's too). A tokenizer
    /// that first splits text into words may look ahead past the end of a word; white space
    /// at the end, where that matters in practice, is therefore never among the tokens.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative.</exception>
    public int[] ForcedTokens(ReadOnlySpan<byte> before, Func<byte[], IReadOnlyList<int>> tokenize, int maxBytes = 1024)
    {
        ArgumentNullException.ThrowIfNull(tokenize);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        if (IsFinished)
        {
            return [];
        }

        byte[] forced = NextBytes.Forced(_masks.Automaton, _position, maxBytes, out Position end);
        return forced.Length == 0 ? [] : CanonicalTokens.Of(Vocabulary, before, forced, NextBytes.Of(_masks.Automaton, end), tokenize);
    }
}
