// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Grammars;

/// <summary>A terminal or a rule: what a production is a sequence of.</summary>
internal abstract class Symbol
{
    /// <summary>The length in bytes of the shortest word; <see cref="Lengths.Infinite"/> when there is none; -1 until known.</summary>
    internal long MinLength { get; set; } = -1;

    /// <summary>Whether it stands behind a rule that was entered without being bound, so that it may allow too much.</summary>
    internal virtual bool IsLoose => false;

    /// <summary>Whether a word is known, whatever its length; false until asked for, or where there is none.</summary>
    internal bool IsKnownProductive { get; set; }
}

/// <summary>A leaf of the grammar: any word of a regex. One object per regex and grammar.</summary>
internal sealed class Terminal(Regex regex) : Symbol
{
    public Regex Regex { get; } = regex;

    public override string ToString() => Regex.ToString()!;
}
