// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.Regexes;

/// <summary>A regular expression over bytes, with intersection, complement and counted repeats.</summary>
/// <remarks>
/// Nodes are made by the smart constructors of <see cref="RegexBuilder"/> alone, which intern them: within one builder,
/// equal nodes are the same object, so reference equality is structural equality. Immutable but for the memo fields,
/// which the builder fills under its lock and publishes whole.
/// </remarks>
internal abstract class Regex(bool isNullable, bool isPositive, bool isNarrow, long minLengthBound)
{
    /// <summary>Letters of a byte set that still count as few ways on.</summary>
    private const int MaxNarrowLetters = 8;

    /// <summary>Rounds of a repeat that still count as a short walk; many a token is a run of one letter, few are longer.</summary>
    private const int MaxNarrowCount = 64;

    /// <summary>The number of the node in its builder; orders the parts of unions and intersections.</summary>
    public int Id { get; internal set; }

    /// <summary>Whether the language holds the empty word.</summary>
    public bool IsNullable { get; } = isNullable;

    /// <summary>Whether there is neither intersection nor complement inside: then only <see cref="Nothing"/> is empty.</summary>
    public bool IsPositive { get; } = isPositive;

    /// <summary>Whether the language is a finite set of words with few ways on at each place, so that a walk of a trie along it is short.</summary>
    /// <remarks>A hint for the choice of a method, by the structure of the node alone: both answers are safe.</remarks>
    public bool IsNarrow { get; } = isNarrow;

    /// <summary>No word is shorter, in bytes; the exact minimum when <see cref="IsPositive"/>.</summary>
    public long MinLengthBound { get; } = minLengthBound;

    /// <summary>How many alternatives and conditions are held open at once: a derivative costs in proportion, and a node takes as much memory.</summary>
    public virtual int Width => 1;

    /// <summary>The bytes that no derivative tells apart; null until asked for.</summary>
    internal ByteClasses? Classes { get; set; }

    /// <summary>The derivative by each byte class; an entry is null until asked for.</summary>
    internal Regex?[]? Derivatives { get; set; }

    /// <summary>The bytes that a word may begin with; null until asked for, and where they are read off the node.</summary>
    internal StrongBox<ByteSet>? FirstBytes { get; set; }

    /// <summary>Whether the language has a word at all, as far as it is known.</summary>
    internal Emptiness Emptiness { get; set; }

    /// <summary>The exact length of the shortest word in bytes; -1 until asked for.</summary>
    internal long MinLength { get; set; } = -1;

    private static int Sum(Regex[] parts) => (int)Math.Min(parts.Sum(p => (long)p.Width), int.MaxValue / 2);

    /// <summary>No word at all.</summary>
    internal sealed class Nothing() : Regex(false, true, true, long.MaxValue);

    /// <summary>The empty word alone.</summary>
    internal sealed class Epsilon() : Regex(true, true, true, 0);

    /// <summary>One byte of a set that is not empty.</summary>
    internal sealed class Bytes(ByteSet set) : Regex(false, true, set.Count <= MaxNarrowLetters, 1)
    {
        public ByteSet Set { get; } = set;
    }

    /// <summary>A word of <see cref="Head"/>, then one of <see cref="Tail"/>. Invariant: the head is no concatenation.</summary>
    internal sealed class Concat(Regex head, Regex tail) : Regex(
        head.IsNullable && tail.IsNullable,
        head.IsPositive && tail.IsPositive,
        head.IsNarrow && tail.IsNarrow,
        Lengths.Add(head.MinLengthBound, tail.MinLengthBound))
    {
        public Regex Head { get; } = head;

        public Regex Tail { get; } = tail;

        public override int Width => Head.Width;

        public void Deconstruct(out Regex head, out Regex tail) => (head, tail) = (Head, Tail);
    }

    /// <summary>A word of any part. Invariant: two parts or more, none a union, ascending by <see cref="Regex.Id"/>.</summary>
    internal sealed class Union(Regex[] parts) : Regex(
        parts.Any(p => p.IsNullable),
        parts.All(p => p.IsPositive),
        parts.All(p => p.IsNarrow),
        parts.Min(p => p.MinLengthBound))
    {
        public Regex[] Parts { get; } = parts;

        public override int Width { get; } = Sum(parts);
    }

    /// <summary>A word of all parts. Invariant: two parts or more, none an intersection, ascending by <see cref="Regex.Id"/>.</summary>
    internal sealed class Intersection(Regex[] parts) : Regex(
        parts.All(p => p.IsNullable),
        false,
        parts.Any(p => p.IsNarrow),
        parts.Max(p => p.MinLengthBound))
    {
        public Regex[] Parts { get; } = parts;

        public override int Width { get; } = Sum(parts);
    }

    /// <summary>Every word that <see cref="Inner"/> does not hold.</summary>
    internal sealed class Complement(Regex inner) : Regex(!inner.IsNullable, false, false, inner.IsNullable ? 1 : 0)
    {
        public Regex Inner { get; } = inner;

        public override int Width => Inner.Width;
    }

    /// <summary>Between <see cref="Min"/> and <see cref="Max"/> words of <see cref="Inner"/>, both included.</summary>
    /// <remarks>Invariant: a nullable inner has <see cref="Min"/> 0. <see cref="Unbounded"/> stands for no maximum.</remarks>
    internal sealed class Repeat(Regex inner, int min, int max) : Regex(
        min == 0,
        inner.IsPositive,
        inner.IsNarrow && max <= MaxNarrowCount,
        Lengths.Multiply(inner.MinLengthBound, min))
    {
        /// <summary>No maximum.</summary>
        public const int Unbounded = int.MaxValue;

        public Regex Inner { get; } = inner;

        public int Min { get; } = min;

        public int Max { get; } = max;
    }

    /// <summary>The words that an automaton accepts from a state; at least one.</summary>
    internal sealed class Dfa : Regex
    {
        // Not positive, although it is never empty: the bound of its length need not be exact.
        public Dfa(DfaState state)
            : base(state.IsAccepting, false, false, state.MinLengthBound)
        {
            State = state;
            Emptiness = Emptiness.NotEmpty;
        }

        public DfaState State { get; }
    }
}

/// <summary>What is known about whether a language has a word.</summary>
internal enum Emptiness : byte
{
    Unknown,
    Empty,
    NotEmpty,
}
