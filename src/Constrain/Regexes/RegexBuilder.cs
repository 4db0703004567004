// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Regexes;

/// <summary>Makes and interns the regexes of one or more grammars; its smart constructors keep them in normal form.</summary>
/// <remarks>
/// Laws used: union and intersection are associative, commutative and idempotent; concatenation associates to the right;
/// nothing and everything absorb or vanish; neighbouring repeats of one node are joined. So the derivatives of a regex are
/// finitely many (Brzozowski 1964), and equal languages meet early.
/// Threads: every member may be called from any thread; a miss takes the one lock.
/// </remarks>
internal sealed partial class RegexBuilder
{
    private readonly RegexTable _table = new();
    private readonly ByteClasses.Table _classes = new();
    private readonly Regex.Bytes?[] _letters = new Regex.Bytes?[256];
    private readonly int _maxNodes;

    /// <summary>Creates an empty table.</summary>
    /// <param name="maxNodes">Nodes interned at once before the table is dropped and begun anew; about 150 bytes each.</param>
    public RegexBuilder(int maxNodes = 1 << 20)
    {
        _maxNodes = maxNodes;
        Nothing = _table.Intern(new RegexKeys.Constant(RegexKind.Nothing));
        Epsilon = _table.Intern(new RegexKeys.Constant(RegexKind.Epsilon));
        AnyByte = _table.Intern(new RegexKeys.Bytes(ByteSet.All));
        Everything = _table.Intern(new RegexKeys.Repeat(AnyByte, 0, Regex.Repeat.Unbounded));
    }

    /// <summary>∅: no word.</summary>
    public Regex Nothing { get; }

    /// <summary>ε: the empty word alone.</summary>
    public Regex Epsilon { get; }

    /// <summary>Any one byte.</summary>
    public Regex AnyByte { get; }

    /// <summary>Every word over the bytes.</summary>
    public Regex Everything { get; }

    /// <summary>How many nodes are interned; for budgets and tests.</summary>
    public int Count => _table.Count;

    /// <summary>One byte of the set.</summary>
    public Regex Bytes(ByteSet set) => set.Count switch
    {
        0 => Nothing,
        1 => Letter(set.First),
        _ => _table.Intern(new RegexKeys.Bytes(set)),
    };

    /// <summary>One byte, which is this one.</summary>
    public Regex.Bytes Letter(byte letter) => _letters[letter] ??= (Regex.Bytes)_table.Intern(new RegexKeys.Bytes(ByteSet.Of(letter)));

    /// <summary>The words that an automaton accepts from this state.</summary>
    public Regex Dfa(DfaState state) => _table.Intern(new RegexKeys.Dfa(state));

    /// <summary>A word of each, one after the other.</summary>
    public Regex Concat(params ReadOnlySpan<Regex> parts)
    {
        Regex regex = Epsilon;
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            regex = Concat(parts[i], regex);
        }

        return regex;
    }

    /// <summary>A word of the first, then one of the second.</summary>
    public Regex Concat(Regex head, Regex tail)
    {
        if (head.Kind != RegexKind.Concat || tail == Epsilon)
        {
            return Prepend(head, tail);
        }

        // A loop and not a recursion: a concatenation is as long as the longest text in a schema.
        var parts = new RegexBuffer();
        Regex last = head;
        while (last is Regex.Concat concat)
        {
            parts.Add(concat);
            last = concat.Run is { } run ? run.After : concat.Tail;
        }

        Regex regex = Prepend(last, tail);
        Span<Regex> items = parts.Items;
        for (int i = items.Length - 1; i >= 0; i--)
        {
            var part = (Regex.Concat)items[i];
            regex = part.Run is null ? Prepend(part.Head, regex) : Text(part.Text, regex);
        }

        parts.Dispose();
        return regex;
    }

    /// <summary>Any number of words, none included.</summary>
    public Regex Star(Regex inner) => Repeat(inner, 0, Regex.Repeat.Unbounded);

    /// <summary>A word or none.</summary>
    public Regex Optional(Regex inner) => Union(inner, Epsilon);

    /// <summary>Between <paramref name="min"/> and <paramref name="max"/> words, both included.</summary>
    public Regex Repeat(Regex inner, int min, int max)
    {
        Debug.Assert(min >= 0 && max >= min, "bounds are checked where they are parsed");
        if (max == 0 || inner == Epsilon)
        {
            return Epsilon;
        }

        if (inner == Nothing)
        {
            return min == 0 ? Epsilon : Nothing;
        }

        if (min == 1 && max == 1)
        {
            return inner;
        }

        if (inner.IsNullable)
        {
            min = 0;
            if (max == 1)
            {
                return inner;
            }
        }

        // (x*)* and (x*)+ are nullable, so their min is 0 by now; (x+){n,} is at least n times x.
        if (max == Regex.Repeat.Unbounded && inner is Regex.Repeat { Min: <= 1, Max: Regex.Repeat.Unbounded } nested)
        {
            return Repeat(nested.Inner, min, Regex.Repeat.Unbounded);
        }

        return min == 0 && max == 1 ? Union(inner, Epsilon) : _table.Intern(new RegexKeys.Repeat(inner, min, max));
    }

    /// <summary>A head that is no concatenation, then a tail.</summary>
    private Regex Prepend(Regex head, Regex tail)
    {
        if (head == Nothing || tail == Nothing)
        {
            return Nothing;
        }

        if (head == Epsilon || tail == Epsilon)
        {
            return head == Epsilon ? tail : head;
        }

        return JoinRepeats(head, HeadOf(tail)) is { } joined
            ? Concat(joined, tail is Regex.Concat(_, var after) ? after : Epsilon)
            : _table.Intern(new RegexKeys.Concat(head, tail));
    }

    private static Regex HeadOf(Regex regex) => regex is Regex.Concat concat ? concat.Head : regex;

    private static bool MayBeCounted(Regex regex) => regex.Kind is RegexKind.Repeat or RegexKind.Union;

    /// <summary>x{a,b} x{c,d} = x{a+c,b+d}, where x alone is x{1,1} and x? is x{0,1}; null when the two are not of one node.</summary>
    /// <remarks>Two single letters are left alone: "aa" is a word, not a count, and most words have double letters.</remarks>
    private Regex? JoinRepeats(Regex first, Regex second)
    {
        if (!MayBeCounted(first) && !MayBeCounted(second))
        {
            return null;
        }

        (Regex inner, int min, int max) = Counted(first);
        (Regex other, int otherMin, int otherMax) = Counted(second);
        if (inner != other || (first == inner && second == inner))
        {
            return null;
        }

        return AddCounts(min, otherMin) is { } low && AddCounts(max, otherMax) is { } high ? Repeat(inner, low, high) : null;
    }

    private (Regex Inner, int Min, int Max) Counted(Regex regex) => regex switch
    {
        Regex.Repeat repeat => (repeat.Inner, repeat.Min, repeat.Max),
        Regex.Union { Parts: [var first, var second] } when first == Epsilon => (second, 0, 1),
        _ => (regex, 1, 1),
    };

    private static int? AddCounts(int a, int b)
    {
        if (a == Regex.Repeat.Unbounded || b == Regex.Repeat.Unbounded)
        {
            return Regex.Repeat.Unbounded;
        }

        long sum = (long)a + b;
        return sum < Regex.Repeat.Unbounded ? (int)sum : null;
    }

    /// <summary>Drops the tables when they have outgrown their budget; every regex that somebody holds stays good.</summary>
    /// <remarks>
    /// Called between operations, never inside one. A node made anew is then another object than its older equal: that costs
    /// memo entries, not exactness, since identity is only ever used to find equals sooner.
    /// </remarks>
    public void Trim()
    {
        if (_table.Size > _maxNodes)
        {
            lock (_searchGate)
            {
                _table.Clear([Nothing, Epsilon, AnyByte, Everything, .. _letters.OfType<Regex>()]);
            }
        }
    }
}
