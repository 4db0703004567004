// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>Whether a language has a word, and how long the shortest is: exact, by a search over derivatives.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>Nodes one search may visit; about 1 KiB each, so 128 MiB at the most, dropped with the search.</summary>
    private const int MaxSearchNodes = 1 << 17;

    /// <summary>Alternatives that the searches for one answer may derive, one by one; some seconds.</summary>
    private const long MaxSearchWork = 1 << 22;

    /// <summary>Rounds of a repeat that are sooner counted than thought about.</summary>
    private const int FewRounds = 16;

    // Held by one search after the other, and apart from the table: the threads that only walk go on meanwhile.
    private readonly Lock _searchGate = new();
    private long _searchWork;
    private int _searchDepth;

    /// <summary>Whether the language has no word. Exact.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the search passed its bound.</exception>
    public bool IsEmpty(Regex regex)
    {
        if (regex.Emptiness == Emptiness.Unknown)
        {
            lock (_searchGate)
            {
                StackGuard.Ensure("the regex");
                BeginSearch();
                try
                {
                    regex.Emptiness = DecideEmpty(regex) ? Emptiness.Empty : Emptiness.NotEmpty;
                }
                finally
                {
                    _searchDepth--;
                }
            }
        }

        return regex.Emptiness == Emptiness.Empty;
    }

    /// <summary>The length in bytes of the shortest word; <see cref="Lengths.Infinite"/> when there is none. Exact.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the search passed its bound.</exception>
    public long MinLength(Regex regex)
    {
        long known = KnownMinLength(regex);
        if (known >= 0)
        {
            return known;
        }

        lock (_searchGate)
        {
            StackGuard.Ensure("the regex");
            BeginSearch();
            try
            {
                return regex.Remember().MinLength = DecideMinLength(regex);
            }
            finally
            {
                _searchDepth--;
            }
        }
    }

    /// <summary>The exact minimum where it can be read off; otherwise -1.</summary>
    private static long KnownMinLength(Regex regex) => regex.IsPositive || regex.IsNullable ? regex.MinLengthBound : regex.Memo?.MinLength ?? -1;

    private long DecideMinLength(Regex regex) => regex switch
    {
        Regex.Concat { Run: { } run } text => Lengths.Add(text.Text.Length, MinLength(run.After)),
        Regex.Concat(var head, var tail) => Lengths.Add(MinLength(head), MinLength(tail)),
        Regex.Union union => union.Parts.Min(MinLength),
        Regex.Repeat repeat => Lengths.Multiply(MinLength(repeat.Inner), repeat.Min),
        _ => SearchMinLength(regex),
    };

    private bool DecideEmpty(Regex regex) => regex switch
    {
        _ when regex.IsNullable => false,
        Regex.Concat { Run: { } run } => IsEmpty(run.After),
        Regex.Concat(var head, var tail) => IsEmpty(head) || IsEmpty(tail),
        Regex.Union union => union.Parts.All(IsEmpty),
        Regex.Repeat repeat => IsEmpty(repeat.Inner),
        Regex.Intersection intersection => IsEmptyByUnbounded(intersection) ?? SearchEmpty(intersection),
        _ => SearchEmpty(regex),
    };

    /// <summary>
    /// What a look at it without the bounds of its repeats says: it has no word if that has none, and it has one if that has a word
    /// of no more bytes than rounds are allowed. One search, small and made once, for all that differ in a count alone.
    /// </summary>
    /// <returns>Whether it is empty; null when that is not known so.</returns>
    private bool? IsEmptyByUnbounded(Regex.Intersection intersection)
    {
        int rounds = int.MaxValue;
        Regex[] parts = Array.ConvertAll(intersection.Parts, part => Unbounded(part, ref rounds));
        if (rounds == int.MaxValue)
        {
            return null;
        }

        Regex unbounded = Intersect(parts);
        return IsEmpty(unbounded) ? true : rounds > 0 && MinLength(unbounded) <= rounds ? false : null;
    }

    /// <summary>A regex without the bounds of its repeat.</summary>
    /// <param name="regex">The regex.</param>
    /// <param name="rounds">The most rounds of all repeats so far; none when one has a bound from below that is too high to keep.</param>
    private Regex Unbounded(Regex regex, ref int rounds)
    {
        switch (regex)
        {
            case Regex.Repeat { Max: > FewRounds and < Regex.Repeat.Unbounded } repeat:
                rounds = Math.Min(rounds, repeat.Min > FewRounds ? 0 : repeat.Max);
                return Repeat(repeat.Inner, repeat.Min > FewRounds ? 0 : repeat.Min, Regex.Repeat.Unbounded);
            case Regex.Concat { Run: null } concat:
                return Concat(concat.Head, Unbounded(concat.Tail, ref rounds));
            default:
                return regex;
        }
    }

    /// <summary>Best first over the derivatives, by the bound on what is left; the first that is known to hold a word ends the search.</summary>
    /// <remarks>
    /// When one is found, every node on the path to it holds a word too. When none is, all that was visited is closed under
    /// derivatives and never nullable, so all of it is empty: both outcomes are worth remembering for the whole set.
    /// Among equal bounds the latest goes first, so that a count is run down instead of fanned out.
    /// </remarks>
    private bool SearchEmpty(Regex start)
    {
        var parents = new Dictionary<Regex, Regex?> { [start] = null };
        var queue = new PriorityQueue<Regex, (long, int)>();
        queue.Enqueue(start, (0, 0));
        while (queue.TryDequeue(out Regex? node, out _))
        {
            foreach (byte letter in ClassesOf(node).Representatives)
            {
                Regex next = Derivative(node, letter);
                if (next.Emptiness == Emptiness.NotEmpty)
                {
                    for (Regex? parent = node; parent is not null; parent = parents[parent])
                    {
                        parent.Emptiness = Emptiness.NotEmpty;
                    }

                    return false;
                }

                if (next.Emptiness == Emptiness.Unknown && parents.TryAdd(next, node))
                {
                    CheckSearchBound(parents.Count, next);
                    queue.Enqueue(next, (next.MinLengthBound, -parents.Count));
                }
            }
        }

        foreach (Regex node in parents.Keys)
        {
            node.Emptiness = Emptiness.Empty;
        }

        return true;
    }

    /// <summary>Best first over the derivatives (A*): the bound of a node never overestimates, so the first goal is the shortest.</summary>
    private long SearchMinLength(Regex start)
    {
        if (IsEmpty(start))
        {
            return Lengths.Infinite;
        }

        var depths = new Dictionary<Regex, (long Depth, Regex? Parent)> { [start] = (0, null) };
        var queue = new PriorityQueue<Regex, (long Length, long Left)>();
        Enqueue(start, 0);
        while (queue.TryDequeue(out Regex? node, out (long Length, long Left) priority))
        {
            // Asked only here: most of what is queued is never looked at, and showing that a node is empty can cost a whole search.
            if (IsEmpty(node))
            {
                continue;
            }

            long depth = depths[node].Depth;
            if (KnownMinLength(node) is >= 0 and var rest)
            {
                if (priority.Length < Lengths.Add(depth, rest))
                {
                    Enqueue(node, depth);
                    continue;
                }

                RememberPath(depths, node, rest);
                return Lengths.Add(depth, rest);
            }

            ByteClasses classes = ClassesOf(node);
            foreach (byte letter in classes.Representatives)
            {
                Regex next = Derivative(node, letter);
                if (next != Nothing && (!depths.TryGetValue(next, out var seen) || seen.Depth > depth + 1))
                {
                    CheckSearchBound(depths.Count, next);
                    depths[next] = (depth + 1, node);
                    Enqueue(next, depth + 1);
                }
            }
        }

        throw new UnreachableException("a language that is not empty has a shortest word");

        // Of equal lengths, the one with the least left: it is the nearest to showing whether its length is true.
        void Enqueue(Regex node, long depth)
        {
            long left = KnownMinLength(node) is >= 0 and var known ? known : node.MinLengthBound;
            queue.Enqueue(node, (Lengths.Add(depth, left), left));
        }
    }

    private static void RememberPath(Dictionary<Regex, (long Depth, Regex? Parent)> depths, Regex goal, long rest)
    {
        for (Regex? node = goal; node is not null; node = depths[node].Parent, rest = Lengths.Add(rest, 1))
        {
            node.Remember().MinLength = rest;
        }
    }

    /// <summary>A question may ask others on its way; the bound on work is for all of them together.</summary>
    private void BeginSearch()
    {
        if (_searchDepth++ == 0)
        {
            _searchWork = 0;
        }
    }

    private void CheckSearchBound(int visited, Regex next)
    {
        Effort.Spend(1 + (next.Width / 16));
        _searchWork += (long)next.Width * ClassesOf(next).Count;
        if (visited > MaxSearchNodes || _searchWork > MaxSearchWork)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                "deciding whether a regex can match anything takes too many steps",
                hint: "simplify the patterns and lengths that apply to one string together");
        }
    }
}
