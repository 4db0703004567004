// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;

namespace Constrain.Regexes;

/// <summary>Sets of code points as regexes over the bytes of their UTF-8, well-formed by construction.</summary>
/// <remarks>
/// Method: a code point is the path of its bytes in a tree of 64 children a level; a set is cut along that tree, and children
/// with the same regex share one byte set. So there are no overlong forms, no surrogates and nothing past 10FFFF.
/// Cost: ranges times 4 levels, once for each set. Threads: any. Source: the Unicode Standard, table 3-7.
/// </remarks>
internal sealed class Utf8
{
    /// <summary>Sets remembered before the memo is begun anew; about 300 bytes each.</summary>
    private const int MaxMemo = 4096;

    private const int ContinuationBits = 6;

    private static readonly ByteSet Continuation = ByteSet.Range(0x80, 0xBF);

    private readonly RegexBuilder _builder;
    private readonly ConcurrentDictionary<CodePointSet, Regex> _memo = new();

    /// <summary>Creates the encoder of one builder.</summary>
    public Utf8(RegexBuilder builder)
    {
        _builder = builder;
        AnyChar = Of(CodePointSet.All);
        AnyText = builder.Star(AnyChar);
    }

    /// <summary>One well-formed character.</summary>
    public Regex AnyChar { get; }

    /// <summary>Any well-formed text, the empty one included.</summary>
    public Regex AnyText { get; }

    /// <summary>One character of the set.</summary>
    public Regex Of(CodePointSet set)
    {
        if (!_memo.TryGetValue(set, out Regex? regex))
        {
            regex = Encode(set);
            if (_memo.Count >= MaxMemo)
            {
                _memo.Clear();
            }

            _memo[set] = regex;
        }

        return regex;
    }

    private Regex Encode(CodePointSet set)
    {
        ReadOnlySpan<CodePointRange> ranges = set.Ranges;
        ByteSet ascii = ByteSet.None;
        foreach (CodePointRange range in ranges)
        {
            if (range.First < 0x80)
            {
                ascii |= ByteSet.Range((byte)range.First, (byte)Math.Min(range.Last, 0x7F));
            }
        }

        return ranges.IsEmpty || ranges[^1].Last < 0x80
            ? _builder.Bytes(ascii)
            : _builder.Union(
                _builder.Bytes(ascii),
                Sequences(ranges, 0x80, 0x7FF, lead: 0xC0, 1),
                Sequences(ranges, 0x800, 0xFFFF, lead: 0xE0, 2),
                Sequences(ranges, 0x10000, CodePointSet.MaxCodePoint, lead: 0xF0, 3));
    }

    /// <summary>The code points of a window whose encodings have this many continuation bytes.</summary>
    private Regex Sequences(ReadOnlySpan<CodePointRange> ranges, int first, int last, int lead, int continuations) =>
        Cut(Clip(ranges, first, last), 0, lead, continuations);

    /// <summary>The tails of the code points below one node of the tree, which begins at <paramref name="start"/>.</summary>
    /// <param name="ranges">Ranges that meet the node, clipped to it.</param>
    /// <param name="start">The first code point of the node.</param>
    /// <param name="lead">The byte of its first child.</param>
    /// <param name="levels">Bytes that follow the next one.</param>
    private Regex Cut(ReadOnlySpan<CodePointRange> ranges, int start, int lead, int levels)
    {
        int bits = levels * ContinuationBits;
        ByteSet whole = ByteSet.None;
        Dictionary<Regex, ByteSet>? partial = null;
        int child = -1;
        for (int i = 0; i < ranges.Length; i++)
        {
            (int first, int last) = (ranges[i].First - start, ranges[i].Last - start);
            for (int next = Math.Max(first >> bits, child + 1); next <= last >> bits; next++)
            {
                child = next;
                int low = next << bits;
                int high = low + (1 << bits) - 1;
                if (first <= low && last >= high)
                {
                    int end = (last + 1) >> bits;
                    whole |= ByteSet.Range((byte)(lead + next), (byte)(lead + end - 1));
                    child = next = end - 1;
                }
                else
                {
                    Regex tail = Cut(Clip(ranges[i..], start + low, start + high), start + low, 0x80, levels - 1);
                    partial ??= [];
                    partial[tail] = partial.GetValueOrDefault(tail) | ByteSet.Of((byte)(lead + next));
                }
            }
        }

        if (partial is null)
        {
            return _builder.Concat(_builder.Bytes(whole), Tails(levels));
        }

        if (whole != ByteSet.None)
        {
            partial[Tails(levels)] = whole;
        }

        var branches = new Regex[partial.Count];
        int count = 0;
        foreach ((Regex tail, ByteSet leads) in partial)
        {
            branches[count++] = _builder.Concat(_builder.Bytes(leads), tail);
        }

        return _builder.Union(branches);
    }

    private Regex Tails(int levels) =>
        levels == 0 ? _builder.Epsilon : _builder.Repeat(_builder.Bytes(Continuation), levels, levels);

    private static CodePointRange[] Clip(ReadOnlySpan<CodePointRange> ranges, int first, int last)
    {
        var clipped = new List<CodePointRange>();
        foreach (CodePointRange range in ranges)
        {
            if (range.First > last)
            {
                break;
            }

            if (range.Last >= first)
            {
                clipped.Add(new CodePointRange(Math.Max(range.First, first), Math.Min(range.Last, last)));
            }
        }

        return [.. clipped];
    }
}
