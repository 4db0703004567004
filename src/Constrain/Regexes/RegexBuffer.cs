// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Constrain.Regexes;

/// <summary>A list of regexes for the time of one operation: on the stack while it is short, rented when it is not.</summary>
internal ref struct RegexBuffer
{
    private const int InlineLength = 16;

    // A sort that looks at neighbours is the fastest for few, and takes no time when they are in order.
    private const int MaxInsertionSort = 24;

    private Inline _inline;
    private Regex[]? _rented;

    /// <summary>How many regexes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The regexes; good until the next is added.</summary>
    [UnscopedRef]
    public Span<Regex> Items => _rented is { } rented ? rented.AsSpan(0, Count) : ((Span<Regex>)_inline)[..Count];

    /// <summary>Adds one at the end.</summary>
    public void Add(Regex regex)
    {
        if (_rented is null)
        {
            if (Count < InlineLength)
            {
                _inline[Count++] = regex;
                return;
            }

            Rent(2 * InlineLength);
        }
        else if (Count == _rented.Length)
        {
            Rent(2 * Count);
        }

        _rented![Count++] = regex;
    }

    /// <summary>Adds all of a node's parts.</summary>
    public void AddRange(scoped ReadOnlySpan<Regex> regexes)
    {
        foreach (Regex regex in regexes)
        {
            Add(regex);
        }
    }

    /// <summary>Forgets all, to be filled anew.</summary>
    public void Clear() => Count = 0;

    /// <summary>Puts the regexes in order of their <see cref="Regex.Id"/>, each once.</summary>
    public void SortDistinct()
    {
        Span<Regex> items = Items;
        if (items.Length <= MaxInsertionSort)
        {
            for (int i = 1; i < items.Length; i++)
            {
                Regex item = items[i];
                int hole = i;
                for (; hole > 0 && items[hole - 1].Id > item.Id; hole--)
                {
                    items[hole] = items[hole - 1];
                }

                items[hole] = item;
            }
        }
        else
        {
            items.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        }

        int kept = 0;
        foreach (Regex item in items)
        {
            if (kept == 0 || items[kept - 1] != item)
            {
                items[kept++] = item;
            }
        }

        Count = kept;
    }

    /// <summary>Gives back what was rented.</summary>
    public void Dispose()
    {
        if (_rented is { } rented)
        {
            // Cleared, since a pooled array must not keep regexes alive.
            ArrayPool<Regex>.Shared.Return(rented, clearArray: true);
            _rented = null;
        }
    }

    private void Rent(int length)
    {
        Regex[] larger = ArrayPool<Regex>.Shared.Rent(length);
        Items.CopyTo(larger);
        Dispose();
        _rented = larger;
    }

    [InlineArray(InlineLength)]
    private struct Inline
    {
        private Regex _first;
    }
}
