// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A state of a deterministic automaton over characters that works out its own successors.</summary>
/// <remarks>
/// For formats that are not regular, or that are but have no small expression. A state is a value: equal states are equal
/// records. There may be infinitely many, since only those that a text gets to are ever made. Invariant: at least one word is
/// accepted from the state; the ways on that leave none are not among <see cref="Next"/>. <see cref="In"/> makes it a regex
/// over the bytes in which its characters are written.
/// </remarks>
internal abstract record CharState
{
    /// <summary>Whether the empty word is accepted.</summary>
    public abstract bool IsAccepting { get; }

    /// <summary>The ways on: disjoint sets of characters, none empty, and what is accepted after one of them.</summary>
    public abstract IEnumerable<Way> Next();

    /// <summary>No accepted word has fewer characters; 0 when accepting.</summary>
    public virtual int MinLengthBound => IsAccepting ? 0 : 1;

    /// <summary>The words that are accepted, in all the ways in which their characters are written.</summary>
    public Regex In(CharEncoding encoding) => encoding.Builder.Dfa(new Encoded(this, encoding));

    /// <summary>What follows a character of a set: a state, or a regex over bytes where the automaton ends.</summary>
    internal readonly record struct Way(CodePointSet Characters, CharState? State, Func<CharEncoding, Regex>? Rest = null)
    {
        public Regex Lower(CharEncoding encoding) =>
            encoding.Builder.Concat(encoding.Of(Characters), State is { } state ? state.In(encoding) : Rest!(encoding));
    }

    /// <summary>The same between characters, over bytes. One step into a character it is a regex: the bytes left of it, then a state.</summary>
    private sealed record Encoded(CharState State, CharEncoding Encoding) : DfaState
    {
        private Regex? _written;

        public override bool IsAccepting => State.IsAccepting;

        public override long MinLengthBound => State.MinLengthBound;

        public override ByteClasses ClassesIn(RegexBuilder builder) => builder.ClassesOf(Written(builder));

        public override Regex Derive(RegexBuilder builder, byte letter) => builder.Derivative(Written(builder), letter);

        public bool Equals(Encoded? other) => other is not null && State.Equals(other.State) && ReferenceEquals(Encoding, other.Encoding);

        public override int GetHashCode() => State.GetHashCode();

        /// <summary>The union of the ways on; made at the first step from the state, and only then.</summary>
        private Regex Written(RegexBuilder builder) =>
            _written ??= builder.Union([.. State.Next().Select(way => way.Lower(Encoding))]);
    }
}
