// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>A regular expression over bytes, with intersection, complement and counted repeats.</summary>
/// <remarks>
/// Nodes are made by the smart constructors of <see cref="RegexBuilder"/> alone, which intern them: within one builder,
/// equal nodes are the same object, so reference equality is structural equality. Immutable but for the memo, which is
/// published whole.
/// </remarks>
internal abstract class Regex
{
    private readonly RegexTraits.Flags _flags;
    private RegexMemo? _memo;

    private Regex(RegexKind kind, RegexTraits traits)
    {
        Kind = kind;
        _flags = traits.Facts;
        MinLengthBound = traits.MinLengthBound;
        Width = traits.Width;
        Emptiness = traits.IsKnownNotEmpty ? Emptiness.NotEmpty : Emptiness.Unknown;
    }

    /// <summary>Which node it is; quicker to switch on than the type.</summary>
    public RegexKind Kind { get; }

    /// <summary>The number of the node in its builder; orders the parts of unions and intersections.</summary>
    public int Id { get; internal set; }

    /// <summary>The hash under which the node is interned: of its structure one level deep, and of all letters of a text.</summary>
    public int Hash { get; internal set; }

    /// <summary>Whether the language holds the empty word.</summary>
    public bool IsNullable => (_flags & RegexTraits.Flags.Nullable) != 0;

    /// <summary>Whether there is neither intersection nor complement inside: then only <see cref="Nothing"/> is empty.</summary>
    public bool IsPositive => (_flags & RegexTraits.Flags.Positive) != 0;

    /// <summary>Whether the language is a finite set of words with few ways on at each place, so that a walk of a trie along it is short.</summary>
    /// <remarks>A hint for the choice of a method, by the structure of the node alone: both answers are safe.</remarks>
    public bool IsNarrow => (_flags & RegexTraits.Flags.Narrow) != 0;

    /// <summary>No word is shorter, in bytes; the exact minimum when <see cref="IsPositive"/>.</summary>
    public long MinLengthBound { get; }

    /// <summary>How many alternatives and conditions are held open at once: a derivative costs in proportion, and a node takes as much memory.</summary>
    public int Width { get; }

    private RegexTraits Traits =>
        new(Emptiness == Emptiness.NotEmpty ? _flags | RegexTraits.Flags.NotEmpty : _flags, MinLengthBound, Width);

    /// <summary>What was found out about the node; null until there is something.</summary>
    internal RegexMemo? Memo => Volatile.Read(ref _memo);

    /// <summary>Whether a derivative was asked for; the first is not kept, since most nodes are passed once.</summary>
    internal bool WasDerived { get; set; }

    /// <summary>Whether the language has a word at all, as far as it is known.</summary>
    internal Emptiness Emptiness { get; set; }

    /// <summary>Drops the memo, which may hold on to any number of other nodes.</summary>
    internal virtual void Forget() => Volatile.Write(ref _memo, null);

    /// <summary>What was found out about the node, to be added to.</summary>
    internal RegexMemo Remember()
    {
        if (Memo is { } known)
        {
            return known;
        }

        var memo = new RegexMemo();
        return Interlocked.CompareExchange(ref _memo, memo, null) ?? memo;
    }

    /// <summary>Equal nodes of a builder are one object.</summary>
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Id;

    /// <summary>No word at all.</summary>
    internal sealed class Nothing : Regex
    {
        public Nothing()
            : base(RegexKind.Nothing, RegexTraits.Nothing) => Emptiness = Emptiness.Empty;
    }

    /// <summary>The empty word alone.</summary>
    internal sealed class Epsilon() : Regex(RegexKind.Epsilon, RegexTraits.Epsilon);

    /// <summary>One byte of a set that is not empty.</summary>
    internal sealed class Bytes(ByteSet set) : Regex(RegexKind.Bytes, RegexTraits.Of(set))
    {
        public ByteSet Set { get; } = set;

        /// <summary>The byte of a set that has but one; otherwise -1.</summary>
        public int Letter { get; } = set.Count == 1 ? set.First : -1;
    }

    /// <summary>A word of <see cref="Head"/>, then one of <see cref="Tail"/>. Invariant: the head is no concatenation.</summary>
    /// <remarks>
    /// A text is a chain of these, one for each byte. Nearly all chains are only ever walked in part, if at all, so the first
    /// node of a text stands for all of it and makes the next when it is asked for its tail. Which of the two forms a node
    /// has does not show: they have one hash and are compared letter by letter.
    /// </remarks>
    internal sealed class Concat : Regex
    {
        private readonly int _start;
        private Regex? _tail;

        public Concat(Regex head, Regex tail)
            : base(RegexKind.Concat, RegexTraits.Concat(head.Traits, tail.Traits))
        {
            Head = head;
            _tail = tail;
        }

        public Concat(Bytes head, TextRun run, int start)
            : base(RegexKind.Concat, RegexTraits.Text(run.Bytes.Length - start, run.After.Traits))
        {
            Head = head;
            Run = run;
            _start = start;
        }

        public Regex Head { get; }

        public Regex Tail => Volatile.Read(ref _tail) ?? Unfold();

        /// <summary>The text that begins here, when the node was made of one; null for a head and a tail.</summary>
        public TextRun? Run { get; }

        /// <summary>The bytes of the run from here on: two or more, or none without a run.</summary>
        public ReadOnlySpan<byte> Text => Run is { } run ? run.Bytes.AsSpan(_start) : default;

        /// <summary>The bytes that the node keeps in memory.</summary>
        public int OwnedBytes => Run is { } run && _start == 0 ? run.Bytes.Length : 0;

        public void Deconstruct(out Regex head, out Regex tail) => (head, tail) = (Head, Tail);

        /// <summary>Whether <see cref="Tail"/> is this node; interns nothing.</summary>
        public bool HasTail(Regex tail) => Volatile.Read(ref _tail) is { } known ? known == tail : TextRun.Spells(tail, Text[1..], Run!.After);

        /// <summary>What follows so many bytes: one, or as many as <see cref="Text"/> has at the most.</summary>
        public Regex After(int length)
        {
            if (length == 1)
            {
                return Tail;
            }

            if (length == Text.Length)
            {
                return Run!.After;
            }

            int hash = Hash;
            foreach (byte letter in Text[..length])
            {
                hash = TextRun.HashOfTail(hash, letter);
            }

            return Run!.Builder.Suffix(Run, _start + length, hash);
        }

        internal override void Forget()
        {
            base.Forget();
            if (Run is not null)
            {
                Volatile.Write(ref _tail, null);
            }
        }

        private Regex Unfold()
        {
            Regex tail = Run!.Builder.Suffix(Run, _start + 1, TextRun.HashOfTail(Hash, Run.Bytes[_start]));
            Volatile.Write(ref _tail, tail);
            return tail;
        }
    }

    /// <summary>A word of any part. Invariant: two parts or more, none a union, ascending by <see cref="Regex.Id"/>.</summary>
    internal sealed class Union(Regex[] parts) : Regex(RegexKind.Union, TraitsOfAny(parts))
    {
        public Regex[] Parts { get; } = parts;
    }

    /// <summary>A word of all parts. Invariant: two parts or more, none an intersection, ascending by <see cref="Regex.Id"/>.</summary>
    internal sealed class Intersection(Regex[] parts) : Regex(RegexKind.Intersection, TraitsOfAll(parts))
    {
        public Regex[] Parts { get; } = parts;
    }

    /// <summary>Every word that <see cref="Inner"/> does not hold.</summary>
    internal sealed class Complement(Regex inner) : Regex(RegexKind.Complement, RegexTraits.Complement(inner.Traits))
    {
        public Regex Inner { get; } = inner;
    }

    /// <summary>Between <see cref="Min"/> and <see cref="Max"/> words of <see cref="Inner"/>, both included.</summary>
    /// <remarks>Invariant: a nullable inner has <see cref="Min"/> 0. <see cref="Unbounded"/> stands for no maximum.</remarks>
    internal sealed class Repeat(Regex inner, int min, int max) : Regex(RegexKind.Repeat, RegexTraits.Repeat(inner.Traits, min, max))
    {
        private Regex? _next;

        /// <summary>No maximum.</summary>
        public const int Unbounded = int.MaxValue;

        public Regex Inner { get; } = inner;

        public int Min { get; } = min;

        public int Max { get; } = max;

        /// <summary>Whether a round leaves another repeat than this one.</summary>
        public bool IsCounter => Min > 0 || Max != Unbounded;

        /// <summary>What is left after one round; null until asked for.</summary>
        internal Regex? Next
        {
            get => Volatile.Read(ref _next);
            set => Volatile.Write(ref _next, value);
        }

        internal override void Forget()
        {
            base.Forget();
            Next = null;
        }
    }

    /// <summary>The words that an automaton accepts from a state; at least one.</summary>
    internal sealed class Dfa(DfaState state) : Regex(RegexKind.Dfa, RegexTraits.Dfa(state))
    {
        public DfaState State { get; } = state;
    }

    private static RegexTraits TraitsOfAny(Regex[] parts)
    {
        RegexTraits traits = parts[0].Traits;
        for (int i = 1; i < parts.Length; i++)
        {
            traits = RegexTraits.Union(traits, parts[i].Traits);
        }

        return traits;
    }

    private static RegexTraits TraitsOfAll(Regex[] parts)
    {
        RegexTraits traits = parts[0].Traits;
        for (int i = 1; i < parts.Length; i++)
        {
            traits = RegexTraits.Intersection(traits, parts[i].Traits);
        }

        return traits;
    }
}

/// <summary>The kinds of node.</summary>
internal enum RegexKind : byte
{
    Nothing,
    Epsilon,
    Bytes,
    Concat,
    Union,
    Intersection,
    Complement,
    Repeat,
    Dfa,
}

/// <summary>What is known about whether a language has a word.</summary>
internal enum Emptiness : byte
{
    Unknown,
    Empty,
    NotEmpty,
}
