// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Regexes;

/// <summary>The code points from <see cref="First"/> to <see cref="Last"/>, both included.</summary>
internal readonly record struct CodePointRange(int First, int Last);

/// <summary>A set of Unicode scalar values: code points 0 to 10FFFF without the surrogates, which no well-formed text holds.</summary>
/// <remarks>
/// Shape: ranges in ascending order, neither overlapping nor adjacent, none with a surrogate. So equal sets have equal
/// ranges, and equality and hash are structural. Immutable. Cost of every operation: linear in the ranges of its operands.
/// </remarks>
internal sealed class CodePointSet : IEquatable<CodePointSet>
{
    /// <summary>The largest code point.</summary>
    public const int MaxCodePoint = 0x10FFFF;

    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    /// <summary>No code point.</summary>
    public static readonly CodePointSet Empty = new([]);

    /// <summary>Every scalar value.</summary>
    public static readonly CodePointSet All = new([new(0, FirstSurrogate - 1), new(LastSurrogate + 1, MaxCodePoint)]);

    private static readonly CodePointSet[] Ascii =
        [.. Enumerable.Range(0, 128).Select(c => new CodePointSet([new CodePointRange(c, c)]))];

    private readonly CodePointRange[] _ranges;
    private readonly int _hash;

    private CodePointSet(CodePointRange[] ranges)
    {
        _ranges = ranges;
        var hash = new HashCode();
        foreach (CodePointRange range in ranges)
        {
            hash.Add((range.First << 11) ^ range.Last);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The ranges, ascending.</summary>
    public ReadOnlySpan<CodePointRange> Ranges => _ranges;

    /// <summary>Whether there is no code point in it.</summary>
    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>How many code points are in it.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (CodePointRange range in _ranges)
            {
                count += range.Last - range.First + 1;
            }

            return count;
        }
    }

    /// <summary>The set of one code point; empty for a surrogate.</summary>
    public static CodePointSet Of(int codePoint) => codePoint < 128 ? Ascii[codePoint] : Range(codePoint, codePoint);

    /// <summary>The code points from <paramref name="first"/> to <paramref name="last"/>, both included, without surrogates.</summary>
    public static CodePointSet Range(int first, int last) => OfRanges([new CodePointRange(first, last)]);

    /// <summary>The code points of an ASCII text.</summary>
    public static CodePointSet OfChars(string chars)
    {
        var ranges = new CodePointRange[chars.Length];
        for (int i = 0; i < chars.Length; i++)
        {
            ranges[i] = new CodePointRange(chars[i], chars[i]);
        }

        return OfRanges(ranges);
    }

    /// <summary>The code points of ranges in any order, which may overlap; surrogates are left out.</summary>
    /// <param name="ranges">The ranges; sorted in place.</param>
    public static CodePointSet OfRanges(Span<CodePointRange> ranges)
    {
        ranges.Sort(static (a, b) => a.First.CompareTo(b.First));
        var joined = new List<CodePointRange>(ranges.Length);
        foreach (CodePointRange range in ranges)
        {
            Append(joined, range);
        }

        return Create(joined);
    }

    /// <summary>Whether the code point is in the set.</summary>
    public bool Contains(int codePoint)
    {
        int low = 0;
        int high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (codePoint < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The code points of either.</summary>
    public CodePointSet Union(CodePointSet other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other))
        {
            return this;
        }

        if (IsEmpty)
        {
            return other;
        }

        var joined = new List<CodePointRange>(_ranges.Length + other._ranges.Length);
        int i = 0;
        int j = 0;
        while (i < _ranges.Length || j < other._ranges.Length)
        {
            bool mine = j == other._ranges.Length || (i < _ranges.Length && _ranges[i].First <= other._ranges[j].First);
            Append(joined, mine ? _ranges[i++] : other._ranges[j++]);
        }

        return Create(joined);
    }

    /// <summary>The code points of both.</summary>
    public CodePointSet Intersect(CodePointSet other)
    {
        if (ReferenceEquals(this, other) || ReferenceEquals(other, All))
        {
            return this;
        }

        if (ReferenceEquals(this, All))
        {
            return other;
        }

        var common = new List<CodePointRange>();
        int i = 0;
        int j = 0;
        while (i < _ranges.Length && j < other._ranges.Length)
        {
            int first = Math.Max(_ranges[i].First, other._ranges[j].First);
            int last = Math.Min(_ranges[i].Last, other._ranges[j].Last);
            if (first <= last)
            {
                common.Add(new CodePointRange(first, last));
            }

            if (_ranges[i].Last < other._ranges[j].Last)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return Create(common);
    }

    /// <summary>Every scalar value that is not in the set.</summary>
    public CodePointSet Complement()
    {
        var gaps = new List<CodePointRange>(_ranges.Length + 2);
        int next = 0;
        foreach (CodePointRange range in _ranges)
        {
            if (next < range.First)
            {
                Append(gaps, new CodePointRange(next, range.First - 1));
            }

            next = range.Last + 1;
        }

        if (next <= MaxCodePoint)
        {
            Append(gaps, new CodePointRange(next, MaxCodePoint));
        }

        return Create(gaps);
    }

    /// <summary>The code points of this set that are not in the other.</summary>
    public CodePointSet Except(CodePointSet other) => Intersect(other.Complement());

    /// <inheritdoc/>
    public bool Equals(CodePointSet? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && _ranges.AsSpan().SequenceEqual(other._ranges));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodePointSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The set as a class of the regex syntax of ECMA-262.</summary>
    public override string ToString() => $"[{string.Concat(_ranges.Select(Print))}]";

    private static string Print(CodePointRange range) =>
        range.First == range.Last ? Print(range.First) : $"{Print(range.First)}-{Print(range.Last)}";

    private static string Print(int codePoint) =>
        codePoint < 128 && char.IsAsciiLetterOrDigit((char)codePoint) ? ((char)codePoint).ToString() : $"\\u{{{codePoint:X}}}";

    private static CodePointSet Create(List<CodePointRange> ranges) => ranges.Count switch
    {
        0 => Empty,
        1 when ranges[0] is { First: < 128 } only && only.First == only.Last => Ascii[only.First],
        2 when ranges[0] == All._ranges[0] && ranges[1] == All._ranges[1] => All,
        _ => new CodePointSet([.. ranges]),
    };

    /// <summary>Appends a range that begins no earlier than those before it, without its surrogates.</summary>
    private static void Append(List<CodePointRange> ranges, CodePointRange range)
    {
        if (range.First <= LastSurrogate && range.Last >= FirstSurrogate)
        {
            if (range.First < FirstSurrogate)
            {
                Join(ranges, new CodePointRange(range.First, FirstSurrogate - 1));
            }

            if (range.Last > LastSurrogate)
            {
                Join(ranges, new CodePointRange(LastSurrogate + 1, range.Last));
            }
        }
        else
        {
            Join(ranges, range);
        }
    }

    private static void Join(List<CodePointRange> ranges, CodePointRange range)
    {
        if (ranges.Count > 0 && range.First <= ranges[^1].Last + 1)
        {
            ranges[^1] = new CodePointRange(ranges[^1].First, Math.Max(ranges[^1].Last, range.Last));
        }
        else
        {
            ranges.Add(range);
        }
    }
}
