// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;

namespace Constrain.Regexes;

/// <summary>The nodes of a builder, each once: a hash table with open addressing, asked with what a node would be made of.</summary>
/// <remarks>
/// Shape: a power of two of slots in each shard, at most half of them full, probed one after the other; a slot is filled once
/// and never emptied. So a reader needs no lock: it finds the node, or a gap where the node was not yet when it looked, and
/// then asks again under the lock. Shards grow one by one, since moving all nodes at once would hold up one mask by
/// milliseconds. A set of the class library would want the node made before it is looked up, and a lock on every hit; nodes
/// are looked up far more often than made.
/// </remarks>
internal sealed class RegexTable
{
    private const int ShardBits = 6;
    private const int InitialSlots = 8;

    // Never written: a shard of one slot grows before its first node.
    private static readonly Regex?[] NoSlots = new Regex?[1];

    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[1 << ShardBits];
    private Regex?[][] _shards = NoShards();
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
        return Find(Volatile.Read(ref Volatile.Read(ref _shards)[ShardOf(hash)]), hash, key, out _) ?? Add(hash, key);
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
            foreach (Regex?[] slots in _shards)
            {
                foreach (Regex? node in slots)
                {
                    node?.Forget();
                }
            }

            Volatile.Write(ref _shards, NoShards());
            Array.Clear(_counts);
            Count = Size = 0;
            foreach (Regex node in kept)
            {
                Insert(node);
            }
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
            if (Find(_shards[ShardOf(hash)], hash, key, out _) is { } known)
            {
                return known;
            }

            Regex node = key.Create();
            (node.Id, node.Hash) = (_nextId++, hash);
            Insert(node);
            return node;
        }
    }

    private void Insert(Regex node)
    {
        int shard = ShardOf(node.Hash);
        Regex?[] slots = _shards[shard];
        if (2 * ++_counts[shard] > slots.Length)
        {
            var larger = new Regex?[Math.Max(slots.Length * 2, InitialSlots)];
            foreach (Regex? other in slots)
            {
                if (other is not null)
                {
                    Place(larger, other);
                }
            }

            Volatile.Write(ref _shards[shard], slots = larger);
        }

        Place(slots, node);
        Count++;
        Size += 1 + (node switch
        {
            Regex.Union or Regex.Intersection => node.Width / 16,
            Regex.Concat concat => concat.OwnedBytes / 128,
            _ => 0,
        });
    }

    private static void Place(Regex?[] slots, Regex node)
    {
        int slot = Home(slots, node.Hash);
        while (slots[slot] is not null)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        Volatile.Write(ref slots[slot], node);
    }

    private static Regex?[][] NoShards()
    {
        var shards = new Regex?[1 << ShardBits][];
        Array.Fill(shards, NoSlots);
        return shards;
    }

    // The high bits of a product depend on all bits of the hash (Knuth, volume 3, section 6.4): first the shard, then the slot.
    private static int ShardOf(int hash) => (int)((uint)hash * 0x9E3779B9u >> (32 - ShardBits));

    private static int Home(Regex?[] slots, int hash) =>
        (int)((ulong)((uint)hash * 0x9E3779B9u << ShardBits) >> (32 - BitOperations.Log2((uint)slots.Length)));
}
