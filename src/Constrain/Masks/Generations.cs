// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using Constrain.Regexes;

namespace Constrain.Masks;

/// <summary>A memo by regex of bounded size, that keeps what is in use.</summary>
/// <remarks>
/// Two generations: when the young one has outgrown its bound, it becomes the old one, and what is not asked for until the next
/// time is forgotten. So it takes up to twice the bound. Threads: <see cref="TryGet"/> from any, without a lock; the rest under
/// the lock of the owner.
/// </remarks>
internal sealed class Generations<TValue>(long maxBytes)
{
    /// <summary>An entry without what it holds, in bytes; the regex that it keeps alive included.</summary>
    private const int EntryBytes = 512;

    private ConcurrentDictionary<Regex, (TValue Value, long Size)> _young = new();
    private ConcurrentDictionary<Regex, (TValue Value, long Size)> _old = new();
    private long _size;

    /// <summary>What is known of a regex that was asked for lately.</summary>
    public bool TryGet(Regex regex, out TValue value)
    {
        bool isKnown = Volatile.Read(ref _young).TryGetValue(regex, out (TValue Value, long Size) entry);
        value = entry.Value;
        return isKnown;
    }

    /// <summary>What is known of a regex at all; it counts as asked for lately from now on.</summary>
    public bool TryRenew(Regex regex, out TValue value)
    {
        if (TryGet(regex, out value))
        {
            return true;
        }

        if (!_old.TryRemove(regex, out (TValue Value, long Size) entry))
        {
            return false;
        }

        Add(regex, value = entry.Value, entry.Size);
        return true;
    }

    /// <summary>Remembers a value.</summary>
    /// <param name="regex">What it is of.</param>
    /// <param name="value">The value.</param>
    /// <param name="size">What it takes, in bytes.</param>
    public void Add(Regex regex, TValue value, long size)
    {
        _size += size + EntryBytes;
        if (_size > maxBytes)
        {
            _old = _young;
            Volatile.Write(ref _young, new ConcurrentDictionary<Regex, (TValue Value, long Size)>());
            _size = size + EntryBytes;
        }

        _young[regex] = (value, size);
    }
}
