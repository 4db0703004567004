// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Regexes;

/// <summary>A partition of the byte values into classes that no derivative of a regex tells apart (minterms).</summary>
/// <remarks>
/// Shape: <see cref="Map"/> has 256 entries, the class of each byte; classes are numbered from 0 in the order of their
/// smallest byte, which <see cref="Representatives"/> holds. Invariant: equal partitions of one table are the same object.
/// Source: Owens, Reppy and Turon, "Regular-expression derivatives re-examined", JFP 19(2), 2009, section 4.2.
/// </remarks>
internal sealed class ByteClasses
{
    /// <summary>The last byte of each run of bytes of one class, ascending.</summary>
    private readonly byte[] _runEnds;

    private Refinement? _lastRefinement;

    private ByteClasses(ReadOnlySpan<byte> runEnds, ReadOnlySpan<byte> runClasses)
    {
        _runEnds = runEnds.ToArray();
        Map = new byte[256];
        int start = 0;
        int count = 0;
        Span<byte> representatives = stackalloc byte[256];
        for (int i = 0; i < runEnds.Length; i++)
        {
            if (runClasses[i] == count)
            {
                representatives[count++] = (byte)start;
            }

            Map.AsSpan(start, runEnds[i] + 1 - start).Fill(runClasses[i]);
            start = runEnds[i] + 1;
        }

        Debug.Assert(start == 256, "the runs are all bytes");
        Representatives = representatives[..count].ToArray();
    }

    /// <summary>The class of each byte; 256 entries.</summary>
    public byte[] Map { get; }

    /// <summary>The smallest byte of each class.</summary>
    public byte[] Representatives { get; }

    /// <summary>How many classes there are; at least 1.</summary>
    public int Count => Representatives.Length;

    /// <summary>The bytes of a class.</summary>
    public ByteSet SetOf(int number)
    {
        ByteSet set = ByteSet.None;
        int start = 0;
        foreach (byte end in _runEnds)
        {
            if (Map[end] == number)
            {
                set |= ByteSet.Range((byte)start, end);
            }

            start = end + 1;
        }

        return set;
    }

    /// <summary>Interns partitions, for any thread.</summary>
    internal sealed class Table
    {
        private readonly Lock _gate = new();
        private readonly HashSet<ByteClasses> _interned = new(RunComparer.Instance);
        private readonly Dictionary<(ByteClasses, ByteClasses), ByteClasses> _refined = [];
        private readonly Dictionary<ByteSet, ByteClasses> _ofSet = [];
        private readonly Dictionary<ByteSet, ByteClasses> _ofLetters = [];

        public Table() => Whole = Intern(new ByteClasses([255], [0]));

        /// <summary>The partition with one class.</summary>
        public ByteClasses Whole { get; }

        /// <summary>A set and its complement.</summary>
        public ByteClasses Of(ByteSet set)
        {
            lock (_gate)
            {
                if (!_ofSet.TryGetValue(set, out ByteClasses? classes))
                {
                    Span<int> labels = stackalloc int[256];
                    Span<byte> ends = stackalloc byte[256];
                    int runs = 0;
                    for (int b = 0; b < 256; b++)
                    {
                        int label = set.Contains((byte)b) ? 1 : 0;
                        runs += b > 0 && labels[runs] != label ? 1 : 0;
                        (labels[runs], ends[runs]) = (label, (byte)b);
                    }

                    _ofSet.Add(set, classes = Number(ends[..(runs + 1)], labels, 2));
                }

                return classes;
            }
        }

        /// <summary>Each byte of the set alone, and all others together.</summary>
        public ByteClasses OfLetters(ByteSet set)
        {
            lock (_gate)
            {
                if (!_ofLetters.TryGetValue(set, out ByteClasses? classes))
                {
                    Span<int> labels = stackalloc int[256];
                    Span<byte> ends = stackalloc byte[256];
                    int runs = 0;
                    for (int b = 0; b < 256; b++)
                    {
                        int label = set.Contains((byte)b) ? b + 1 : 0;
                        runs += b > 0 && labels[runs] != label ? 1 : 0;
                        (labels[runs], ends[runs]) = (label, (byte)b);
                    }

                    _ofLetters.Add(set, classes = Number(ends[..(runs + 1)], labels, 257));
                }

                return classes;
            }
        }

        /// <summary>The coarsest partition that is finer than both.</summary>
        public ByteClasses Refine(ByteClasses a, ByteClasses b)
        {
            if (a == b || b == Whole)
            {
                return a;
            }

            if (a == Whole)
            {
                return b;
            }

            // The same two meet again and again: a counter refines the classes of its character by those of what follows it.
            if (a._lastRefinement is { } last && last.Other == b)
            {
                return last.Result;
            }

            lock (_gate)
            {
                if (!_refined.TryGetValue((a, b), out ByteClasses? classes))
                {
                    classes = Merge(a, b);
                    _refined.Add((a, b), classes);
                    _refined[(b, a)] = classes;
                }

                a._lastRefinement = new Refinement(b, classes);
                return classes;
            }
        }

        private ByteClasses Merge(ByteClasses a, ByteClasses b)
        {
            Span<int> labels = stackalloc int[256];
            Span<byte> ends = stackalloc byte[256];
            int runs = 0;
            int i = 0;
            int j = 0;
            while (i < a._runEnds.Length)
            {
                byte end = Math.Min(a._runEnds[i], b._runEnds[j]);
                (labels[runs], ends[runs]) = ((a.Map[end] * b.Count) + b.Map[end], end);
                runs++;
                i += a._runEnds[i] == end ? 1 : 0;
                j += b._runEnds[j] == end ? 1 : 0;
            }

            return Number(ends[..runs], labels, a.Count * b.Count);
        }

        /// <summary>The partition by labels, one for each run, below a limit; runs side by side have different labels.</summary>
        private ByteClasses Number(ReadOnlySpan<byte> ends, ReadOnlySpan<int> labels, int limit)
        {
            Span<byte> classes = stackalloc byte[256];
            Span<ushort> numbers = limit <= 1024 ? stackalloc ushort[limit] : new ushort[limit];
            ushort count = 0;
            for (int i = 0; i < ends.Length; i++)
            {
                ref ushort number = ref numbers[labels[i]];
                if (number == 0)
                {
                    number = ++count;
                }

                classes[i] = (byte)(number - 1);
            }

            return Intern(new ByteClasses(ends, classes[..ends.Length]));
        }

        private ByteClasses Intern(ByteClasses classes)
        {
            if (_interned.TryGetValue(classes, out ByteClasses? known))
            {
                return known;
            }

            _interned.Add(classes);
            return classes;
        }
    }

    private sealed record Refinement(ByteClasses Other, ByteClasses Result);

    private sealed class RunComparer : IEqualityComparer<ByteClasses>
    {
        public static readonly RunComparer Instance = new();

        public bool Equals(ByteClasses? x, ByteClasses? y) => x!.Map.AsSpan().SequenceEqual(y!.Map);

        public int GetHashCode(ByteClasses obj)
        {
            int hash = obj.Count;
            foreach (byte end in obj._runEnds)
            {
                hash = (hash * 31) + (end << 8) + obj.Map[end];
            }

            return hash;
        }
    }
}
