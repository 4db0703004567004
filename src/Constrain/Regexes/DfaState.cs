// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>A language given as one state of a deterministic automaton that works out its own successors.</summary>
/// <remarks>
/// For languages with a small automaton but no small expression, such as the decimals that a number divides. Nothing is
/// tabulated: a state is a value, equal states are equal records, and the builder interns and memoizes them as it does every
/// regex. Invariant: at least one word is accepted from the state; a rule whose input leaves none returns
/// <see cref="RegexBuilder.Nothing"/> instead of a state. So the emptiness of such a regex is never searched for.
/// </remarks>
internal abstract record DfaState
{
    /// <summary>Whether the empty word is accepted.</summary>
    public abstract bool IsAccepting { get; }

    /// <summary>No accepted word is shorter, in bytes; 0 when accepting.</summary>
    public abstract long MinLengthBound { get; }

    /// <summary>The bytes that the successor does not tell apart; asked for only where a state is stepped from twice.</summary>
    public abstract ByteClasses ClassesIn(RegexBuilder builder);

    /// <summary>A regex that has all these words and only few others, if there is one: what holds for it mostly holds here.</summary>
    public virtual Regex? Wider => null;

    /// <summary>By every other byte the derivative is that of <see cref="Wider"/>, the very same regex.</summary>
    public virtual ByteSet BytesApart => ByteSet.All;

    /// <summary>How many words <see cref="Wider"/> has that are missing here; -1 when they are not known.</summary>
    public virtual int MissingWords => -1;

    /// <summary>The word of <see cref="Wider"/> at an index that is missing here; all others are there.</summary>
    public virtual ReadOnlySpan<byte> MissingWord(int index) => throw new NotSupportedException("the missing words are not known");

    /// <summary>{ w : b·w is accepted }: the successor, or any regex where the automaton ends.</summary>
    public abstract Regex Derive(RegexBuilder builder, byte letter);
}
