// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Cli.Tokens;

/// <summary>Which bytes of a document the constraint leaves no choice about.</summary>
/// <remarks>
/// A byte is fixed when every accepted text that begins with what stands before it goes on with that byte; so it is not where the
/// text might end. A token is fixed when all of its bytes are: then they are forced at its first byte already
/// (<see cref="Matcher.ForcedBytes"/>), and a generator need not ask the model. A token that holds a fixed byte and a free one is
/// free. This says nothing about how a vocabulary cuts up a text, so one walk serves all vocabularies; a generator counts somewhat
/// fewer forced tokens, as it holds back those that a token of what follows might have joined.
/// </remarks>
internal static class FixedBytes
{
    private static readonly Vocabulary Bytes = Vocabulary.FromTokens(
        [.. Enumerable.Range(0, 256).Select(value => (ReadOnlyMemory<byte>)new[] { (byte)value }), default], [256]);

    /// <summary>For each byte of an accepted text, whether it is fixed.</summary>
    public static bool[] Of(Constraint constraint, ReadOnlySpan<byte> text)
    {
        bool[] isFixed = new bool[text.Length];
        Matcher matcher = constraint.CreateMatcher(Bytes);
        for (int i = 0; i < text.Length;)
        {
            int forced = Math.Min(matcher.ForcedBytes().Length, text.Length - i);
            isFixed.AsSpan(i, forced).Fill(true);
            for (int end = i + Math.Max(1, forced); i < end; i++)
            {
                bool accepted = matcher.TryAccept(text[i]);
                Debug.Assert(accepted, "the text was checked");
            }
        }

        return isFixed;
    }
}
