// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Regexes;

namespace Constrain.TestKit;

/// <summary>A regex as the plain tree somebody wrote: no normal form, no sharing, no memo. What the oracles read.</summary>
/// <remarks>
/// The engine's smart constructors rewrite what they are given, so an oracle over engine nodes alone could not see a wrong
/// rewrite. <see cref="Build"/> sends a tree through them; <see cref="Of"/> reads an engine node back as it is.
/// </remarks>
internal abstract class RegexTerm
{
    /// <summary>No maximum.</summary>
    public const int Unbounded = Regex.Repeat.Unbounded;

    /// <summary>The regex of the tree, by the smart constructors.</summary>
    public abstract Regex Build(RegexBuilder builder);

    /// <summary>The tree of a regex of the engine, node by node.</summary>
    public static RegexTerm Of(Regex regex) => regex switch
    {
        Regex.Nothing => new Letters(ByteSet.None),
        Regex.Epsilon => new Epsilon(),
        Regex.Bytes bytes => new Letters(bytes.Set),
        Regex.Concat(var head, var tail) => new Concat(Of(head), Of(tail)),
        Regex.Union union => union.Parts.Select(Of).Aggregate((a, b) => new Union(a, b)),
        Regex.Intersection intersection => intersection.Parts.Select(Of).Aggregate((a, b) => new Intersection(a, b)),
        Regex.Complement complement => new Complement(Of(complement.Inner)),
        Regex.Repeat repeat => new Repeat(Of(repeat.Inner), repeat.Min, repeat.Max),
        _ => throw new ArgumentException($"a node that the oracle does not know: {regex.GetType()}", nameof(regex)),
    };

    /// <summary>The empty word alone.</summary>
    internal sealed class Epsilon : RegexTerm
    {
        public override Regex Build(RegexBuilder builder) => builder.Epsilon;

        public override string ToString() => "()";
    }

    /// <summary>One byte of a set; no word at all when the set is empty.</summary>
    internal sealed class Letters(ByteSet set) : RegexTerm
    {
        public ByteSet Set { get; } = set;

        public override Regex Build(RegexBuilder builder) => builder.Bytes(Set);

        public override string ToString() =>
            Set == ByteSet.None ? "∅"
            : Set == ByteSet.All ? "."
            : Set.Count > 128 ? $"[^{Listed(~Set)}]"
            : Set.Count == 1 ? Listed(Set)
            : $"[{Listed(Set)}]";

        private static string Listed(ByteSet set) =>
            string.Concat(Enumerable.Range(0, 256).Where(b => set.Contains((byte)b)).Select(b => b is > 0x20 and < 0x7F ? ((char)b).ToString() : $"\\x{b:X2}"));
    }

    /// <summary>A word of each, one after the other.</summary>
    internal sealed class Concat(RegexTerm head, RegexTerm tail) : RegexTerm
    {
        public RegexTerm Head { get; } = head;

        public RegexTerm Tail { get; } = tail;

        public override Regex Build(RegexBuilder builder) => builder.Concat(Head.Build(builder), Tail.Build(builder));

        public override string ToString() => $"({Head} {Tail})";
    }

    /// <summary>A word of either.</summary>
    internal sealed class Union(RegexTerm left, RegexTerm right) : RegexTerm
    {
        public RegexTerm Left { get; } = left;

        public RegexTerm Right { get; } = right;

        public override Regex Build(RegexBuilder builder) => builder.Union(Left.Build(builder), Right.Build(builder));

        public override string ToString() => $"({Left}|{Right})";
    }

    /// <summary>A word of both.</summary>
    internal sealed class Intersection(RegexTerm left, RegexTerm right) : RegexTerm
    {
        public RegexTerm Left { get; } = left;

        public RegexTerm Right { get; } = right;

        public override Regex Build(RegexBuilder builder) => builder.Intersect(Left.Build(builder), Right.Build(builder));

        public override string ToString() => $"({Left}&{Right})";
    }

    /// <summary>Every word that is not of the inner.</summary>
    internal sealed class Complement(RegexTerm inner) : RegexTerm
    {
        public RegexTerm Inner { get; } = inner;

        public override Regex Build(RegexBuilder builder) => builder.Complement(Inner.Build(builder));

        public override string ToString() => $"~{Inner}";
    }

    /// <summary>Between <see cref="Min"/> and <see cref="Max"/> words of the inner, both included.</summary>
    internal sealed class Repeat(RegexTerm inner, int min, int max) : RegexTerm
    {
        public RegexTerm Inner { get; } = inner;

        public int Min { get; } = min;

        public int Max { get; } = max;

        public override Regex Build(RegexBuilder builder) => builder.Repeat(Inner.Build(builder), Min, Max);

        public override string ToString() =>
            $"({Inner}){{{Min},{(Max == Unbounded ? string.Empty : Max.ToString(CultureInfo.InvariantCulture))}}}";
    }
}
