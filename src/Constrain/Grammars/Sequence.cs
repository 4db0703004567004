// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Grammars;

/// <summary>Symbols one after the other: a production, or what is left of one. Interned by its grammar.</summary>
internal sealed class Sequence
{
    private readonly Symbol? _head;
    private readonly Sequence? _rest;

    internal Sequence(Symbol? head, Sequence? rest)
    {
        _head = head;
        _rest = rest;
        IsLoose = head is { IsLoose: true } || rest is { IsLoose: true };
    }

    /// <summary>Whether there is no symbol.</summary>
    public bool IsEmpty => _head is null;

    /// <summary>The first symbol of a sequence that is not empty.</summary>
    public Symbol Head => _head!;

    /// <summary>The symbols after the first.</summary>
    public Sequence Rest => _rest!;

    /// <summary>Whether a symbol is (<see cref="Symbol.IsLoose"/>).</summary>
    internal bool IsLoose { get; }

    /// <summary>The length in bytes of the shortest word; -1 until known.</summary>
    internal long MinLength { get; set; } = -1;

    public override string ToString() => IsEmpty ? "ε" : Rest.IsEmpty ? Head.ToString()! : $"{Head} {Rest}";
}
