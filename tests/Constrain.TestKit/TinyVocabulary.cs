// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Constrain.TestKit;

/// <summary>A random vocabulary over a, b and c with every single byte of them; for properties.</summary>
/// <remarks>
/// Tokens of several bytes overlap and repeat; there are a token without bytes and one or two that end generation, among them
/// one with the bytes of a letter. So the vocabulary can write every word over the letters, in many ways.
/// </remarks>
public sealed class TinyVocabulary
{
    internal TinyVocabulary(byte[][] tokens, int[] ends)
    {
        Tokens = tokens;
        Vocabulary = Vocabulary.FromTokens([.. tokens.Select(t => new ReadOnlyMemory<byte>(t))], ends);
    }

    internal byte[][] Tokens { get; }

    internal Vocabulary Vocabulary { get; }

    /// <summary>The tokens that text can be made of.</summary>
    internal IEnumerable<int> TextTokens => Enumerable.Range(0, Tokens.Length).Where(t => !Vocabulary.IsEndOfGeneration(t) && Tokens[t].Length > 0);

    /// <summary>Every way to write a text in tokens.</summary>
    internal IEnumerable<int[]> Tokenizations(byte[] text)
    {
        if (text.Length == 0)
        {
            return [[]];
        }

        return TextTokens.Where(t => text.AsSpan().StartsWith(Tokens[t])).SelectMany(t => Tokenizations(text[Tokens[t].Length..]).Select(rest => (int[])[t, .. rest]));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"tokens [{string.Join(", ", Tokens.Select(t => $"\"{Encoding.Latin1.GetString(t)}\""))}], end [{string.Join(", ", Vocabulary.EndOfGenerationTokens)}]";
}

/// <summary>The generator behind <see cref="TinyVocabulary"/>; name this class in a property's <c>Arbitrary</c>.</summary>
public static class TinyVocabularyGenerators
{
    private static readonly byte[][] Always = [[(byte)'a'], [(byte)'b'], [(byte)'c'], [], [(byte)'a'], []];

    /// <summary>Vocabularies of up to a dozen tokens, and now and then of more than 64, which shrink by their longer ones.</summary>
    public static Arbitrary<TinyVocabulary> Vocabularies() => Arb.From(
        from few in Gen.Choose(0, 8)
        from count in Gen.Frequency((5, Gen.Constant(few)), (1, Gen.Choose(58, 70)))
        from tokens in Gen.ArrayOf(Token(), count)
        select Make(tokens),
        any => Enumerable.Range(Always.Length, any.Tokens.Length - Always.Length).Select(i => Make([.. any.Tokens[Always.Length..i], .. any.Tokens[(i + 1)..]])));

    // Token 4 ends generation although its bytes are a letter's, and 5 does without bytes.
    private static TinyVocabulary Make(byte[][] more) => new([.. Always, .. more], [4, 5]);

    private static Gen<byte[]> Token() =>
        from length in Gen.Frequency((1, Gen.Constant(1)), (4, Gen.Constant(2)), (3, Gen.Constant(3)), (1, Gen.Choose(4, 6)))
        from bytes in Gen.ArrayOf(Gen.Elements((byte)'a', (byte)'b', (byte)'c'), length)
        select bytes;
}
