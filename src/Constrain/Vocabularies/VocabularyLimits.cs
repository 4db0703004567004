// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>Bounds on what a vocabulary file may ask for. A file is input from strangers; past a bound it is refused by name.</summary>
internal static class VocabularyLimits
{
    /// <summary>Bytes of header and metadata of one GGUF file. The largest vocabularies in use (262k tokens, merges) take 20 MiB.</summary>
    public const long MaxMetadataBytes = 256L << 20;

    /// <summary>Metadata entries of one GGUF file. Files in use have 20 to 80.</summary>
    public const int MaxMetadataEntries = 65_536;

    /// <summary>Bytes of one metadata key; the file format's own bound.</summary>
    public const int MaxKeyBytes = 65_535;

    /// <summary>Tokens of one vocabulary, so also elements of an array that is kept. The largest have 262,144; some encoders a million.</summary>
    public const int MaxTokens = 1 << 22;

    /// <summary>Bytes that one token stands for; the trie keeps depths in 16 bits. The longest in use stand for about 1,000.</summary>
    public const int MaxTokenBytes = ushort.MaxValue;

    /// <summary>Bytes that all tokens together stand for; at worst each needs a trie node of 12 bytes. 262k tokens have 2 MiB.</summary>
    public const int MaxVocabularyBytes = 32 << 20;
}
