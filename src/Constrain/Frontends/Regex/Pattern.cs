// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>The syntax tree of a regex over code points, before it is lowered to bytes.</summary>
/// <remarks>
/// Everything that takes no text is a <see cref="Look"/>: the start of the text is "no character before", its end "no character
/// after", a word boundary "a word character on exactly one side". So the lowering knows one construct instead of ten.
/// Immutable. Made by the factories, which flatten and merge.
/// </remarks>
internal abstract class Pattern(bool isNullable, bool hasLook)
{
    /// <summary>Takes no text.</summary>
    public static readonly Pattern Empty = new Concat([]);

    /// <summary>Any one character.</summary>
    public static readonly Pattern AnyChar = new Set(CodePointSet.All);

    /// <summary>Any text.</summary>
    public static readonly Pattern AnyText = new Repeat(AnyChar, 0, Repeat.Unbounded, 0);

    private static readonly Pattern[] AsciiChars =
        [.. Enumerable.Range(0, 128).Select(c => new Set(CodePointSet.Of(c)))];

    /// <summary>Whether it can match without taking text; exact when there is no <see cref="Look"/> inside.</summary>
    public bool IsNullable { get; } = isNullable;

    /// <summary>Whether there is a <see cref="Look"/> inside.</summary>
    public bool HasLook { get; } = hasLook;

    /// <summary>One character of a set.</summary>
    public static Pattern OfSet(CodePointSet set) => set.Ranges is [{ First: < 128 } only] && only.First == only.Last
        ? AsciiChars[only.First]
        : ReferenceEquals(set, CodePointSet.All) ? AnyChar : new Set(set);

    /// <summary>One after the other.</summary>
    public static Pattern Sequence(List<Pattern> parts) => parts.Count switch
    {
        0 => Empty,
        1 => parts[0],
        _ => new Concat([.. parts]),
    };

    /// <summary>Any of these; sets are joined, and words that begin alike share what they begin with.</summary>
    /// <remarks>So an enumeration of thousands of words is a tree, of which a derivative keeps one branch.</remarks>
    public static Pattern AnyOf(List<Pattern> parts)
    {
        var words = new List<int[]>();
        var others = new List<Pattern>();
        CodePointSet chars = CodePointSet.Empty;
        bool hasChars = false;
        foreach (Pattern part in parts)
        {
            if (part is Set set)
            {
                chars = chars.Union(set.Chars);
                hasChars = true;
            }
            else if (WordOf(part) is { } word)
            {
                words.Add(word);
            }
            else
            {
                others.Add(part);
            }
        }

        if (hasChars)
        {
            others.Insert(0, OfSet(chars));
        }

        if (words.Count > 0)
        {
            int[][] sorted = [.. words];
            Array.Sort(sorted, static (a, b) => a.AsSpan().SequenceCompareTo(b));
            others.Add(PrefixTree(sorted, 0));
        }

        return others.Count == 1 ? others[0] : new Alternation([.. others]);
    }

    /// <summary>The start of the text.</summary>
    public static Pattern TextStart(int offset, string text) => new Look(AnyChar, isAhead: false, isNegated: true, offset, text);

    /// <summary>The end of the text.</summary>
    public static Pattern TextEnd(int offset, string text) => new Look(AnyChar, isAhead: true, isNegated: true, offset, text);

    /// <inheritdoc/>
    public abstract override string ToString();

    /// <summary>The code points of a pattern that matches one text alone; null when it is none.</summary>
    private static int[]? WordOf(Pattern pattern)
    {
        if (pattern is not Concat concat)
        {
            return null;
        }

        int[] word = new int[concat.Parts.Length];
        for (int i = 0; i < word.Length; i++)
        {
            if (concat.Parts[i] is not Set { Chars.Ranges: [var only] } || only.First != only.Last)
            {
                return null;
            }

            word[i] = only.First;
        }

        return word;
    }

    /// <summary>Sorted words that agree up to a depth, from there on.</summary>
    private static Pattern PrefixTree(ReadOnlySpan<int[]> words, int depth)
    {
        int common = words[0].AsSpan(depth).CommonPrefixLength(words[^1].AsSpan(depth));
        var prefix = new List<Pattern>(common + 1);
        foreach (int c in words[0].AsSpan(depth, common))
        {
            prefix.Add(OfSet(CodePointSet.Of(c)));
        }

        depth += common;
        var branches = new List<Pattern>();
        CodePointSet lastChars = CodePointSet.Empty;
        for (int start = 0; start < words.Length;)
        {
            int end = start + 1;
            while (end < words.Length && words[start].Length > depth && words[end][depth] == words[start][depth])
            {
                end++;
            }

            Pattern branch = words[start].Length == depth ? Empty : PrefixTree(words[start..end], depth);
            if (branch is Set set)
            {
                lastChars = lastChars.Union(set.Chars);
            }
            else if (branch != Empty || !branches.Contains(Empty))
            {
                branches.Add(branch);
            }

            start = end;
        }

        if (!lastChars.IsEmpty)
        {
            branches.Add(OfSet(lastChars));
        }

        if (branches.Count != 1 || branches[0] != Empty)
        {
            prefix.Add(branches.Count == 1 ? branches[0] : new Alternation([.. branches]));
        }

        return Sequence(prefix);
    }

    /// <summary>One character of <see cref="Chars"/>; an empty set matches nothing.</summary>
    internal sealed class Set(CodePointSet chars) : Pattern(false, false)
    {
        public CodePointSet Chars { get; } = chars;

        public override string ToString() => Chars.ToString();
    }

    /// <summary>Its parts one after the other; none is the empty text.</summary>
    internal sealed class Concat(Pattern[] parts) : Pattern(parts.All(p => p.IsNullable), parts.Any(p => p.HasLook))
    {
        public Pattern[] Parts { get; } = parts;

        public override string ToString() => string.Concat<Pattern>(Parts);
    }

    /// <summary>Any of its parts.</summary>
    internal sealed class Alternation(Pattern[] parts) : Pattern(parts.Any(p => p.IsNullable), parts.Any(p => p.HasLook))
    {
        public Pattern[] Parts { get; } = parts;

        public override string ToString() => $"(?:{string.Join<Pattern>('|', Parts)})";
    }

    /// <summary>Between <see cref="Min"/> and <see cref="Max"/> times <see cref="Inner"/>; lazy or greedy is the same language.</summary>
    internal sealed class Repeat(Pattern inner, int min, int max, int offset) : Pattern(min == 0 || inner.IsNullable, inner.HasLook)
    {
        /// <summary>No maximum.</summary>
        public const int Unbounded = Regexes.Regex.Repeat.Unbounded;

        public Pattern Inner { get; } = inner;

        public int Min { get; } = min;

        public int Max { get; } = max;

        /// <summary>Where the quantifier stands, in UTF-16 units.</summary>
        public int Offset { get; } = offset;

        /// <summary>The quantifier, for errors.</summary>
        public string Text => Max == Unbounded ? $"{{{Min},}}" : $"{{{Min},{Max}}}";

        public override string ToString() => $"(?:{Inner}){Text}";
    }

    /// <summary>Takes no text, and holds where <see cref="Body"/> can match after (before) the place, or cannot when negated.</summary>
    internal sealed class Look(Pattern body, bool isAhead, bool isNegated, int offset, string text) : Pattern(true, true)
    {
        public Pattern Body { get; } = body;

        public bool IsAhead { get; } = isAhead;

        public bool IsNegated { get; } = isNegated;

        /// <summary>Where it stands, in UTF-16 units.</summary>
        public int Offset { get; } = offset;

        /// <summary>How the user wrote it, for errors: <c>\b</c>, <c>(?&lt;=</c>.</summary>
        public string Text { get; } = text;

        /// <summary>Whether it holds at the start of the text alone.</summary>
        public bool IsTextStart => !IsAhead && IsNegated && Body == AnyChar;

        /// <summary>Whether it holds at the end of the text alone.</summary>
        public bool IsTextEnd => IsAhead && IsNegated && Body == AnyChar;

        public override string ToString() => $"(?{(IsAhead ? "" : "<")}{(IsNegated ? '!' : '=')}{Body})";
    }
}
