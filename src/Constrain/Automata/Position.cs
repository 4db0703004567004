// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;

namespace Constrain.Automata;

/// <summary>A place in a document: the state, and what the way to it has left behind.</summary>
/// <param name="State">The state.</param>
/// <param name="Trail">Null where the state is all there is to know.</param>
internal readonly record struct Position(State State, Trail? Trail)
{
    /// <summary>Whether no document begins as the text did.</summary>
    public bool IsDead => State.IsDead;
}
