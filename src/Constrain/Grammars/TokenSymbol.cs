// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Grammars;

/// <summary>A leaf of the grammar that is one token of the vocabulary, whatever text it stands for. One object per grammar, token and sign.</summary>
/// <remarks>Which token it is, the vocabulary says; a grammar knows none. No text has it, so no byte leads past it.</remarks>
/// <param name="name">The text of the token; null where it is given by its number.</param>
/// <param name="id">Its number; null where it is given by its text.</param>
/// <param name="isNegated">Whether it is every token but that one.</param>
/// <param name="ordinal">Its number among those of the grammar.</param>
/// <param name="location">Where the grammar has it first.</param>
internal sealed class TokenSymbol(string? name, int? id, bool isNegated, int ordinal, SourceLocation location) : Symbol
{
    /// <summary>
    /// What a token adds to <see cref="Symbol.MinLength"/>. Its text is not known; where lengths are budgets of tokens, no text takes
    /// more tokens than it has bytes, and this takes one.
    /// </summary>
    public const int Length = 1;

    public string? Name => name;

    public int? Id => id;

    public bool IsNegated => isNegated;

    public int Ordinal => ordinal;

    public SourceLocation Location => location;

    /// <summary>As GBNF writes it.</summary>
    public override string ToString() => (isNegated ? "!" : string.Empty) + (name ?? $"<[{id}]>");
}
