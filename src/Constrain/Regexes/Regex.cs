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

    /// <summary>Whether the language has a word at all, as far as it is known.</summary>
    internal Emptiness Emptiness { get; set; }

    /// <summary>Drops the memo, which may hold on to any number of other nodes.</summary>
    internal void Forget() => Volatile.Write(ref _memo, null);

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
    }

    /// <summary>A word of <see cref="Head"/>, then one of <see cref="Tail"/>. Invariant: the head is no concatenation.</summary>
    internal sealed class Concat(Regex head, Regex tail) : Regex(RegexKind.Concat, RegexTraits.Concat(head.Traits, tail.Traits))
    {
        public Regex Head { get; } = head;

        public Regex Tail { get; } = tail;

        public void Deconstruct(out Regex head, out Regex tail) => (head, tail) = (Head, Tail);
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
        /// <summary>No maximum.</summary>
        public const int Unbounded = int.MaxValue;

        public Regex Inner { get; } = inner;

        public int Min { get; } = min;

        public int Max { get; } = max;
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
