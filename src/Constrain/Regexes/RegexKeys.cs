// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;

namespace Constrain.Regexes;

/// <summary>The keys under which the kinds of node are interned: their parts, which are interned already.</summary>
internal static class RegexKeys
{
    /// <summary>The empty word alone, or no word.</summary>
    internal readonly struct Constant(RegexKind kind) : RegexTable.INodeKey
    {
        public int Hash => Combine(kind, 0, 0);

        public bool Matches(Regex node) => node.Kind == kind;

        public Regex Create() => kind == RegexKind.Epsilon ? new Regex.Epsilon() : new Regex.Nothing();
    }

    internal readonly struct Bytes(ByteSet set) : RegexTable.INodeKey
    {
        public int Hash
        {
            get
            {
                if (set.Count == 1)
                {
                    return TextRun.HashOf(set.First, new Constant(RegexKind.Epsilon).Hash);
                }

                ulong words = (set.Word0 * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(set.Word1 * 0xC2B2AE3D27D4EB4F, 17)
                    ^ BitOperations.RotateLeft(set.Word2 * 0x165667B19E3779F9, 31) ^ BitOperations.RotateLeft(set.Word3 * 0x27D4EB2F165667C5, 47);
                return Combine(RegexKind.Bytes, (int)words, (int)(words >> 32));
            }
        }

        public bool Matches(Regex node) => node is Regex.Bytes bytes && bytes.Set == set;

        public Regex Create() => new Regex.Bytes(set);
    }

    internal readonly struct Concat(Regex head, Regex tail) : RegexTable.INodeKey
    {
        public int Hash => head is Regex.Bytes { Letter: >= 0 and var letter }
            ? TextRun.HashOf(letter, tail.Hash)
            : Combine(RegexKind.Concat, head.Id, tail.Id);

        public bool Matches(Regex node) => node is Regex.Concat concat && concat.Head == head && concat.HasTail(tail);

        public Regex Create() => new Regex.Concat(head, tail);
    }

    /// <summary>Two bytes or more, then a word of another; the run they are in, if there is one already.</summary>
    internal readonly ref struct Text(RegexBuilder builder, ReadOnlySpan<byte> bytes, Regex after, int hash, TextRun? run = null) : RegexTable.INodeKey
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly Regex.Bytes _head = builder.Letter(bytes[0]);

        public int Hash => hash;

        public bool Matches(Regex node) => TextRun.Spells(node, _bytes, after);

        public Regex Create()
        {
            TextRun whole = run ?? new TextRun(builder, _bytes.ToArray(), after);
            return new Regex.Concat(_head, whole, whole.Bytes.Length - _bytes.Length);
        }
    }

    internal readonly ref struct Union(ReadOnlySpan<Regex> parts) : RegexTable.INodeKey
    {
        private readonly ReadOnlySpan<Regex> _parts = parts;

        public int Hash => CombineAll(RegexKind.Union, _parts);

        public bool Matches(Regex node) => node is Regex.Union union && AreSame(union.Parts, _parts);

        public Regex Create() => new Regex.Union(_parts.ToArray());
    }

    internal readonly ref struct Intersection(ReadOnlySpan<Regex> parts) : RegexTable.INodeKey
    {
        private readonly ReadOnlySpan<Regex> _parts = parts;

        public int Hash => CombineAll(RegexKind.Intersection, _parts);

        public bool Matches(Regex node) => node is Regex.Intersection intersection && AreSame(intersection.Parts, _parts);

        public Regex Create() => new Regex.Intersection(_parts.ToArray());
    }

    internal readonly struct Complement(Regex inner) : RegexTable.INodeKey
    {
        public int Hash => Combine(RegexKind.Complement, inner.Id, 0);

        public bool Matches(Regex node) => node is Regex.Complement complement && complement.Inner == inner;

        public Regex Create() => new Regex.Complement(inner);
    }

    internal readonly struct Repeat(Regex inner, int min, int max) : RegexTable.INodeKey
    {
        public int Hash => Combine(RegexKind.Repeat, inner.Id, (min * 31) ^ max);

        public bool Matches(Regex node) => node is Regex.Repeat repeat && repeat.Inner == inner && repeat.Min == min && repeat.Max == max;

        public Regex Create() => new Regex.Repeat(inner, min, max);
    }

    internal readonly struct Dfa(DfaState state) : RegexTable.INodeKey
    {
        public int Hash => Combine(RegexKind.Dfa, state.GetHashCode(), 0);

        public bool Matches(Regex node) => node is Regex.Dfa dfa && dfa.State == state;

        public Regex Create() => new Regex.Dfa(state);
    }

    private static int Combine(RegexKind kind, int a, int b)
    {
        uint hash = (uint)kind * 0x9E3779B1u;
        hash = BitOperations.RotateLeft(hash + ((uint)a * 0x85EBCA77u), 13) * 0x9E3779B1u;
        hash = BitOperations.RotateLeft(hash + ((uint)b * 0x85EBCA77u), 13) * 0x9E3779B1u;
        return (int)(hash ^ (hash >> 15));
    }

    private static int CombineAll(RegexKind kind, ReadOnlySpan<Regex> parts)
    {
        int hash = parts.Length;
        foreach (Regex part in parts)
        {
            hash = (hash * 31) + part.Id;
        }

        return Combine(kind, hash, parts.Length);
    }

    private static bool AreSame(Regex[] parts, ReadOnlySpan<Regex> others)
    {
        if (parts.Length != others.Length)
        {
            return false;
        }

        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] != others[i])
            {
                return false;
            }
        }

        return true;
    }
}
