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

    /// <summary>What follows a character of a way that leads elsewhere by each of its characters.</summary>
    protected virtual CharState After(int character) => throw new NotSupportedException("no way of this state asks for the character");

    /// <summary>No accepted word has fewer characters; 0 when accepting.</summary>
    public virtual int MinLengthBound => IsAccepting ? 0 : 1;

    /// <summary>The words that are accepted, in all the ways in which their characters are written.</summary>
    public Regex In(CharEncoding encoding) => encoding.Builder.Dfa(new Encoded(this, encoding));

    /// <summary>What follows a character of a set.</summary>
    internal readonly record struct Way
    {
        private readonly CharState? _state;
        private readonly CharState? _from;
        private readonly Func<CharEncoding, Regex>? _rest;

        /// <summary>A state.</summary>
        public Way(CodePointSet characters, CharState state)
        {
            Characters = characters;
            _state = state;
        }

        /// <summary>Where the automaton ends: a regex over bytes.</summary>
        public Way(CodePointSet characters, Func<CharEncoding, Regex> rest)
        {
            Characters = characters;
            _rest = rest;
        }

        private Way(CodePointSet characters, CharState? state, CharState from)
        {
            Characters = characters;
            _state = state;
            _from = from;
        }

        public CodePointSet Characters { get; init; }

        /// <summary>Characters each of which leads to what <see cref="After"/> of the state says.</summary>
        public static Way ByEach(CodePointSet characters, CharState from) => new(characters, null, from);

        internal Regex Lower(CharEncoding encoding)
        {
            Regex written = encoding.Of(Characters);
            return _from is not null ? encoding.Builder.Dfa(new Reading(_from, encoding, written, UInt128.Zero))
                : encoding.Builder.Concat(written, _state is not null ? _state.In(encoding) : _rest!(encoding));
        }
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

    /// <summary>Inside a character whose way leads elsewhere by each: the bytes of it are kept, for it is known with the last of them.</summary>
    /// <param name="From">The state before the character.</param>
    /// <param name="Encoding">How characters are written.</param>
    /// <param name="Left">What is left of the character.</param>
    /// <param name="Read">The bytes before that, the last one lowest; none of them is 0.</param>
    private sealed record Reading(CharState From, CharEncoding Encoding, Regex Left, UInt128 Read) : DfaState
    {
        public override bool IsAccepting => false;

        public override long MinLengthBound => Left.MinLengthBound;

        public override ByteClasses ClassesIn(RegexBuilder builder) => builder.ClassesOfLetters(builder.FirstBytesOf(Left));

        public override Regex Derive(RegexBuilder builder, byte letter)
        {
            Regex left = builder.Derivative(Left, letter);
            UInt128 read = (Read << 8) | letter;
            return left == builder.Nothing ? left
                : left.IsNullable ? From.After(Decode(read)).In(Encoding)
                : builder.Dfa(this with { Left = left, Read = read });
        }

        public bool Equals(Reading? other) =>
            other is not null && Read == other.Read && Left == other.Left && From.Equals(other.From) && ReferenceEquals(Encoding, other.Encoding);

        public override int GetHashCode() => HashCode.Combine(Read, Left.Id, From);

        private int Decode(UInt128 read)
        {
            Span<byte> bytes = stackalloc byte[16];
            int start = bytes.Length;
            for (; read != 0; read >>= 8)
            {
                bytes[--start] = (byte)read;
            }

            return Encoding.Decode(bytes[start..]);
        }
    }
}
