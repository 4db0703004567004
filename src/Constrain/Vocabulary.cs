// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Immutable;
using Constrain.Masks;
using Constrain.Vocabularies;

namespace Constrain;

/// <summary>All tokens of a model: the bytes each stands for, what each is for, and which of them end generation.</summary>
/// <remarks>
/// Immutable and safe to share between threads. Tokens are the numbers 0..<see cref="Count"/>-1.
/// </remarks>
public sealed class Vocabulary
{
    private const byte EndBit = 0x80;

    private readonly ByteStrings _bytes;
    private readonly byte[] _kinds;
    private readonly Lazy<TokenTrie> _trie;
    private NameTokens? _jsonTokens;
    private NameTokens? _yamlTokens;

    /// <param name="bytes">Per token; empty for those that stand for no text.</param>
    /// <param name="kinds">Per token; as many as <paramref name="bytes"/>.</param>
    /// <param name="endOfGeneration">Ascending, without duplicates, all inside the vocabulary.</param>
    internal Vocabulary(ByteStrings bytes, ReadOnlySpan<TokenKind> kinds, ImmutableArray<int> endOfGeneration)
    {
        _bytes = bytes;
        _kinds = new byte[kinds.Length];
        for (int token = 0; token < kinds.Length; token++)
            _kinds[token] = (byte)kinds[token];
        foreach (int token in endOfGeneration)
            _kinds[token] |= EndBit;
        EndOfGenerationTokens = endOfGeneration;
        _trie = new Lazy<TokenTrie>(() => TokenTrie.Build(this));
        TokenTables = new TokenTables(this);
    }

    /// <summary>The texts by which the model's file names tokens that stand for no text.</summary>
    internal IReadOnlyDictionary<int, byte[]> Names { get; init; } = ImmutableDictionary<int, byte[]>.Empty;

    /// <summary>The number of tokens.</summary>
    public int Count => _kinds.Length;

    /// <summary>The tokens that end generation, in ascending order: end of text, of a turn, of a message.</summary>
    public ImmutableArray<int> EndOfGenerationTokens { get; }

    /// <summary>The token that begins a text; null when the model has none, or it is not known.</summary>
    public int? BeginOfText { get; internal init; }

    /// <summary>The name of the tokenizer in the file, such as <c>gpt2</c> or <c>llama</c>; null when not read from a file.</summary>
    public string? Model { get; internal init; }

    /// <summary>The name of the pre-tokenizer in the file, such as <c>llama-bpe</c>; null when there is none.</summary>
    public string? PreTokenizer { get; internal init; }

    /// <summary>The prefix tree of the tokens that text can be made of; built when first asked for, by one thread.</summary>
    internal TokenTrie Trie => _trie.Value;

    /// <summary>The tokens in which names and items of JSON may end; found when first asked for.</summary>
    internal NameTokens JsonTokens => _jsonTokens ??= NameTokens.OfJson(this);

    /// <summary>The same for YAML.</summary>
    internal NameTokens YamlTokens => _yamlTokens ??= NameTokens.OfYaml(this);

    /// <summary>What its tokens do to the regexes that were met.</summary>
    internal TokenTables TokenTables { get; }

    /// <summary>The bytes that a token adds to generated text.</summary>
    /// <param name="token">A token, 0..<see cref="Count"/>-1.</param>
    /// <returns>
    /// The bytes; they need not be whole characters. Empty for control, unknown and unused tokens. A token that ends generation
    /// may have bytes, but no text can be continued by it.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<byte> GetBytes(int token)
    {
        CheckToken(token);
        return _bytes[token];
    }

    /// <summary>The text by which a token is named: that which it stands for, or where it stands for none, as control tokens do, its name.</summary>
    /// <param name="token">A token, 0..<see cref="Count"/>-1.</param>
    /// <returns>The bytes, such as those of <c>&lt;|im_start|&gt;</c>; empty where the token has no name either.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<byte> GetName(int token)
    {
        ReadOnlySpan<byte> bytes = GetBytes(token);
        return bytes.IsEmpty && Names.TryGetValue(token, out byte[]? name) ? name : bytes;
    }

    /// <summary>The token of a name; of several a special one, as the tokenizer would take, and of these the first. Null where there is none.</summary>
    internal int? Find(ReadOnlySpan<byte> name)
    {
        int? found = null;
        for (int token = 0; token < Count; token++)
        {
            if (!GetName(token).SequenceEqual(name))
            {
                continue;
            }

            if (GetKind(token) is TokenKind.Control or TokenKind.UserDefined or TokenKind.Unknown)
            {
                return token;
            }

            found ??= token;
        }

        return found;
    }

    /// <summary>What a token is for.</summary>
    /// <param name="token">A token, 0..<see cref="Count"/>-1.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public TokenKind GetKind(int token)
    {
        CheckToken(token);
        return (TokenKind)(_kinds[token] & ~EndBit);
    }

    /// <summary>Whether a token ends generation.</summary>
    /// <param name="token">A token, 0..<see cref="Count"/>-1.</param>
    /// <returns>True for those in <see cref="EndOfGenerationTokens"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public bool IsEndOfGeneration(int token)
    {
        CheckToken(token);
        return (_kinds[token] & EndBit) != 0;
    }

    /// <summary>Reads the vocabulary of a GGUF model; nothing but the file's metadata is read.</summary>
    /// <param name="stream">
    /// Stands at the first byte of the file. It need not be seekable, is read some way past the metadata, and is not closed.
    /// </param>
    /// <returns>The vocabulary, with the tokens, kinds and ends of generation that llama.cpp finds in the same file.</returns>
    /// <exception cref="GgufException">The file is damaged, no GGUF of version 2 or 3, or has a tokenizer that is not known.</exception>
    public static Vocabulary FromGguf(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return GgufVocabulary.Load(GgufVocabulary.ReadMetadata(stream));
    }

    /// <summary>Makes a vocabulary from the bytes of its tokens.</summary>
    /// <param name="tokens">
    /// The bytes of each token. A token without bytes is <see cref="TokenKind.Unused"/>; two tokens may have the same bytes.
    /// </param>
    /// <param name="endOfGeneration">
    /// The tokens that end generation. They are <see cref="TokenKind.Control"/> tokens and stand for no text, whatever their bytes.
    /// </param>
    /// <returns>The vocabulary.</returns>
    /// <exception cref="ArgumentException">The tokens are too many or too long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An end of generation is not in the vocabulary.</exception>
    public static Vocabulary FromTokens(IReadOnlyList<ReadOnlyMemory<byte>> tokens, IEnumerable<int> endOfGeneration)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(endOfGeneration);
        if (tokens.Count > VocabularyLimits.MaxTokens)
            throw new ArgumentException($"{tokens.Count} tokens are more than the limit of {VocabularyLimits.MaxTokens}", nameof(tokens));
        var kinds = new TokenKind[tokens.Count];
        ImmutableArray<int> ends = [.. endOfGeneration.Distinct().Order()];
        foreach (int token in ends)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token, nameof(endOfGeneration));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, kinds.Length, nameof(endOfGeneration));
            kinds[token] = TokenKind.Control;
        }

        var names = new Dictionary<int, byte[]>();
        foreach (int token in ends)
        {
            names.Add(token, tokens[token].ToArray());
        }

        var bytes = new ByteStrings.Builder(strings: kinds.Length);
        for (int token = 0; token < kinds.Length; token++)
        {
            ReadOnlySpan<byte> text = tokens[token].Span;
            if (text.IsEmpty && kinds[token] == TokenKind.Normal)
                kinds[token] = TokenKind.Unused;
            if (kinds[token] == TokenKind.Normal)
                bytes.Append(text);
            if (bytes.OpenLength > VocabularyLimits.MaxTokenBytes || bytes.Length > VocabularyLimits.MaxVocabularyBytes)
            {
                throw new ArgumentException(
                    $"token {token} passes a limit: {VocabularyLimits.MaxTokenBytes} bytes a token, "
                    + $"{VocabularyLimits.MaxVocabularyBytes} in all",
                    nameof(tokens));
            }

            bytes.EndString();
        }

        return new Vocabulary(bytes.Build(trim: true), kinds, ends) { Names = names };
    }

    private void CheckToken(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _kinds.Length);
    }
}
