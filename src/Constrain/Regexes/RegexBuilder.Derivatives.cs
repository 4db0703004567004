// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>The derivative of a regex by a byte, memoized per node and byte class.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>Parts that a derivative may have: a step takes time in proportion to them, and (.*a.{100000}) has one more by each a.</summary>
    private const int MaxAlternatives = 1 << 16;

    /// <summary>The partition of the bytes that no derivative of the regex tells apart.</summary>
    public ByteClasses ClassesOf(Regex regex)
    {
        if (regex is Regex.Concat { Head: Regex.Bytes letter })
        {
            regex = letter;
        }

        if (regex.Memo?.Classes is { } known)
        {
            return known;
        }

        StackGuard.Ensure("the regex");
        ByteClasses classes = regex switch
        {
            Regex.Bytes bytes => _classes.Of(bytes.Set),
            Regex.Concat(var head, var tail) => head.IsNullable
                ? _classes.Refine(ClassesOf(head), ClassesOf(tail))
                : ClassesOf(head),
            Regex.Union union => ClassesOf(union.Parts),
            Regex.Intersection intersection => ClassesOf(intersection.Parts),
            Regex.Complement complement => ClassesOf(complement.Inner),
            Regex.Repeat repeat => ClassesOf(repeat.Inner),
            Regex.Dfa dfa => dfa.State.ClassesIn(this),
            _ => _classes.Whole,
        };
        regex.Remember().Classes = classes;
        return classes;
    }

    /// <summary>The coarsest partition that is finer than both.</summary>
    public ByteClasses Refine(ByteClasses a, ByteClasses b) => _classes.Refine(a, b);

    /// <summary>Each byte of the set in a class of its own, and all others in one.</summary>
    public ByteClasses ClassesOfLetters(ByteSet letters) => _classes.OfLetters(letters);

    /// <summary>{ w : b·w ∈ L }.</summary>
    /// <exception cref="GrammarException">The regex is nested too deeply, or its derivatives grow past every bound.</exception>
    public Regex Derivative(Regex regex, byte letter)
    {
        switch (regex)
        {
            case Regex.Concat { Head: Regex.Bytes head } concat:
                return head.Set.Contains(letter) ? concat.Tail : Nothing;
            case Regex.Bytes bytes:
                return bytes.Set.Contains(letter) ? Epsilon : Nothing;
            case Regex.Repeat repeat:
                return Derive(repeat, letter);
            case Regex.Concat { Head: Regex.Repeat { IsCounter: true, Inner.Kind: RegexKind.Bytes or RegexKind.Union } }:
            case Regex.Complement:
                return CheckWidth(Derive(regex, letter));
            case Regex.Epsilon or Regex.Nothing:
                return Nothing;
            default:
                return MemoizedDerivative(regex, letter);
        }
    }

    /// <summary>The derivative by way of the row of the node.</summary>
    /// <remarks>
    /// Not for every node, since a row costs more than the step that it saves: none for those that a step takes apart into a
    /// memoized node and one other, nor for the counters that each step makes anew. And none at the first step from a node.
    /// Sharing is not lost by that: a node computes a derivative twice at the most, and where no row is, two ways on are at
    /// most one that leads to another node without a row.
    /// </remarks>
    private Regex MemoizedDerivative(Regex regex, byte letter)
    {
        if (regex.Memo is { Classes: { } classes, Derivatives: { } row } && Volatile.Read(ref row[classes.Map[letter]]) is { } known)
        {
            return known;
        }

        if (!regex.WasDerived)
        {
            regex.WasDerived = true;
            return CheckWidth(Derive(regex, letter));
        }

        ByteClasses partition = ClassesOf(regex);
        RegexMemo memo = regex.Remember();
        if (memo.Derivatives is not { } derivatives)
        {
            memo.Derivatives = derivatives = new Regex?[partition.Count];
            _table.AddSize(partition.Count);
        }

        ref Regex? entry = ref derivatives[partition.Map[letter]];
        if (Volatile.Read(ref entry) is not { } derivative)
        {
            Volatile.Write(ref entry, derivative = CheckWidth(Derive(regex, letter)));
        }

        return derivative;
    }

    private Regex Derive(Regex regex, byte letter)
    {
        StackGuard.Ensure("the regex");
        switch (regex)
        {
            case Regex.Concat concat:
                Regex through = Concat(Derivative(concat.Head, letter), concat.Tail);
                return concat.Head.IsNullable ? Union(through, Derivative(concat.Tail, letter)) : through;
            case Regex.Union union:
                return Derive(union, letter);
            case Regex.Intersection intersection:
                return Derive(intersection, letter);
            case Regex.Complement complement:
                return Complement(Derivative(complement.Inner, letter));
            case Regex.Dfa dfa:
                return dfa.State.Derive(this, letter);
            default:
                throw new UnreachableException("the other kinds are derived at once");
        }
    }

    private Regex Derive(Regex.Repeat repeat, byte letter)
    {
        StackGuard.Ensure("the regex");
        Regex first = Derivative(repeat.Inner, letter);
        if (first == Nothing)
        {
            return Nothing;
        }

        Regex rest = repeat.Next ??= Repeat(
            repeat.Inner,
            Math.Max(repeat.Min - 1, 0),
            repeat.Max == Regex.Repeat.Unbounded ? repeat.Max : repeat.Max - 1);
        return Concat(first, rest);
    }

    private Regex Derive(Regex.Union union, byte letter)
    {
        Regex only = Nothing;
        var parts = new RegexBuffer();
        foreach (Regex part in union.Parts)
        {
            Regex derivative = Derivative(part, letter);
            if (derivative != Nothing)
            {
                parts.Add(only = derivative);
            }
        }

        return parts.Count > 1 ? Unite(ref parts) : only;
    }

    private Regex Derive(Regex.Intersection intersection, byte letter)
    {
        var parts = new RegexBuffer();
        foreach (Regex part in intersection.Parts)
        {
            Regex derivative = Derivative(part, letter);
            if (derivative == Nothing)
            {
                parts.Dispose();
                return Nothing;
            }

            parts.Add(derivative);
        }

        return Meet(ref parts);
    }

    private static Regex CheckWidth(Regex derivative) =>
        derivative is not Regex.Union { Parts.Length: > MaxAlternatives } ? derivative : throw new GrammarException(
            GrammarError.LimitExceeded,
            $"a regex keeps more than {MaxAlternatives} alternatives open at one place",
            hint: "lower the bounds of its repeats, or anchor what comes before them");

    private ByteClasses ClassesOf(Regex[] parts)
    {
        // Words that begin with one letter each are most of what stands side by side: their letters are told apart in one pass.
        ByteSet letters = ByteSet.None;
        ByteClasses classes = _classes.Whole;
        foreach (Regex part in parts)
        {
            if ((part is Regex.Concat concat ? concat.Head : part) is Regex.Bytes { Set: { Count: 1 } letter })
            {
                letters |= letter;
            }
            else
            {
                classes = _classes.Refine(classes, ClassesOf(part));
            }
        }

        return letters == ByteSet.None ? classes : _classes.Refine(classes, _classes.OfLetters(letters));
    }
}
