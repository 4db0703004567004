// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>A partition of the byte values into classes that no derivative of a regex tells apart (minterms).</summary>
/// <remarks>
/// Shape: <see cref="Map"/> has 256 entries, the class of each byte; classes are numbered from 0 in the order of their
/// smallest byte, which <see cref="Representatives"/> holds. Invariant: equal partitions of one table are the same object.
/// Source: Owens, Reppy and Turon, "Regular-expression derivatives re-examined", JFP 19(2), 2009, section 4.2.
/// </remarks>
internal sealed class ByteClasses
{
    private ByteClasses(byte[] map, byte[] representatives)
    {
        Map = map;
        Representatives = representatives;
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
        for (int b = 0; b < 256; b++)
        {
            if (Map[b] == number)
            {
                set |= ByteSet.Of((byte)b);
            }
        }

        return set;
    }

    /// <summary>Interns partitions; used under the lock of its owner.</summary>
    internal sealed class Table
    {
        private readonly Dictionary<ByteClasses, ByteClasses> _interned = new(MapComparer.Instance);
        private readonly Dictionary<(ByteClasses, ByteClasses), ByteClasses> _refined = [];
        private readonly Dictionary<ByteSet, ByteClasses> _ofSet = [];

        public Table() => Whole = Intern(new byte[256]);

        /// <summary>The partition with one class.</summary>
        public ByteClasses Whole { get; }

        /// <summary>A set and its complement.</summary>
        public ByteClasses Of(ByteSet set)
        {
            if (!_ofSet.TryGetValue(set, out ByteClasses? classes))
            {
                Span<int> labels = stackalloc int[256];
                for (int b = 0; b < 256; b++)
                {
                    labels[b] = set.Contains((byte)b) ? 1 : 0;
                }

                _ofSet.Add(set, classes = Number(labels));
            }

            return classes;
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

            if (!_refined.TryGetValue((a, b), out ByteClasses? classes))
            {
                Span<int> labels = stackalloc int[256];
                for (int i = 0; i < 256; i++)
                {
                    labels[i] = (a.Map[i] << 8) | b.Map[i];
                }

                classes = Number(labels);
                _refined.Add((a, b), classes);
                _refined[(b, a)] = classes;
            }

            return classes;
        }

        private ByteClasses Number(ReadOnlySpan<int> labels)
        {
            byte[] map = new byte[256];
            var numbers = new Dictionary<int, byte>();
            for (int b = 0; b < 256; b++)
            {
                if (!numbers.TryGetValue(labels[b], out byte number))
                {
                    numbers.Add(labels[b], number = (byte)numbers.Count);
                }

                map[b] = number;
            }

            return Intern(map);
        }

        private ByteClasses Intern(byte[] map)
        {
            int count = map.Max() + 1;
            byte[] representatives = new byte[count];
            for (int b = 255; b >= 0; b--)
            {
                representatives[map[b]] = (byte)b;
            }

            var classes = new ByteClasses(map, representatives);
            if (_interned.TryGetValue(classes, out ByteClasses? known))
            {
                return known;
            }

            _interned.Add(classes, classes);
            return classes;
        }
    }

    private sealed class MapComparer : IEqualityComparer<ByteClasses>
    {
        public static readonly MapComparer Instance = new();

        public bool Equals(ByteClasses? x, ByteClasses? y) => x!.Map.AsSpan().SequenceEqual(y!.Map);

        public int GetHashCode(ByteClasses obj)
        {
            var hash = new HashCode();
            hash.AddBytes(obj.Map);
            return hash.ToHashCode();
        }
    }
}
