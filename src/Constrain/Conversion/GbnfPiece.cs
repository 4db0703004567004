// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Conversion;

/// <summary>An expression of GBNF, and how tightly it is bound.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Binding">What it is.</param>
/// <param name="Literal">What it spells, where it is a text in quotes.</param>
internal readonly record struct GbnfPiece(string Text, GbnfBinding Binding, string? Literal = null)
{
    /// <summary>A text.</summary>
    public static GbnfPiece Of(string literal) => new(GbnfText.Literal(literal), GbnfBinding.Unit, literal);

    /// <summary>As what an operator applies to.</summary>
    public string AsUnit => Binding == GbnfBinding.Unit ? Text : $"({Text})";

    /// <summary>One after the other; neighbouring texts become one.</summary>
    public static GbnfPiece Sequence(IReadOnlyList<GbnfPiece> pieces)
    {
        var joined = new List<GbnfPiece>();
        foreach (GbnfPiece piece in pieces)
        {
            if (piece.Literal is { } literal && joined.Count > 0 && joined[^1].Literal is { } before)
            {
                joined[^1] = Of(before + literal);
            }
            else if (piece.Literal != string.Empty)
            {
                joined.Add(piece);
            }
        }

        return joined.Count switch
        {
            0 => Of(string.Empty),
            1 => joined[0],
            _ => new GbnfPiece(string.Join(' ', joined.Select(p => p.Binding == GbnfBinding.Choice ? p.AsUnit : p.Text)), GbnfBinding.Sequence),
        };
    }

    /// <summary>One of several.</summary>
    public static GbnfPiece Choice(IReadOnlyList<GbnfPiece> pieces)
    {
        GbnfPiece[] distinct = [.. pieces.Distinct()];
        return distinct.Length == 1 ? distinct[0] : new GbnfPiece(string.Join(" | ", distinct.Select(p => p.Text)), GbnfBinding.Choice);
    }

    /// <summary>So many times.</summary>
    public GbnfPiece Repeated(int min, int max)
    {
        string text = GbnfText.Repeated(AsUnit, min, max);
        return new GbnfPiece(text, text.Contains(' ', StringComparison.Ordinal) ? GbnfBinding.Sequence : GbnfBinding.Repeated);
    }
}

/// <summary>What an expression is, from the tightest.</summary>
internal enum GbnfBinding
{
    /// <summary>A text, a class or the name of a rule.</summary>
    Unit,

    /// <summary>A unit with an operator.</summary>
    Repeated,

    /// <summary>Several, one after the other.</summary>
    Sequence,

    /// <summary>One of several.</summary>
    Choice,
}
