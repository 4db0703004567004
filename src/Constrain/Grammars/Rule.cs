// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Grammars;

/// <summary>A nonterminal that is asked for its productions when the automaton first needs them.</summary>
/// <remarks>
/// A rule may carry parameters (which properties are written, how many items there were): its front end makes one object per
/// rule and parameters, and equal ones must be the same object, since the automaton compares them by reference.
/// A rule must not be left recursive; front ends that can be given left recursion remove it.
/// Threads: expanded under the lock of the grammar's automaton.
/// </remarks>
internal abstract class Rule : Symbol
{
    private IReadOnlyList<Sequence>? _productions;

    /// <summary>The name for messages and dumps.</summary>
    public abstract string Name { get; }

    /// <summary>The right-hand sides, any of which may be taken.</summary>
    public IReadOnlyList<Sequence> Productions => _productions ??= Expand();

    /// <summary>Whether <see cref="Productions"/> has been asked for.</summary>
    internal bool IsExpanded => _productions is not null;

    /// <summary>The productions that have a word; null until asked for.</summary>
    internal Sequence[]? Productive { get; set; }

    /// <summary>The rules that it calls at the position where it begins; null until asked for.</summary>
    internal Rule[]? LeftCalls { get; set; }

    /// <summary>The closure that met the rule last, by its number, and what it keeps here about it.</summary>
    internal int Mark { get; set; }

    /// <inheritdoc cref="Mark"/>
    internal object? Call { get; set; }

    /// <summary>No word of the rule is shorter, in bytes. Spares the expansion of rules that cannot be on a shortest path.</summary>
    internal virtual long MinLengthBound => 0;

    /// <summary>
    /// Whether the rule surely has a word, by a proof at hand that expands nothing. False says nothing: then it is found out.
    /// </summary>
    internal virtual bool IsSurelyProductive => false;

    /// <summary>
    /// A rule that has a word exactly when this one has, and leads to finitely many others where this one, with its place in the
    /// layout, may lead to endlessly many; null when that is the rule itself.
    /// </summary>
    internal virtual Rule? Twin => null;

    /// <summary>
    /// Whether what it stands for depends on the text just before it, so that it is to be bound (<see cref="Bind"/>) before it is
    /// entered. Entered unbound it stands for every text that may follow any.
    /// </summary>
    internal virtual bool IsPending => false;

    /// <summary>The keyword that asks for more than the productions say, which only the trail knows; null for none.</summary>
    internal virtual string? KeywordOfTrail => null;

    /// <summary>The rule as a count: between so many words of a symbol that never is empty; null where it is none.</summary>
    internal virtual (Symbol Item, int Min, int Max)? Count => null;

    /// <summary>The rule that stands here after a text.</summary>
    /// <param name="trail">The trail of the text.</param>
    internal virtual Rule Bind(Trail trail) => this;

    public override string ToString() => Name;

    /// <summary>
    /// The rule as sums for the minimum length: any one of these is at most as long as a word of the rule, and the least of
    /// them exactly as long as the shortest. A counted rule gives it in one step instead of one rule per count.
    /// </summary>
    internal virtual IEnumerable<LengthSum> LengthSums() => Productions.Select(LengthSum.Of);

    /// <summary>Makes the productions; called once.</summary>
    protected abstract IReadOnlyList<Sequence> Expand();
}
