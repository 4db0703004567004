// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

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
            Regex.Dfa dfa => ClassesOf(dfa.State.Letters),
            _ => _classes.Whole,
        };
        regex.Remember().Classes = classes;
        return classes;
    }

    /// <summary>The coarsest partition that is finer than both.</summary>
    public ByteClasses Refine(ByteClasses a, ByteClasses b) => _classes.Refine(a, b);

    /// <summary>{ w : b·w ∈ L }.</summary>
    /// <exception cref="GrammarException">The regex is nested too deeply, or its derivatives grow past every bound.</exception>
    public Regex Derivative(Regex regex, byte letter)
    {
        if (regex is Regex.Concat { Head: Regex.Bytes head } concat)
        {
            return head.Set.Contains(letter) ? concat.Tail : Nothing;
        }

        if (regex.Kind <= RegexKind.Bytes)
        {
            return regex is Regex.Bytes bytes && bytes.Set.Contains(letter) ? Epsilon : Nothing;
        }

        if (regex.Memo is { Classes: { } classes, Derivatives: { } row } && Volatile.Read(ref row[classes.Map[letter]]) is { } known)
        {
            return known;
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
            case Regex.Concat(var head, var tail):
                Regex through = Concat(Derivative(head, letter), tail);
                return head.IsNullable ? Union(through, Derivative(tail, letter)) : through;
            case Regex.Union union:
                return Union(DeriveAll(union.Parts, letter));
            case Regex.Intersection intersection:
                return Intersect(DeriveAll(intersection.Parts, letter));
            case Regex.Complement complement:
                return Complement(Derivative(complement.Inner, letter));
            case Regex.Repeat repeat:
                int max = repeat.Max == Regex.Repeat.Unbounded ? repeat.Max : repeat.Max - 1;
                Regex first = Derivative(repeat.Inner, letter);
                return first == Nothing ? Nothing : Concat(first, Repeat(repeat.Inner, Math.Max(repeat.Min - 1, 0), max));
            case Regex.Dfa dfa:
                return dfa.State.Derive(this, letter);
            default:
                return Nothing;
        }
    }

    private static Regex CheckWidth(Regex derivative) =>
        derivative is not Regex.Union { Parts.Length: > MaxAlternatives } ? derivative : throw new GrammarException(
            GrammarError.LimitExceeded,
            $"a regex keeps more than {MaxAlternatives} alternatives open at one place",
            hint: "lower the bounds of its repeats, or anchor what comes before them");

    private Regex[] DeriveAll(Regex[] parts, byte letter)
    {
        var derivatives = new Regex[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            derivatives[i] = Derivative(parts[i], letter);
        }

        return derivatives;
    }

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

    private ByteClasses ClassesOf(ReadOnlySpan<ByteSet> letters)
    {
        ByteClasses classes = _classes.Whole;
        foreach (ByteSet set in letters)
        {
            classes = _classes.Refine(classes, _classes.Of(set));
        }

        return classes;
    }
}
