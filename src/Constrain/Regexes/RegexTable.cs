// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;

namespace Constrain.Regexes;

/// <summary>The nodes of a builder, each once: a hash table with open addressing, asked with what a node would be made of.</summary>
/// <remarks>
/// Shape: a power of two of slots, at most half of them full, probed one after the other; a slot is filled once and never
/// emptied. So a reader needs no lock: it finds the node, or a gap where the node was not yet when it looked, and then asks
/// again under the lock. A set of the class library would want the node made before it is looked up, and a lock on every hit;
/// nodes are looked up far more often than made.
/// </remarks>
internal sealed class RegexTable
{
    private const int InitialSlots = 256;

    private readonly Lock _gate = new();
    private Regex?[] _slots = new Regex?[InitialSlots];
    private int _nextId;

    /// <summary>What a node is made of: enough to find it, or to make it.</summary>
    internal interface INodeKey
    {
        /// <summary>The hash of the node.</summary>
        public int Hash { get; }

        /// <summary>Whether a node of this hash is the one. Interns nothing.</summary>
        public bool Matches(Regex node);

        /// <summary>Makes the node. Interns nothing.</summary>
        public Regex Create();
    }

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>How much memory they take, in nodes of common size.</summary>
    public int Size { get; private set; }

    /// <summary>The node of the key, made if it is new.</summary>
    public Regex Intern<TKey>(scoped TKey key)
        where TKey : struct, INodeKey, allows ref struct
    {
        int hash = key.Hash;
        return Find(Volatile.Read(ref _slots), hash, key, out _) ?? Add(hash, key);
    }

    /// <summary>Counts a table that a node holds.</summary>
    public void AddSize(int references)
    {
        lock (_gate)
        {
            Size += references / 16;
        }
    }

    /// <summary>Forgets all nodes but these, and what was found out about the others.</summary>
    public void Clear(ReadOnlySpan<Regex> kept)
    {
        lock (_gate)
        {
            foreach (Regex? node in _slots)
            {
                node?.Forget();
            }

            var slots = new Regex?[InitialSlots];
            foreach (Regex node in kept)
            {
                Place(slots, node);
            }

            Volatile.Write(ref _slots, slots);
            Count = Size = kept.Length;
        }
    }

    private static Regex? Find<TKey>(Regex?[] slots, int hash, scoped TKey key, out int gap)
        where TKey : struct, INodeKey, allows ref struct
    {
        for (gap = Home(slots, hash); Volatile.Read(ref slots[gap]) is { } node; gap = (gap + 1) & (slots.Length - 1))
        {
            if (node.Hash == hash && key.Matches(node))
            {
                return node;
            }
        }

        return null;
    }

    private Regex Add<TKey>(int hash, scoped TKey key)
        where TKey : struct, INodeKey, allows ref struct
    {
        lock (_gate)
        {
            if (Find(_slots, hash, key, out int gap) is { } known)
            {
                return known;
            }

            Regex node = key.Create();
            (node.Id, node.Hash) = (_nextId++, hash);
            Volatile.Write(ref _slots[gap], node);
            Size += 1 + (node switch
            {
                Regex.Union or Regex.Intersection => node.Width / 16,
                Regex.Concat concat => concat.OwnedBytes / 128,
                _ => 0,
            });
            if (2 * ++Count > _slots.Length)
            {
                Grow();
            }

            return node;
        }
    }

    private void Grow()
    {
        var slots = new Regex?[_slots.Length * 2];
        foreach (Regex? node in _slots)
        {
            if (node is not null)
            {
                Place(slots, node);
            }
        }

        Volatile.Write(ref _slots, slots);
    }

    private static void Place(Regex?[] slots, Regex node)
    {
        int slot = Home(slots, node.Hash);
        while (slots[slot] is not null)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = node;
    }

    // The high bits of a product depend on all bits of the hash (Knuth, volume 3, section 6.4).
    private static int Home(Regex?[] slots, int hash) =>
        (int)((uint)hash * 0x9E3779B9u >> (32 - BitOperations.Log2((uint)slots.Length)));
}
