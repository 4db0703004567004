// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Tokenizer;

/// <summary>Two adjacent tokens that become one.</summary>
internal readonly record struct Merge(int Left, int Right);

/// <summary>A byte-level BPE vocabulary: token b below 256 is the byte b, merged tokens follow, control tokens come last.</summary>
/// <param name="Tokens">The bytes of each token that is text.</param>
/// <param name="Merges">In the order in which they were learnt, which is their rank.</param>
internal sealed record BpeVocabulary(IReadOnlyList<byte[]> Tokens, IReadOnlyList<Merge> Merges)
{
    public static int Bytes => 256;

    public int Count => Tokens.Count + SpecialTokens.All.Count;

    /// <summary>The index of a control token.</summary>
    public int IdOf(string special) => Tokens.Count + SpecialTokens.All.Index().Single(token => token.Item.Text == special).Index;
}
