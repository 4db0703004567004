// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Constrain.TestKit;

/// <summary>A small vocabulary over few letters, so that prefixes, duplicates and empty tokens are common; for properties.</summary>
/// <param name="Tokens">The bytes of each token.</param>
/// <param name="EndOfGeneration">Tokens that end generation.</param>
public sealed record AnyVocabulary(byte[][] Tokens, int[] EndOfGeneration)
{
    /// <summary>The vocabulary itself.</summary>
    public Vocabulary Build() =>
        Vocabulary.FromTokens([.. Tokens.Select(token => new ReadOnlyMemory<byte>(token))], EndOfGeneration);

    /// <inheritdoc/>
    public override string ToString() =>
        $"tokens [{string.Join(", ", Tokens.Select(t => $"\"{Encoding.Latin1.GetString(t)}\""))}], end [{string.Join(", ", EndOfGeneration)}]";
}

/// <summary>The generators behind <see cref="AnyVocabulary"/> and <see cref="AnyText"/>; name this class in a property's <c>Arbitrary</c>.</summary>
public static class VocabularyGenerators
{
    private static readonly byte[] Letters = [(byte)'a', (byte)'b', 0, 0xFF];

    /// <summary>Small vocabularies; they shrink by dropping tokens.</summary>
    public static Arbitrary<AnyVocabulary> Vocabularies() => Arb.From(
        from count in Gen.Choose(0, 40)
        from tokens in Gen.ArrayOf(Bytes(12), count)
        from ends in Gen.ArrayOf(Gen.Choose(0, Math.Max(0, count - 1)), count == 0 ? 0 : 2)
        select new AnyVocabulary(tokens, ends),
        Shrink);

    /// <summary>Byte strings over the same letters.</summary>
    public static Arbitrary<AnyText> Texts() => Arb.From(
        Bytes(16).Select(bytes => new AnyText(bytes)),
        text => Enumerable.Range(0, text.Bytes.Length).Select(i => new AnyText([.. text.Bytes[..i], .. text.Bytes[(i + 1)..]])));

    private static Gen<byte[]> Bytes(int maxLength) =>
        from length in Gen.Choose(0, maxLength)
        from bytes in Gen.ArrayOf(Gen.Elements(Letters), length)
        select bytes;

    private static IEnumerable<AnyVocabulary> Shrink(AnyVocabulary any)
    {
        if (any.EndOfGeneration.Length > 0)
            yield return any with { EndOfGeneration = [] };
        else
        {
            for (int i = 0; i < any.Tokens.Length; i++)
                yield return any with { Tokens = [.. any.Tokens[..i], .. any.Tokens[(i + 1)..]] };
        }
    }
}

/// <summary>A short byte string over the letters of <see cref="VocabularyGenerators"/>.</summary>
/// <param name="Bytes">The bytes.</param>
public sealed record AnyText(byte[] Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"\"{Encoding.Latin1.GetString(Bytes)}\"";
}
