// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>What a token of a vocabulary is for.</summary>
public enum TokenKind
{
    /// <summary>Ordinary text.</summary>
    Normal,

    /// <summary>Stands for input that the tokenizer could not express; it never stands for text.</summary>
    Unknown,

    /// <summary>Steers the model (begin, end, role of a turn) and stands for no text.</summary>
    Control,

    /// <summary>Added to the vocabulary after training; its text is taken literally.</summary>
    UserDefined,

    /// <summary>A place in the vocabulary that nothing occupies.</summary>
    Unused,

    /// <summary>A single byte, the fallback for text that no other token covers.</summary>
    Byte,
}
